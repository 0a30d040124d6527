"""The outline of a press review: which clips it has, in which order, how much of each, and what the reader says."""

from clipper.analysis.rights import Extent
from clipper.model.frozen import Frozen


class OutlineEntry(Frozen):
    """A clip in an outline: its handle, how much of it is shown, and a comment in Markdown.

    `label` says to a reader which clip it is, and means nothing; `line` is where the entry is, counted from 1.
    """

    handle: str
    extent: Extent = "excerpt"
    comment: str = ""
    label: str = ""
    line: int = 0


class OutlineSection(Frozen):
    """A section: its heading, what stands below it in Markdown, and its clips. The heading may be empty."""

    heading: str = ""
    introduction: str = ""
    entries: tuple[OutlineEntry, ...] = ()


class Outline(Frozen):
    """An outline; `summary` is Markdown."""

    title: str = ""
    subtitle: str = ""
    summary: str = ""
    sections: tuple[OutlineSection, ...] = ()

    @property
    def entries(self) -> tuple[OutlineEntry, ...]:
        """The clips of all sections in their order."""
        return tuple(entry for section in self.sections for entry in section.entries)
