"""The query of a command line: its arguments, and the options that stand for terms."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import accumulate, pairwise

from clipper.query.leaves import quote
from clipper.query.nodes import Node, all_of, any_of
from clipper.query.parser import parse
from clipper.query.terms import Aliases, takes_dates
from clipper.query.tokens import QueryError, tokenize

_SINGLE_TERM = re.compile(r"(-?)(_*[^\W\d_][\w-]*):(?!//)(=?)(\S+\s.*)", re.DOTALL)
_SEVERAL_TERMS = re.compile(r"""["“”„()]|\s(?:OR|AND|NOT|-\S+)(?:\s|$)|(?<![\w-])[\d_-]*+[^\W\d_][\w-]*+:|\*\s""")


def join_arguments(arguments: Iterable[str]) -> str:
    """Join the arguments of a command line to one query, with the quotes that the shell has removed.

    So an argument such as `source:BBC News` is one term, and `a OR b` one group beside the other arguments.
    """
    parts = [*map(_restore_quotes, arguments)]
    if len(parts) == 1:
        return parts[0]
    return " ".join(_in_parentheses(part, negated=before == "NOT") for before, part in pairwise(("", *parts)))


def parse_options(
    *,
    source: Iterable[str] = (),
    tag: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    today: date,
    aliases: Aliases | None = None,
) -> Node:
    """Return the query for the options that stand for terms: any of the sources matches, and all other terms match."""

    def term(name: str, value: str) -> Node:
        return parse(f"{name}:{_quote_value(value)}", today=today, aliases=aliases)

    spans = {"since": since, "until": until}
    return all_of(
        (
            any_of(term("source", value) for value in source),
            *(term("tag", value) for value in tag),
            *(term(name, value) for name, value in spans.items() if value is not None),
        )
    )


def _restore_quotes(argument: str) -> str:
    term = _SINGLE_TERM.fullmatch(argument)
    if not term or takes_dates(term[2]) or _SEVERAL_TERMS.search(term[4]):
        return argument
    minus, name, exact, value = term.groups()
    return f"{minus}{name}:{exact}{_quote_value(value)}"


def _in_parentheses(argument: str, *, negated: bool) -> str:
    """Put an argument in parentheses where the words around it would take it apart: with OR in it, or after NOT.

    A part of an expression, such as `OR` or `(a OR`, stays as it is.
    """
    if not (negated or "OR" in argument) or len(argument.split()) == 1:
        return argument
    try:
        kinds = [token.kind for token in tokenize(argument)][:-1]
    except QueryError:  # the whole query will have the mistake too
        return argument
    if not kinds or kinds[0] in {"OR", "AND"} or kinds[-1] in {"OR", "AND", "NOT", "field"}:
        return argument
    depths = [*accumulate((kind == "(") - (kind == ")") for kind in kinds)]
    is_whole = depths[-1] == 0 <= min(depths)
    is_split = negated or any(kind == "OR" and not depth for kind, depth in zip(kinds, depths, strict=True))
    return f"({argument})" if is_whole and is_split else argument


def _quote_value(value: str) -> str:
    """Quote the value of a term; a `*` at its end stays outside the quotes."""
    return quote(value.removesuffix("*")) + "*" * value.endswith("*")
