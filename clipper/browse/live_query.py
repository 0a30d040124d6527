"""A query while it is typed: its last term is not finished."""

import re

from clipper.text import is_unspaced

_OPERATORS = frozenset(("AND", "OR", "NOT", "-"))
_OPEN_FIELDS = frozenset(("author", "source", "tag", "title"))
"""The fields whose value may be the beginning of one."""

_LAST_TERM = r"(?s)(.*?)(\S*)"
_LEAST = 2
"""With fewer letters a search for beginnings takes half a second in a large archive."""


def with_open_end(said: str) -> str:
    """Return a query as it is meant so far: its last word may go on, and what was opened last is closed.

    A term without a value, an operator without a term, and a parenthesis with nothing in it do not count yet. What is
    wrong with the rest stays wrong.
    """
    if said.count('"') % 2:
        return _close(f'{said}"*' if said[-1].isalnum() else f'{said}"')
    if said.rstrip().endswith("("):
        said = said.rstrip("(- \t")
    if not (match := re.fullmatch(_LAST_TERM, said)):
        return said
    before, last = match.groups()
    if last in _OPERATORS or (last.endswith(":") and last.count(":") == 1) or last in {"@", "-@"}:
        return _close(before)
    return _close(f"{said}*" if _may_go_on(last.lstrip("-(")) else said)


def _may_go_on(word: str) -> bool:
    """Tell whether a word may be the beginning of what is meant."""
    if word.startswith(("@", "http:", "https:")) or not word[-1:].isalnum():
        return False
    field, colon, value = word.rpartition(":")
    if colon and (field not in _OPEN_FIELDS or value.startswith("=")):
        return False
    return len(value) >= _LEAST or is_unspaced(value)


def _close(said: str) -> str:
    """Return a query with the parentheses closed that are open."""
    outside = re.sub(r'"[^"]*"', "", said)
    return said + ")" * max(0, outside.count("(") - outside.count(")"))


def completion(said: str, tags: "list[str]", sources: "list[str]", searches: "list[str]") -> str | None:
    """Return the query with the value of its last term completed; None if there is nothing to complete."""
    before, last = said[: len(said) - len(said.rsplit(" ", maxsplit=1)[-1])], said.rsplit(" ", maxsplit=1)[-1]
    bare = last.lstrip("-(")
    signs = last[: len(last) - len(bare)]
    for prefix, values in (("tag:", tags), ("source:", sources), ("@", searches)):
        typed = bare.removeprefix(prefix)
        if bare.startswith(prefix) and typed:
            found = next((value for value in values if value.casefold().startswith(typed.casefold())), None)
            if found is None or found == typed:
                return None
            return f'{before}{signs}{prefix}"{found}"' if " " in found else f"{before}{signs}{prefix}{found}"
    return None
