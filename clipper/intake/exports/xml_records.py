"""Records in an XML file of any length, one by one; entities of its own and external ones are refused."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.parsers import expat

from clipper.errors import UnreadableError

_BLOCK = 1 << 18
_MAX_VALUE = 10_000_000
"""Characters of a value."""
_MAX_VALUES = 10_000
"""Values of one record."""
_MAX_DEPTH = 100


@dataclass(slots=True)
class XmlRecord:
    """The texts in an element, by the path of the elements that they are in, and the line of the element."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """Return the first text at a path, without the blanks around it; empty if there is none."""
        return next(iter(self.values.get(path, ())), "").strip()

    def texts(self, path: str) -> list[str]:
        """Return the texts at a path that are not blank."""
        return [value.strip() for value in self.values.get(path, ()) if value.strip()]


def read_xml(stream: BinaryIO, name: str, paths: Collection[str]) -> Iterator[XmlRecord]:
    """Yield each element of a name with its texts at some paths; raise UnreadableError where the file is damaged."""
    reader = _Reader(name, frozenset(paths))
    is_at_end = False
    while not is_at_end:
        block = stream.read(_BLOCK)
        is_at_end = not block
        try:
            reader.parser.Parse(block, is_at_end)
        except expat.ExpatError as error:
            yield from reader.take()
            message = expat.errors.messages.get(error.code, "damaged")
            raise UnreadableError(f"its XML is damaged: {message}", line=error.lineno) from error
        yield from reader.take()


class _Reader:
    """Collects the records that a parser meets."""

    def __init__(self, name: str, paths: frozenset[str]) -> None:
        self._name = name
        self._paths = paths
        self._levels: list[str] = []
        """The elements below the record that are open."""
        self._skipped = 0
        """How many elements are open that are nested too deep."""
        self._record: XmlRecord | None = None
        self._done: list[XmlRecord] = []
        self._words: list[str] = []
        self._length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add
        self.parser.EntityDeclHandler = self._refuse

    def take(self) -> Iterator[XmlRecord]:
        """Yield the records that are complete, and forget them."""
        done, self._done = self._done, []
        yield from done

    def _start(self, name: str, _: dict[str, str]) -> None:
        if self._record is None:
            if name == self._name:
                self._record = XmlRecord(self.parser.CurrentLineNumber)
            return
        if len(self._levels) >= _MAX_DEPTH:
            self._skipped += 1
            return
        self._levels.append(name)
        self._words, self._length = [], 0

    def _end(self, _: str) -> None:
        if self._record is None:
            return
        if self._skipped:
            self._skipped -= 1
        elif self._levels:
            path = "/".join(self._levels)
            if path in self._paths and sum(map(len, self._record.values.values())) < _MAX_VALUES:
                self._record.values.setdefault(path, []).append("".join(self._words))
            self._levels.pop()
            self._words, self._length = [], 0
        else:
            self._done.append(self._record)
            self._record = None

    def _add(self, words: str) -> None:
        if self._record is not None and self._length < _MAX_VALUE and "/".join(self._levels) in self._paths:
            self._words.append(words)
            self._length += len(words)

    def _refuse(self, *_: Any) -> None:
        raise UnreadableError("it declares entities, which no export does", line=self.parser.CurrentLineNumber)
