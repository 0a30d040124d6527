"""From the text that a reader types to the tree of what is asked."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from clipper.query import terms
from clipper.query.nodes import Everything, Node, all_of, any_of, none_of, quoted
from clipper.query.terms import Head, Outlets, Terms, brief
from clipper.query.tokens import QueryError, Token, mistake, tokens

Searches: TypeAlias = Mapping[str, tuple[str, str]]
"""Saved searches by their names in small letters: what each asks, and where it stands, made safe."""

MAX_NESTING = 20
"""So deep may parentheses and saved searches stand in one another."""

_WHOLE_TERM = re.compile(r"(-?)([^\W\d_][\w-]*):(?!//)(=?)(\S+\s.*)", re.DOTALL)
_MORE_TERMS = re.compile(r"""["“”„()]|\s(?:OR|AND|NOT|-\S+)(?:\s|$)|[^\W\d_][\w-]*:|\*\s""")


def parse(
    query: str, *, today: date, sources: Outlets | None = None, searches: Searches | None = None, place: str = ""
) -> Node:
    """Return what a query asks; an empty one asks for Everything.

    A mistake is a QueryError of three lines: a sentence, the query, and a caret under the place. It begins with the
    `place` of a query that stands in a file.
    """
    parser = _Parser(query, today, sources or {}, searches or {})
    with _told_of(place):
        return parser.whole()


def as_typed(arguments: Iterable[str]) -> str:
    """Return the words of a command line as one query, with the quotes that the shell has taken from them.

    So an argument such as `source:BBC News` is one term; one that holds more than one term is read as it stands.
    """
    return " ".join(map(_with_quotes, arguments))


def sugar(
    *,
    source: Iterable[str] = (),
    tag: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    today: date,
    sources: Outlets | None = None,
) -> Node:
    """Return what the options that stand for terms ask: one of the sources, and all of the rest."""

    def term(name: str, value: str) -> Node:
        return parse(f"{name}:{_in_quotes(value)}", today=today, sources=sources)

    spans = {"since": since, "until": until}
    return all_of(
        (
            any_of(term("source", value) for value in source),
            *(term("tag", value) for value in tag),
            *(term(name, value) for name, value in spans.items() if value is not None),
        )
    )


def _with_quotes(argument: str) -> str:
    whole = _WHOLE_TERM.fullmatch(argument)
    if not whole or terms.is_of_dates(whole[2]) or _MORE_TERMS.search(whole[4]):
        return argument
    minus, name, exact, value = whole.groups()
    return f"{minus}{name}:{exact}{_in_quotes(value)}"


def _in_quotes(value: str) -> str:
    return quoted(value.removesuffix("*")) + "*" * value.endswith("*")


