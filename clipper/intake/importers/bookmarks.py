"""Bookmarks of a browser, or of a service that writes them alike: the Netscape format, in which nothing is closed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.links import Tag, page

_NOT_A_FOLDER = {"personal_toolbar_folder", "unfiled_bookmarks_folder"}
_DOCTYPE = "<!doctype netscape-bookmark-file-1>"


def recognises(export: Export) -> bool:
    """Tell whether its beginning says that it is a file of bookmarks."""
    return any(_DOCTYPE in export.head(member).lower() for member in export.named(".html", ".htm"))


def read(export: Export) -> Iterator[Row]:
    """Yield every bookmark with the folders in which it lies."""
    for member in export.named(".html", ".htm"):
        at = _Place()
        for tag in page(export, member):
            if not isinstance(tag, Tag):
                yield tag
                continue
            if tag.name == "dd" and at.link:
                at.note = tag.text
            if tag.name in {"a", "dl", "/dl", "h3"} and at.link:
                yield _entry(export.place(member, at.link.line), at)
                at.link = None
            at.go(tag)
        if at.link:
            yield _entry(export.place(member, at.link.line), at)


@dataclass(slots=True)
class _Place:
    """Where in the tree of folders the reading is, and the link that was read last, with its note."""

    folders: list[str] = field(default_factory=list)
    named: str = ""
    link: Tag | None = None
    note: str = ""

    def go(self, tag: Tag) -> None:
        """Take a tag in."""
        if tag.name == "a":
            self.link, self.note = tag, ""
        elif tag.name == "h3":
            self.named = "" if _NOT_A_FOLDER & tag.attributes.keys() else tag.text.replace("/", "-")
        elif tag.name == "dl":
            self.folders.append(self.named)
            self.named = ""
        elif tag.name == "/dl" and self.folders:
            self.folders.pop()


def _entry(place: str, at: _Place) -> Entry:
    link = at.link or Tag("a", 0, "")
    said = link.attributes
    folder = "/".join(filter(None, at.folders))
    return Entry(
        place,
        title=link.text,
        url=said.get("href", ""),
        saved=said.get("add_date", ""),
        tags=tuple(said.get("tags", "").split(",")),
        folders=(folder,) if folder else (),
        unread=said.get("toread", "").casefold() in {"1", "yes", "true"},
        note=at.note,
    )
