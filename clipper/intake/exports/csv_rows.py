"""CSV tables in an export: cells by the names of their columns, in any order, each row with its line number."""

import contextlib
import csv
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOBase

from clipper.errors import UnreadableError
from clipper.intake.exports.export import MAX_MEMBER_SIZE, Export
from clipper.intake.exports.rows import Notice, UnknownName, UnreadableRow
from clipper.text import safe, shorten, with_noun

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: the cells of the known columns, by their names in lower case, and the other cells that are not empty."""

    place: str
    cells: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)


def read_header(export: Export, member: str) -> tuple[str, ...]:
    """Return the names of the columns in lower case; () if the member is not a table."""
    lines = export.head(member).splitlines(keepends=True)
    delimiter, skipped = _delimiter(lines)
    with contextlib.suppress(csv.Error, StopIteration):
        return tuple(_name(cell) for cell in next(csv.reader(lines[skipped:], delimiter=delimiter)))
    return ()


def read_rows(
    export: Export, member: str, required: Collection[str], optional: Collection[str] = ()
) -> Iterator[CsvRow | UnreadableRow | UnknownName | Notice]:
    """Yield the rows of a table that has the required columns and may have the optional ones.

    A row with another number of cells than the header is yielded as an UnreadableRow; the rows after it are read.
    """
    try:
        with export.open_text(member) as (text, notice), _wide_cells():
            if notice:
                yield Notice(export.place(member), notice)
            yield from _Table(export, member, text).rows({*required, *optional}, required)
    except UnreadableError as error:
        yield UnreadableRow(export.place(member), str(error))


class _Table:
    """A table that is being read."""

    def __init__(self, export: Export, member: str, stream: TextIOBase) -> None:
        self._export = export
        self._member = member
        self._lines = _Lines(stream)
        self._delimiter, skipped = _delimiter(export.head(member).splitlines(keepends=True))
        for _ in range(skipped):
            next(self._lines)

    def rows(self, known: Collection[str], required: Collection[str]) -> Iterator[CsvRow | UnreadableRow | UnknownName]:
        columns: list[str] | None = None
        for line, row in self._read():
            place = self._export.place(self._member, line)
            if isinstance(row, str):
                yield UnreadableRow(place, row)
            elif columns is None:
                columns = [_name(cell) for cell in row]
                if missing := [name for name in required if name not in columns]:
                    raise UnreadableError(f"it has no column {', '.join(missing)}")
                yield from (UnknownName(name) for name in columns if name and name not in known)
            elif any(cell.strip() for cell in row):
                yield _csv_row(place, columns, row, known)

    def _read(self) -> Iterator[tuple[int, list[str] | str]]:
        """Yield each row with the number of its first line; a string instead of the cells says why it is invalid.

        A quote that is never closed would take in all following lines: they are read again as rows of their own.
        """
        while True:
            reader = csv.reader(self._lines, delimiter=self._delimiter)
            line = self._lines.number + 1
            self._lines.row.clear()
            try:
                cells = next(reader)
                is_open = self._lines.at_end() and _ends_in_quotes(self._lines.row, self._delimiter)
                flaw = "a quote is opened and never closed" if is_open else ""
            except StopIteration:
                return
            except csv.Error as error:
                cells, flaw = [], str(error)
            yield line, flaw or cells
            if flaw:
                self._lines.rewind_to_after(line)


class _Lines:
    """The lines of a text; those of the current row can be read again."""

    def __init__(self, stream: TextIOBase) -> None:
        self._stream = stream
        self._pushed_back: deque[str] = deque()
        self.number = 0
        """The number of the last line that was read."""
        self.row: list[str] = []
        """The lines of the current row; the reader of rows clears it."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._pushed_back.popleft() if self._pushed_back else self._stream.readline(MAX_MEMBER_SIZE + 1)
        if not line:
            raise StopIteration
        if len(line) > MAX_MEMBER_SIZE:
            raise UnreadableError(f"line {self.number + 1} is too long")
        self.number += 1
        self.row.append(line)
        return line

    def at_end(self) -> bool:
        """Tell whether the last line was read."""
        if not self._pushed_back and (line := self._stream.readline(MAX_MEMBER_SIZE + 1)):
            self._pushed_back.append(line)
        return not self._pushed_back

    def rewind_to_after(self, number: int) -> None:
        """Go back to the line after the first line of the current row, which has this number."""
        self._pushed_back.extendleft(reversed(self.row[1:]))
        self.number = number


def _csv_row(place: str, columns: list[str], cells: list[str], known: Collection[str]) -> CsvRow | UnreadableRow:
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        return UnreadableRow(place, f"it has {with_noun(len(cells), 'cell')}, the first row {len(columns)}")
    by_name: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        by_name.setdefault(name, cell)
    others = {name: cell for name, cell in by_name.items() if name and name not in known and cell.strip()}
    return CsvRow(place, {name: by_name.get(name, "") for name in known}, others)


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """Return what separates the cells, and the number of lines before the names of the columns.

    A spreadsheet that saves a table again may write semicolons or tabs, and say so in a line `sep=;`.
    """
    first = lines[0].strip('\ufeff\r\n"') if lines else ""
    if first.lower().startswith("sep=") and len(first) == len("sep=,"):
        return first[-1], 1
    return max(_DELIMITERS, key=first.count), 0


def _ends_in_quotes(lines: list[str], delimiter: str) -> bool:
    """Tell whether lines end inside a quoted cell."""
    try:
        deque(csv.reader(lines, delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _name(cell: str) -> str:
    return shorten(safe(cell.strip().removeprefix("\ufeff")), 60).casefold()


@contextlib.contextmanager
def _wide_cells() -> Iterator[None]:
    """Let a cell be as long as a member; `csv` has only a global limit."""
    previous = csv.field_size_limit(MAX_MEMBER_SIZE)
    try:
        yield
    finally:
        csv.field_size_limit(previous)
