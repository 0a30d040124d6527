"""The lexer of queries, and the errors that show a position in a query."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, Self, TypeAlias

from clipper import text
from clipper.errors import UsageError
from clipper.model import keys

TokenKind: TypeAlias = Literal["word", "quoted", "address", "field", "search", "(", ")", "NOT", "AND", "OR", "end"]

_RUN = re.compile(r"""[^\s()"“”„]+""")
_ADDRESS = re.compile(r"""https?://[^\s"“”„]+""", re.IGNORECASE)
_UNBROKEN = re.compile(r"""[^\s"“”„]+""")
_FIELD = re.compile(r"(_*[^\W\d_][\w\u0300-\u036f-]*):(?!//)(=?)")
# A key with blanks is in quotes: `"word count":12`. Nothing after the colon makes it a phrase.
_FIELD_AFTER_QUOTES = re.compile(r":(?!//)(=?)(?=[^\s:])")
# Inside quotes only `\"` and `\\` are escapes. The repeats are possessive: otherwise an
# escaped quote could be taken for the closing one.
_QUOTED = re.compile(r"""(?:"((?:\\["\\]|[^"])*+)"|[“”„]((?:\\["\\]|[^“”])*+)[“”])(\*?)""")
_ESCAPED = re.compile(r'\\(["\\])')
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARENTHESES: dict[str, TokenKind] = {"(": "(", ")": ")"}
_OPERATORS: dict[str, TokenKind] = {"NOT": "NOT", "AND": "AND", "OR": "OR"}

_ROOM_BEFORE = 40
_ROOM_AFTER = 36


class QueryError(UsageError):
    """A mistake in a query; `place` is the file and line that the query is in, empty if it was typed."""

    place = ""

    def in_file(self, place: str) -> Self:
        """Return the same error for a query in a file; itself if there is no `place`."""
        if not place:
            return self
        error = self.with_prefix(place)
        error.place = place
        return error


class Token(NamedTuple):
    """A token; `exact` is the `=` after a field's colon, `prefix` the `*` after a word or quotes."""

    kind: TokenKind
    text: str
    start: int
    end: int
    exact: bool = False
    prefix: bool = False


def tokenize(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, the last of kind `end`; raise QueryError for quotes that are not closed."""
    if surrogate := _SURROGATE.search(query):
        raise error_at("this is not a character", query, surrogate.start())
    position = 0
    field: Token | None = None
    while position < len(query):
        if query[position].isspace():
            position += 1
            field = None
            continue
        token = _value_token(query, position, field) if field else _next_token(query, position)
        yield token
        position = token.end
        field = token if token.kind == "field" else None
    yield Token("end", "", position, position)


def error_at(message: str, query: str, position: int, *, hint: str = "") -> QueryError:
    """Return an error of three lines: the message, the query, and a caret under the position."""
    before = _fit(reversed(query[max(0, position - _ROOM_BEFORE) : position]), _ROOM_BEFORE)
    after = _fit(query[position : position + _ROOM_AFTER], _ROOM_AFTER)
    shown = "".join(reversed(before))
    if len(before) < position:
        shown = f"…{shown}"
    rest = "".join(after) + "…" * (position + len(after) < len(query))
    return QueryError(f"{message}\n  {shown}{rest}\n  {' ' * _width(shown)}^", hint=hint)


def _next_token(query: str, position: int) -> Token:
    if query[position] in _PARENTHESES:
        return Token(_PARENTHESES[query[position]], query[position], position, position + 1)
    run = _RUN.match(query, position)
    if run:
        return _run_token(query, run)
    token = _quoted_token(query, position)
    field = None if token.prefix else _FIELD_AFTER_QUOTES.match(query, token.end)
    if not field or not text.words(token.text):
        return token
    return token._replace(kind="field", text=text.one_line(token.text), end=field.end(), exact=bool(field[1]))


def _run_token(query: str, run: re.Match[str]) -> Token:
    """Return the first token of a run of characters without blanks, quotes and parentheses."""
    position = run.start()
    if field := _FIELD.match(query, position):
        return Token("field", field[1], position, field.end(), exact=bool(field[2]))
    if address := _ADDRESS.match(query, position):
        return _address_token(address)
    if run[0] in _OPERATORS:
        return Token(_OPERATORS[run[0]], run[0], position, run.end())
    if run[0].startswith("-") and (run[0] == "-" or text.words(run[0])) and _begins_term(query, position + 1):
        return Token("NOT", "-", position, position + 1)
    if run[0].startswith("@") and text.words(run[0]):
        return Token("search", run[0], position, run.end())
    return _word_token(run)


def _value_token(query: str, position: int, field: Token) -> Token:
    """Return the token after a field's colon, where only quotes and parentheses have a meaning of their own."""
    if query[position] in _PARENTHESES:
        return _next_token(query, position)
    if keys.field_name(field.text) == "url" and (address := _UNBROKEN.match(query, position)):
        return _address_token(address)
    run = _RUN.match(query, position)
    return _word_token(run) if run else _quoted_token(query, position)


def _word_token(run: re.Match[str]) -> Token:
    prefix = run[0].endswith("*")
    return Token("word", run[0].rstrip("*"), run.start(), run.end(), prefix=prefix)


def _quoted_token(query: str, position: int) -> Token:
    match = _QUOTED.match(query, position)
    if not match:
        raise error_at("these quotes are not closed", query, position)
    inside = match[1] if match[1] is not None else match[2]
    return Token("quoted", _ESCAPED.sub(r"\1", inside), position, match.end(), prefix=bool(match[3]))


def _address_token(match: re.Match[str]) -> Token:
    """Return an address, without the parentheses at its end that are not opened in it."""
    value = match[0]
    surplus = value.count(")") - value.count("(")
    closing = len(value) - len(value.rstrip(")"))
    value = value[: len(value) - max(0, min(surplus, closing))]
    return Token("address", value, match.start(), match.start() + len(value))


def _begins_term(query: str, position: int) -> bool:
    return position < len(query) and not query[position].isspace() and query[position] not in "-)"


def _fit(characters: Iterable[str], room: int) -> list[str]:
    """Return the first characters, made safe, that fit into a number of columns."""
    fitting: list[str] = []
    for character in characters:
        shown = text.safe(character)
        room -= _width(shown)
        if room < 0:
            break
        fitting.append(shown)
    return fitting


def _width(shown: str) -> int:
    """Return how many columns of a terminal a text takes up."""
    return sum(
        0
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in shown
    )
