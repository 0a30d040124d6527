"""Bookmarks of a browser, or of a service with the same format: that of Netscape, HTML without closing tags."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.html_links import HtmlTag, read_tags

_NOT_A_FOLDER = {"personal_toolbar_folder", "unfiled_bookmarks_folder"}
_DOCTYPE = "<!doctype netscape-bookmark-file-1>"


def recognises(export: Export) -> bool:
    """Tell whether it begins with the doctype of bookmarks."""
    return any(_DOCTYPE in export.head(member).lower() for member in export.members_ending(".html", ".htm"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every bookmark with its folder."""
    for member in export.members_ending(".html", ".htm"):
        position = _Position()
        for tag in read_tags(export, member):
            if not isinstance(tag, HtmlTag):
                yield tag
                continue
            if tag.name == "dd" and position.link:
                position.note = tag.text
            if tag.name in {"a", "dl", "/dl", "h3"} and position.link:
                yield _entry(export.place(member, position.link.line), position)
                position.link = None
            position.move_to(tag)
        if position.link:
            yield _entry(export.place(member, position.link.line), position)


@dataclass(slots=True)
class _Position:
    """The current folder, with its parents, and the last link with its note."""

    folders: list[str] = field(default_factory=list)
    heading: str = ""
    """The name of the folder that the next list opens."""
    link: HtmlTag | None = None
    note: str = ""

    def move_to(self, tag: HtmlTag) -> None:
        """Update the position for a tag."""
        if tag.name == "a":
            self.link, self.note = tag, ""
        elif tag.name == "h3":
            self.heading = "" if _NOT_A_FOLDER & tag.attributes.keys() else tag.text.replace("/", "-")
        elif tag.name == "dl":
            self.folders.append(self.heading)
            self.heading = ""
        elif tag.name == "/dl" and self.folders:
            self.folders.pop()


def _entry(place: str, position: _Position) -> Entry:
    link = position.link or HtmlTag("a", 0, "")
    attributes = link.attributes
    folder = "/".join(filter(None, position.folders))
    return Entry(
        place,
        title=link.text,
        url=attributes.get("href", ""),
        saved=attributes.get("add_date", ""),
        tags=tuple(attributes.get("tags", "").split(",")),
        folders=(folder,) if folder else (),
        unread=attributes.get("toread", "").casefold() in {"1", "yes", "true"},
        note=position.note,
    )
