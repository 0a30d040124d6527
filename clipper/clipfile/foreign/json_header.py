"""Parse a header in JSON: strictly, within limits, and with every value as text."""

import json
import re
from bisect import bisect
from collections.abc import Iterator
from typing import Any, NoReturn

from clipper.clipfile.foreign import json_source
from clipper.clipfile.foreign.nodes import ForeignMember, ForeignNode, Path, walk
from clipper.clipfile.foreign.tables import lift
from clipper.clipfile.parsed import MAX_DEPTH, MAX_NODES, TOO_DEEP, TOO_MANY, ParsedHeader, RepeatedKey, Unquoted
from clipper.errors import UnreadableError
from clipper.model.values import Value

_SURROGATE = re.compile("[\ud800-\udfff]")


class _Converter:
    """Make a document values of a header: numbers and Booleans become text, as they are written."""

    def __init__(self) -> None:
        self.node_count = 0
        self.has_repeated_keys = False

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        self.has_repeated_keys |= len(mapping) < len(pairs)
        return mapping

    def convert(self, value: Any, depth: int = 0) -> Value:
        self.node_count += 1
        if self.node_count > MAX_NODES:
            raise _error(TOO_MANY)
        if isinstance(value, str):
            if not value.isascii() and _SURROGATE.search(value):
                raise _error("half a character is escaped")
            return value
        if isinstance(value, bool):
            return Unquoted("true" if value else "false")
        if value is None:
            return None
        if depth >= MAX_DEPTH:
            raise _error(TOO_DEEP)
        if isinstance(value, dict):
            return {str(self.convert(key)): self.convert(item, depth + 1) for key, item in value.items()}
        return [self.convert(item, depth + 1) for item in value]


def parse(text: str) -> ParsedHeader:
    """Parse a JSON object; raise UnreadableError with the line."""
    source, offset = enclose(text)
    converter = _Converter()
    try:
        document = json.loads(
            source,
            object_pairs_hook=converter.mapping,
            parse_int=Unquoted,
            parse_float=Unquoted,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        raise _error(message, text.count("\n", 0, max(error.pos - offset, 0))) from error
    except RecursionError as error:
        raise _error(TOO_DEEP) from error
    values = converter.convert(document)
    if not isinstance(values, dict):
        raise _error("it is not an object in braces")
    repeated = tuple(_repeated_keys(source, json_source.scan(source))) if converter.has_repeated_keys else ()
    return lift(values, repeated)


def enclose(text: str) -> tuple[str, int]:
    """Return a header with the braces that one between lines of `;;;` may lack, and their length at the beginning."""
    return (text, 0) if text.lstrip().startswith("{") else (f"{{{text}}}", 1)


def _repeated_keys(source: str, root: ForeignNode) -> Iterator[RepeatedKey]:
    line_starts = [match.end() for match in re.finditer("\n", source)]
    for node in walk(root):
        first: dict[Path, ForeignMember] = {}
        last = {member.path: member for member in node.members}
        for member in node.members:
            final = last[member.path]
            first.setdefault(member.path, member)
            if member is not final:
                line, first_line = (2 + bisect(line_starts, key.start) for key in (final, first[member.path]))
                is_alike = _load(source, member.node) == _load(source, final.node)
                yield RepeatedKey(member.path[0], line, first_line, is_alike, node is not root)


def _load(source: str, node: ForeignNode) -> Any:
    return json.loads(source[node.start : node.end], parse_int=str, parse_float=str)


def _refuse_constant(name: str) -> NoReturn:
    raise _error(f"{name} is not a value of JSON")


def _error(message: str, line: int = 0) -> UnreadableError:
    return UnreadableError(f"the header is not valid JSON: {message}", line=2 + line)
