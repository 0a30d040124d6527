"""The lines of a text in an export, one by one."""

from collections.abc import Iterator
from typing import NamedTuple

from clipper.errors import UnreadableError
from clipper.intake.exports.export import Export
from clipper.intake.exports.rows import Notice, UnreadableRow

MAX_LINE = 1_000_000
"""Characters; a longer line is read as several."""


class TextLine(NamedTuple):
    """A line without its line end, and its number."""

    number: int
    words: str


def read_lines(export: Export, member: str) -> Iterator[TextLine | UnreadableRow | Notice]:
    """Yield the lines of a member, and what is wrong with it."""
    try:
        with export.open_text(member) as (stream, notice):
            if notice:
                yield Notice(export.place(member), notice)
            for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE), ""), 1):
                yield TextLine(number, line.strip("\ufeff\r\n"))
    except UnreadableError as error:
        yield UnreadableRow(export.place(member), str(error))
