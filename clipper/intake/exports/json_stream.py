"""A JSON stream: the values of one array, read one by one, so that only one of them is in memory."""

import json
import re
from collections.abc import Iterator
from io import TextIOBase
from typing import Any, NoReturn

from clipper.errors import UnreadableError
from clipper.intake.exports.export import MAX_MEMBER_SIZE
from clipper.text import safe

_BLOCK_SIZE = 1 << 18
_BLANKS = re.compile(r"[ \t\n\r]*")
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|(?P<open>\\?\Z))|[\[\]{}]', re.DOTALL)
_VALUE_END = re.compile(r"[,\]]")
_DECODER = json.JSONDecoder()


class InvalidValue(str):
    """The reason why a value cannot be parsed, in its place."""

    __slots__ = ()


class UnrecoverableError(UnreadableError):
    """The stream cannot be parsed from here on."""


class JsonStream:
    """A JSON text that is read value by value: only the current value is in memory."""

    def __init__(self, stream: TextIOBase) -> None:
        self._stream = stream
        self._buffer = ""
        self._offset = 0
        self._line = 1
        self._is_at_end = False

    def array(self, key: str) -> Iterator[tuple[int, Any]]:
        """Yield each value of the array, or of the array under a key, with its line; some may be an InvalidValue."""
        if self._peek() == "{" and key:
            self._find(key)
        if self._peek() != "[":
            self._fail("it is not a list of records")
        self._advance(1)
        while (character := self._peek()) != "]":
            if not character:
                self._fail("it ends in the middle")
            line = self._line
            yield line, self._value()
            following = self._peek()
            if following == ",":
                self._advance(1)
            elif following and following != "]":
                self._fail("what follows the record before it is no JSON")

    def _find(self, key: str) -> None:
        """Go to the value of a key in the current object; it must be an array."""
        self._advance(1)
        while self._peek() == '"':
            name = self._value()
            if self._peek() != ":":
                break
            self._advance(1)
            if name == key and self._peek() == "[":
                return
            for _ in self.array("") if self._peek() == "[" else (self._value(),):
                pass
            if self._peek() == "]":
                self._advance(1)
            if self._peek() == ",":
                self._advance(1)
        self._fail(f"it has no list of {key}")

    def _value(self) -> Any:
        """Parse the current value and go to its end."""
        flaw = ""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._offset)
            except RecursionError:
                flaw = "it is nested too deeply"
            except ValueError as error:
                flaw = safe(str(error).partition(": line ")[0])
            else:
                if end < len(self._buffer) or not self._read_more():
                    self._advance(end - self._offset)
                    return value
                continue
            if not self._read_more():
                self._skip(flaw)
                return InvalidValue(flaw)

    def _skip(self, flaw: str) -> None:
        """Go to the end of the current value, which is found by its brackets alone."""
        if self._buffer[self._offset] not in '[{"' and (end := _VALUE_END.search(self._buffer, self._offset)):
            self._advance(end.start() - self._offset)
            return
        depth = 0
        for token in _STRING_OR_BRACKET.finditer(self._buffer, self._offset):
            if token["open"] is not None:
                break
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
            if depth <= 0:
                self._advance(token.end() - self._offset)
                return
        self._fail(f"{flaw}; what follows cannot be read either")

    def _peek(self) -> str:
        """Return the next character that is not blank, without going past it; empty at the end."""
        while True:
            blanks = _BLANKS.match(self._buffer, self._offset)
            self._advance(blanks.end() - self._offset if blanks else 0)
            if self._offset < len(self._buffer):
                return self._buffer[self._offset]
            if not self._read_more():
                return ""

    def _advance(self, length: int) -> None:
        end = self._offset + length
        self._line += self._buffer.count("\n", self._offset, end)
        self._offset = end

    def _read_more(self) -> bool:
        """Read on, twice as much of the current value as before; return False at the end, or if it is too long."""
        if self._is_at_end or len(self._buffer) - self._offset > MAX_MEMBER_SIZE:
            return False
        rest = self._buffer[self._offset :]
        block = self._stream.read(max(_BLOCK_SIZE, len(rest)))
        self._is_at_end = not block
        self._buffer, self._offset = rest + block, 0
        return bool(block)

    def _fail(self, reason: str) -> NoReturn:
        raise UnrecoverableError(reason, line=self._line)
