"""The signs of a query: cut from its text, each with its place, and the place of a mistake shown."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, Self, TypeAlias

from clipper import text
from clipper.errors import UsageError
from clipper.model import clip

Kind: TypeAlias = Literal["word", "quoted", "address", "field", "search", "(", ")", "NOT", "AND", "OR", "end"]

_RUN = re.compile(r"""[^\s()"“”„]+""")
_ADDRESS = re.compile(r"""https?://[^\s"“”„]+""", re.IGNORECASE)
_UNBROKEN = re.compile(r"""[^\s"“”„]+""")
_FIELD = re.compile(r"([^\W\d_][\w\u0300-\u036f-]*):(?!//)(=?)")
# Inside quotes only `\"` and `\\` are more than they show. Possessive, lest an unclosed quote be read as closed.
_QUOTED = re.compile(r"""(?:"((?:\\["\\]|[^"])*+)"|[“”„]((?:\\["\\]|[^“”])*+)[“”])(\*?)""")
_ESCAPED = re.compile(r'\\(["\\])')
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARENTHESES: dict[str, Kind] = {"(": "(", ")": ")"}
_OPERATORS: dict[str, Kind] = {"NOT": "NOT", "AND": "AND", "OR": "OR"}

_ROOM_BEFORE = 40
_ROOM_AFTER = 36


class QueryError(UsageError):
    """A mistake in a query; `place` is the file and the line in which that stands, empty for what was typed."""

    place = ""

    def standing(self, place: str) -> Self:
        """Return the same error of a query that stands in a file, if a place is named."""
        if not place:
            return self
        told = self.within(place)
        told.place = place
        return told


class Token(NamedTuple):
    """One sign; `exact` is the `=` of a field, `prefix` the `*` at the end of a word or of quotes."""

    kind: Kind
    text: str
    start: int
    end: int
    exact: bool = False
    prefix: bool = False


def tokens(query: str) -> Iterator[Token]:
    """Yield the signs of a query, the last being its end; raise QueryError at quotes that are not closed."""
    if surrogate := _SURROGATE.search(query):
        raise mistake("this is no character", query, surrogate.start())
    place = 0
    field: Token | None = None
    while place < len(query):
        if query[place].isspace():
            place += 1
            field = None
            continue
        token = _value(query, place, field) if field else _sign(query, place)
        yield token
        place = token.end
        field = token if token.kind == "field" else None
    yield Token("end", "", place, place)


def mistake(sentence: str, query: str, place: int, *, hint: str = "") -> QueryError:
    """Return the error that says the sentence and, in two more lines, shows the place in the query with a caret."""
    before = _fitting(reversed(query[max(0, place - _ROOM_BEFORE) : place]), _ROOM_BEFORE)
    after = _fitting(query[place : place + _ROOM_AFTER], _ROOM_AFTER)
    shown = "".join(reversed(before))
    if len(before) < place:
        shown = f"…{shown}"
    rest = "".join(after) + "…" * (place + len(after) < len(query))
    return QueryError(f"{sentence}\n  {shown}{rest}\n  {' ' * _width(shown)}^", hint=hint)


def _sign(query: str, place: int) -> Token:
    if query[place] in _PARENTHESES:
        return Token(_PARENTHESES[query[place]], query[place], place, place + 1)
    run = _RUN.match(query, place)
    return _term(query, run) if run else _quoted(query, place)


def _term(query: str, run: re.Match[str]) -> Token:
    """Return what a run of characters without blanks, quotes and parentheses begins with."""
    place = run.start()
    if field := _FIELD.match(query, place):
        return Token("field", field[1], place, field.end(), exact=bool(field[2]))
    if address := _ADDRESS.match(query, place):
        return _address(address)
    if run[0] in _OPERATORS:
        return Token(_OPERATORS[run[0]], run[0], place, run.end())
    if run[0].startswith("-") and (run[0] == "-" or text.words(run[0])) and _is_glued(query, place + 1):
        return Token("NOT", "-", place, place + 1)
    if run[0].startswith("@") and text.words(run[0]):
        return Token("search", run[0], place, run.end())
    return _word(run)


def _value(query: str, place: int, field: Token) -> Token:
    """Return what stands after a field's colon, in which nothing but quotes and parentheses is a sign."""
    if query[place] in _PARENTHESES:
        return _sign(query, place)
    if clip.field_of(field.text) == "url" and (address := _UNBROKEN.match(query, place)):
        return _address(address)
    run = _RUN.match(query, place)
    return _word(run) if run else _quoted(query, place)


def _word(run: re.Match[str]) -> Token:
    prefix = run[0].endswith("*")
    return Token("word", run[0].rstrip("*"), run.start(), run.end(), prefix=prefix)


def _quoted(query: str, place: int) -> Token:
    match = _QUOTED.match(query, place)
    if not match:
        raise mistake("these quotes are not closed", query, place)
    inside = match[1] if match[1] is not None else match[2]
    return Token("quoted", _ESCAPED.sub(r"\1", inside), place, match.end(), prefix=bool(match[3]))


def _address(match: re.Match[str]) -> Token:
    """Return an address without the parentheses at its end that were not opened in it."""
    value = match[0]
    surplus = value.count(")") - value.count("(")
    closing = len(value) - len(value.rstrip(")"))
    value = value[: len(value) - max(0, min(surplus, closing))]
    return Token("address", value, match.start(), match.start() + len(value))


def _is_glued(query: str, place: int) -> bool:
    return place < len(query) and not query[place].isspace() and query[place] not in "-)"


def _fitting(characters: Iterable[str], room: int) -> list[str]:
    """Return as many characters, made safe, as find room on a line."""
    taken: list[str] = []
    for character in characters:
        shown = text.safe(character)
        room -= _width(shown)
        if room < 0:
            break
        taken.append(shown)
    return taken


def _width(shown: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in shown
    )
