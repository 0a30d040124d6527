"""Tables in an export: CSV by the names of its columns, whatever their order, each row with its line."""

import contextlib
import csv
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOBase

from clipper.errors import UnreadableError
from clipper.intake.exports.export import LARGEST_PIECE, Export
from clipper.intake.exports.rows import Notice, Unknown, Unreadable
from clipper.text import count, safe, shorten


@dataclass(frozen=True, slots=True)
class Cells:
    """A row: the cells `of` the known columns, by their names in lower case, and of the `others` that are filled."""

    place: str
    of: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)


def header(export: Export, member: str) -> tuple[str, ...]:
    """Return the names of the columns in lower case; () where the member is no table."""
    head = export.head(member)
    with contextlib.suppress(csv.Error, StopIteration):
        return tuple(_name(cell) for cell in next(csv.reader(head.splitlines(keepends=True))))
    return ()


def rows(
    export: Export, member: str, needed: Collection[str], more: Collection[str] = ()
) -> Iterator[Cells | Unreadable | Unknown | Notice]:
    """Yield the rows of a table that has the columns which are `needed`, and may have `more`.

    A row that does not fit the first one is unreadable, and hides no other.
    """
    try:
        with export.text(member) as (written, said), _wide_cells():
            if said:
                yield Notice(export.place(member), said)
            yield from _Table(export, member, written).rows({*needed, *more}, needed)
    except UnreadableError as error:
        yield Unreadable(export.place(member), str(error))


class _Table:
    """A table while it is read."""

    def __init__(self, export: Export, member: str, written: TextIOBase) -> None:
        self._export = export
        self._member = member
        self._lines = _Lines(written)

    def rows(self, known: Collection[str], needed: Collection[str]) -> Iterator[Cells | Unreadable | Unknown]:
        columns: list[str] | None = None
        for line, found in self._read():
            place = self._export.place(self._member, line)
            if isinstance(found, str):
                yield Unreadable(place, found)
            elif columns is None:
                columns = [_name(cell) for cell in found]
                if lacking := [name for name in needed if name not in columns]:
                    raise UnreadableError(f"it has no column {', '.join(lacking)}")
                yield from (Unknown(name) for name in columns if name and name not in known)
            elif any(cell.strip() for cell in found):
                yield _cells(place, columns, found, known)

    def _read(self) -> Iterator[tuple[int, list[str] | str]]:
        """Yield each row with the line on which it begins, or why there is none.

        A quote that is never closed would swallow all that follows: its row is given up, and the next line begins anew.
        """
        while True:
            reader = csv.reader(self._lines)
            line = self._lines.number + 1
            self._lines.row.clear()
            try:
                cells = next(reader)
                flaw = (
                    "a quote is opened and never closed" if self._lines.is_over() and _is_open(self._lines.row) else ""
                )
            except StopIteration:
                return
            except csv.Error as error:
                cells, flaw = [], str(error)
            yield line, flaw or cells
            if flaw:
                self._lines.begin_again_after(line)


class _Lines:
    """The lines of a text, of which those of the row in hand can be read again."""

    def __init__(self, written: TextIOBase) -> None:
        self._written = written
        self._again: deque[str] = deque()
        self.number = 0
        """The number of the line that was read last."""
        self.row: list[str] = []
        """The lines that were read since it was last cleared."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._written.readline(LARGEST_PIECE + 1)
        if not line:
            raise StopIteration
        if len(line) > LARGEST_PIECE:
            raise UnreadableError(f"line {self.number + 1} is too long")
        self.number += 1
        self.row.append(line)
        return line

    def is_over(self) -> bool:
        """Tell whether the last line was read."""
        if not self._again and (line := self._written.readline(LARGEST_PIECE + 1)):
            self._again.append(line)
        return not self._again

    def begin_again_after(self, number: int) -> None:
        """Read the lines of the row in hand again, but for the one of this number."""
        self._again.extendleft(reversed(self.row[1:]))
        self.number = number


def _cells(place: str, columns: list[str], cells: list[str], known: Collection[str]) -> Cells | Unreadable:
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        return Unreadable(place, f"it has {count(len(cells), 'cell')}, the first row {len(columns)}")
    named: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        named.setdefault(name, cell)
    others = {name: cell for name, cell in named.items() if name and name not in known and cell.strip()}
    return Cells(place, {name: named.get(name, "") for name in known}, others)


def _is_open(lines: list[str]) -> bool:
    """Tell whether lines end inside a cell whose quote was not closed."""
    try:
        deque(csv.reader(lines, strict=True), maxlen=0)
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _name(cell: str) -> str:
    return shorten(safe(cell.strip().removeprefix("\ufeff")), 60).casefold()


@contextlib.contextmanager
def _wide_cells() -> Iterator[None]:
    """Let a cell be as long as a member may be; the limit is the module's, and there is no other way to set it."""
    before = csv.field_size_limit(LARGEST_PIECE)
    try:
        yield
    finally:
        csv.field_size_limit(before)
