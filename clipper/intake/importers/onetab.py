"""OneTab: a text with a line `ADDRESS | TITLE` for each tab, and blank lines between its groups."""

import re
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow, UnreadableRow
from clipper.intake.exports.text_lines import TextLine, read_lines

_SUFFIX = ".txt"
_LINE = r"[a-z][a-z0-9+.-]{0,30}:[^\s|]\S*(?: \| .*)?"
_TITLED = r"(?i)https?://\S+ \| "


def recognises(export: Export) -> bool:
    """Tell whether a text in it is nothing but addresses, and the first has a title."""
    return any(_is_list(export.head(member)) for member in export.members_ending(_SUFFIX))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every line."""
    for member in export.members_ending(_SUFFIX):
        for line in read_lines(export, member):
            if not isinstance(line, TextLine):
                yield line
            elif line.words.strip():
                yield _row(export.place(member, line.number), line.words.strip())


def _is_list(head: str) -> bool:
    lines = [line.strip() for line in head.splitlines()[:-1] or [head] if line.strip()]
    return (
        bool(lines)
        and re.match(_TITLED, lines[0]) is not None
        and all(re.fullmatch(_LINE, line, re.IGNORECASE) for line in lines)
    )


def _row(place: str, line: str) -> ExportRow:
    address, _, title = line.partition(" | ")
    if not re.fullmatch(_LINE, address, re.IGNORECASE):
        return UnreadableRow(place, "it does not begin with an address")
    return Entry(place, title=title.strip(), url=address)
