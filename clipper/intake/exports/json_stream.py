"""A stream of JSON: the values of one array, read one after the other, so that only one of them is in memory."""

import json
import re
from collections.abc import Iterator
from io import TextIOBase
from typing import Any, NoReturn

from clipper.errors import UnreadableError
from clipper.intake.exports.export import LARGEST_PIECE
from clipper.text import safe

_BLOCK = 1 << 18
_BLANK = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_END = re.compile(r"[,\]]")
_DECODER = json.JSONDecoder()


class Flaw(str):
    """Why a value cannot be read."""

    __slots__ = ()


class EndedError(UnreadableError):
    """What follows cannot be read either."""


class Stream:
    """A text of JSON, of which only the value in hand is in memory."""

    def __init__(self, written: TextIOBase) -> None:
        self._written = written
        self._held = ""
        self._at = 0
        self._line = 1
        self._is_whole = False

    def array(self, key: str) -> Iterator[tuple[int, Any]]:
        """Yield each value of the array with the line on which it begins; a `Flaw` for one that cannot be read."""
        if self._next() == "{" and key:
            self._find(key)
        if self._next() != "[":
            self._end("it is no list of records")
        self._pass(1)
        while (sign := self._next()) != "]":
            if not sign:
                self._end("it ends in the middle")
            line = self._line
            yield line, self._value()
            following = self._next()
            if following == ",":
                self._pass(1)
            elif following and following != "]":
                self._end("what follows the record before it is no JSON")

    def _find(self, key: str) -> None:
        """Go to the value that stands under a key of the object in hand."""
        self._pass(1)
        while self._next() == '"':
            name = self._value()
            if self._next() != ":":
                break
            self._pass(1)
            if name == key and self._next() == "[":
                return
            for _ in self.array("") if self._next() == "[" else (self._value(),):
                pass
            if self._next() == "]":
                self._pass(1)
            if self._next() == ",":
                self._pass(1)
        self._end(f"it has no list of {key}")

    def _value(self) -> Any:
        """Return the value in hand, and go behind it."""
        flaw = ""
        while True:
            try:
                found, end = _DECODER.raw_decode(self._held, self._at)
            except RecursionError:
                flaw = "it is nested too deeply"
            except ValueError as error:
                flaw = safe(str(error).partition(": line ")[0])
            else:
                if end < len(self._held) or not self._more():
                    self._pass(end - self._at)
                    return found
                continue
            if not self._more():
                self._skip(flaw)
                return Flaw(flaw)

    def _skip(self, flaw: str) -> None:
        """Go behind the value in hand by its brackets alone."""
        if self._held[self._at] not in '[{"' and (end := _END.search(self._held, self._at)):
            self._pass(end.start() - self._at)
            return
        depth = 0
        for token in _TOKEN.finditer(self._held, self._at):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
            if depth <= 0:
                self._pass(token.end() - self._at)
                return
        self._end(f"{flaw}; what follows cannot be read either")

    def _next(self) -> str:
        """Return the next sign that is no blank; empty at the end."""
        while True:
            blank = _BLANK.match(self._held, self._at)
            self._pass(blank.end() - self._at if blank else 0)
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def _pass(self, length: int) -> None:
        end = self._at + length
        self._line += self._held.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Read on, more the longer the value in hand is; tell whether there was more, and room for it."""
        if self._is_whole or len(self._held) - self._at > LARGEST_PIECE:
            return False
        rest = self._held[self._at :]
        block = self._written.read(max(_BLOCK, len(rest)))
        self._is_whole = not block
        self._held, self._at = rest + block, 0
        return bool(block)

    def _end(self, why: str) -> NoReturn:
        raise EndedError(why, line=self._line)