class _Parser:
    """One pass over the signs of a query, by recursive descent: alternatives, sequences, terms."""

    def __init__(
        self, query: str, today: date, sources: Outlets, searches: Searches, within: tuple[str, ...] = ()
    ) -> None:
        self.query = query
        self.searches = searches
        self.within = within
        self.terms = Terms(query, today, sources)
        self.signs = list(tokens(query))
        self.place = 0
        self.depth = 0

    @property
    def sign(self) -> Token:
        return self.signs[self.place]

    def take(self) -> Token:
        self.place += 1
        return self.signs[self.place - 1]

    def refusal(self, sentence: str, sign: Token, *, hint: str = "") -> QueryError:
        return mistake(sentence, self.query, sign.start, hint=hint)

    def whole(self) -> Node:
        if self.sign.kind == "end":
            return Everything()
        node = self.alternatives(None)
        if self.sign.kind == ")":
            raise self.refusal("this parenthesis closes nothing", self.sign)
        return node

    def alternatives(self, head: Head | None) -> Node:
        parts = [self.sequence(head)]
        while self.sign.kind == "OR":
            self.take()
            parts.append(self.sequence(head))
        return any_of(parts)

    def sequence(self, head: Head | None) -> Node:
        parts: list[Node] = []
        first = self.place
        while self.sign.kind not in {"OR", ")", "end"}:
            if self.sign.kind == "AND":
                self.conjunction(first)
            elif (term := self.term(head)) is not None:
                parts.append(term)
        if parts:
            return all_of(parts)
        if first < self.place:
            raise self.terms.wordless(self.signs[first])
        raise self.nothing(first)

    def conjunction(self, first: int) -> None:
        """Take an AND, which only spells out that two terms stand side by side."""
        sign = self.take()
        if self.place - 1 == first or self.sign.kind in {"AND", "OR", ")", "end"}:
            raise self.refusal("AND stands between two terms", sign)

    def nothing(self, place: int) -> QueryError:
        """Return the error that says why a term should stand at this place."""
        sign = self.signs[place]
        before = self.signs[place - 1] if place else None
        for operator in (sign, before):
            if operator and operator.kind == "OR":
                return self.refusal("OR stands between two terms", operator)
        if not before:
            return self.refusal("this parenthesis closes nothing", sign)
        if sign.kind == ")":
            return self.refusal("nothing stands in these parentheses", before)
        return self.refusal("this parenthesis is not closed", before)

    def term(self, head: Head | None) -> Node | None:
        """Return the next term, or what it leaves out; None if it has no word to search for."""
        negated = False
        while self.sign.kind == "NOT":
            sign = self.take()
            negated = not negated
            if self.sign.kind in {"AND", "OR", ")", "end"}:
                raise self.refusal("nothing stands after NOT", sign)
        node = self.single(head)
        return none_of(node) if node is not None and negated else node

    def single(self, head: Head | None) -> Node | None:
        sign = self.sign
        if sign.kind == "(":
            return self.group(head)
        if sign.kind == "search":
            if head:
                raise self.refusal("a saved search cannot stand among the values of a field", sign)
            return self.saved(self.take())
        if sign.kind == "field":
            if head:
                raise self.refusal(f"{sign.text}: cannot stand among the values of another field", sign)
            return self.field()
        if not head:
            return self.terms.free(self.take())
        if not terms.is_of_dates(head.name):
            return self.terms.value(head, self.take())
        node, count = self.terms.dated(head, self.signs[self.place : self.place + terms.WORDS_OF_SPAN])
        self.place += count
        return node

    def saved(self, sign: Token) -> Node:
        """Return what a saved search asks; its mistakes are told with its own place."""
        name = sign.text.removeprefix("@").casefold()
        if name not in self.searches:
            hint = f'`clipper search` shows those there are; to search for the word, write "{sign.text}"'
            raise self.refusal(f"no saved search is called {brief(sign.text)}", sign, hint=hint)
        if name in self.within:
            raise self.refusal(f"{brief(sign.text)} asks for itself", sign)
        if self.depth + len(self.within) >= MAX_NESTING:
            raise self.refusal(f"saved searches stand at most {MAX_NESTING} deep", sign)
        query, place = self.searches[name]
        with _told_of(place):
            inner = _Parser(query, self.terms.today, self.terms.sources, self.searches, (*self.within, name))
            inner.depth = self.depth
            node = inner.whole()
        self.terms.count(sign, inner.terms.words)
        return node

    def group(self, head: Head | None) -> Node:
        opening = self.take()
        self.depth += 1
        if self.depth + len(self.within) > MAX_NESTING:
            raise self.refusal(f"parentheses stand at most {MAX_NESTING} deep", opening)
        node = self.alternatives(head)
        if self.sign.kind != ")":
            raise self.refusal("this parenthesis is not closed", opening)
        self.take()
        self.depth -= 1
        return node

    def field(self) -> Node | None:
        sign, value = self.take(), self.sign
        if value.start != sign.end or value.kind in {")", "end"}:
            hint = f'to search for the word itself, write "{sign.text}"'
            raise self.refusal(f"nothing stands after {sign.text}:", sign, hint=hint)
        return self.single(terms.head(sign))


@contextlib.contextmanager
def _told_of(place: str) -> Iterator[None]:
    """Say of a mistake where its query stands, unless it lies in another one, which said so already."""
    try:
        yield
    except QueryError as error:
        raise (error if error.place else error.standing(place)) from None
