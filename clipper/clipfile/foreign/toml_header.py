"""Parse a header in TOML: strictly, within limits, and with every value as text."""

import json
import re
import tomllib
from typing import Any

from clipper.clipfile.foreign import toml_source
from clipper.clipfile.foreign.nodes import ForeignMember
from clipper.clipfile.foreign.tables import lift
from clipper.clipfile.foreign.toml_source import SourceError
from clipper.clipfile.parsed import ParsedHeader, Unquoted
from clipper.errors import UnreadableError
from clipper.model.values import Value

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")
_STAND_IN = "0.0e+000"
_LONG = 1000
# A text that means the same in TOML and in JSON.
_SIMPLE_TEXT = re.compile(r"\"(?:[^\"\\\x00-\x08\n-\x1f\x7f]++|\\[btnfr\"\\])*+\"")
_LONG_NUMBER = "a number has too many digits"


def parse(text: str) -> ParsedHeader:
    """Parse a document whose line ends are LF; raise UnreadableError with the line."""
    try:
        members = toml_source.scan(text).members
    except SourceError as error:
        raise _error(str(error), text.count("\n", 0, error.offset)) from error
    except ValueError as error:  # an escape in a key
        raise _error(str(error).partition(" (at ")[0], 0) from error
    shorter, long_texts = _shorten(text, members)
    try:
        document = tomllib.loads(shorter, parse_float=lambda number: long_texts.get(number) or Unquoted(number))
        values = {key: convert(value) for key, value in document.items()}
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        message = str(error)[: place.start()] if place else str(error)
        line = int(place[1]) - 1 if place and place[1] else max(text.count("\n") - 1, 0)
        raise _error(message[:1].lower() + message[1:], line) from error
    except ValueError as error:
        raise _error(_LONG_NUMBER, 0) from error
    return lift(values)


def _shorten(text: str, members: list[ForeignMember]) -> tuple[str, dict[str, str]]:
    """Replace long texts by numbers, and return what the numbers stand for; `tomllib` is slow with many escapes."""
    if _STAND_IN in text:
        return text, {}
    long_texts: dict[str, str] = {}
    pieces: list[str] = []
    end = 0
    for node in (member.node for member in members if member.node.kind == "text"):
        if node.end - node.start > _LONG and _SIMPLE_TEXT.fullmatch(text, node.start, node.end):
            stand_in = f"{_STAND_IN}{len(long_texts)}"
            long_texts[stand_in] = json.loads(text[node.start : node.end], strict=False)
            pieces += text[end : node.start], stand_in
            end = node.end
    return "".join((*pieces, text[end:])), long_texts


def convert(value: Any) -> Value:
    """Return a value of `tomllib` as one of a header: a text, a list or a mapping."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: convert(item) for key, item in value.items()}
    if isinstance(value, list):
        return [convert(item) for item in value]
    if isinstance(value, bool):
        return Unquoted("true" if value else "false")
    return Unquoted(value if isinstance(value, int) else value.isoformat())


def _error(message: str, line: int) -> UnreadableError:
    return UnreadableError(f"the header is not valid TOML: {message}", line=2 + line)
