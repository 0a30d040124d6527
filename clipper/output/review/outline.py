"""The outline of a press review as Markdown: written for the reader to edit, and read again."""

import re
from collections.abc import Iterator

from clipper.analysis.rights import Extent
from clipper.errors import UsageError
from clipper.library.outline import Outline, OutlineEntry, OutlineSection
from clipper.text import safe

HELP = """\
<!--
The press review is made from this outline.

* HANDLE   a clip with its full text, if that may be shown
- HANDLE   a clip with an excerpt
. HANDLE   a clip with one line

Only the handle of a line is read. Move lines, take them out, write headings (##), and indent a comment below its line.
The first line is the title, the second the subtitle, and what begins with > is the summary.
-->
"""

_MARKS: dict[Extent, str] = {"full": "*", "excerpt": "-", "line": "."}
_EXTENTS = {mark: extent for extent, mark in _MARKS.items()}
_ENTRY = r"([*.-])(?:[ \t]+(\S+))?(?=[ \t]|$)"
_HEADING = r"(#{1,6})(?:[ \t]+(.*))?$"
_COMMENT = r"(?ms)^<!--.*?(?:-->|\Z)"
_INDENT = "  "


def write(outline: Outline, *, with_help: bool = False) -> str:
    """Return an outline as a text; with the help, that an editor shows."""
    blocks = [*_head(outline)]
    for section in outline.sections:
        if section.heading:
            blocks.append(f"## {section.heading}")
        if section.introduction:
            blocks.append(section.introduction)
        if section.entries:
            blocks.append("\n".join(map(_entry, section.entries)))
    return "\n\n".join(blocks) + "\n" + (f"\n{HELP}" if with_help else "")


def _head(outline: Outline) -> Iterator[str]:
    yield f"# {outline.title}" + (f"\n{outline.subtitle}" if outline.subtitle else "")
    if outline.summary:
        yield "\n".join(f"> {line}".rstrip() for line in outline.summary.splitlines())


def _entry(entry: OutlineEntry) -> str:
    line = " ".join(filter(None, (_MARKS[entry.extent], entry.handle, entry.label)))
    comment = "".join(f"\n{_INDENT}{part}".rstrip(" ") for part in entry.comment.splitlines())
    return f"{line}{comment}"


def parse(text: str, place: str) -> Outline:
    """Return the outline in a text; raise UsageError, with `place` and line, for a line that means nothing in one."""
    text = re.sub(_COMMENT, lambda found: "\n" * found[0].count("\n"), text.removeprefix("\ufeff"))
    parser = _Parser(place)
    for number, line in enumerate(text.split("\n"), 1):
        parser.read(number, line.rstrip())
    return parser.outline()


class _Parser:
    """Reads an outline line by line; what is not a heading or an entry belongs to what stands above it."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._title: list[str] = []
        self._subtitle = ""
        self._is_after_title = False
        self._summary: list[str] = []
        self._sections: list[OutlineSection] = []
        self._heading = ""
        self._introduction: list[str] = []
        self._entries: list[OutlineEntry] = []
        self._comment: list[str] = []

    def read(self, number: int, line: str) -> None:
        """Read one line."""
        if heading := re.match(_HEADING, line):
            self._read_heading(number, heading)
        elif (entry := re.match(_ENTRY, line)) and not re.fullmatch(r"([*-])(?:[ \t]*\1){2,}", line):
            self._end_entry()
            self._entries.append(OutlineEntry(entry[2] or "", _EXTENTS[entry[1]], line=number))
        elif self._entries:
            self._comment.append(line)
        elif self._sections or self._heading:
            self._introduction.append(line)
        elif self._is_after_title and line and not line.startswith(">"):
            self._subtitle = line.strip()
            self._is_after_title = False
        else:
            self._is_after_title = self._is_after_title and not line
            self._summary.append(re.sub(r"^[ \t]*>[ \t]?", "", line))

    def _read_heading(self, number: int, heading: re.Match[str]) -> None:
        words = _heading_words(heading[2] or "")
        match len(heading[1]):
            case 1 if not self._title and not self._entries and not self._heading:
                self._title.append(words)
                self._is_after_title = True
            case 2 if words:
                self._end_section()
                self._heading = words
            case _:
                shown = safe(heading[0])
                hint = "The title is `# …`, once and at the top; a section is `## …`. Indent a heading in a comment."
                raise UsageError(f"{self._place}:{number}: “{shown}” is no heading of an outline", hint=hint)

    def _end_entry(self) -> None:
        if self._entries:
            self._entries[-1] = self._entries[-1].replace(comment=_block(self._comment))
        self._comment = []

    def _end_section(self) -> None:
        self._end_entry()
        if self._heading or self._entries:
            section = OutlineSection(self._heading, _block(self._introduction), tuple(self._entries))
            self._sections.append(section)
        self._heading, self._introduction, self._entries = "", [], []

    def outline(self) -> Outline:
        """Return the outline that was read; raise UsageError if it has no clip."""
        self._end_section()
        outline = Outline("".join(self._title), self._subtitle, _block(self._summary), tuple(self._sections))
        if not outline.entries:
            hint = "An entry is `- HANDLE`, on a line of its own."
            raise UsageError(f"{self._place}:1: the outline names no clip", hint=hint)
        return outline


def _block(lines: list[str]) -> str:
    """Return lines as one text, without their common indent and without blank lines around them."""
    import textwrap

    return textwrap.dedent("\n".join(lines)).strip("\n").rstrip()


def _heading_words(line: str) -> str:
    """Return the words of a heading without the `#` signs that may close it: they stand after a blank."""
    words = line.strip()
    opened = words.rstrip("#")
    return opened.rstrip() if opened[-1:].isspace() or not opened else words
