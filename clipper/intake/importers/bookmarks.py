"""Bookmarks of a browser, or of a service with the same format: that of Netscape, HTML without closing tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.html_links import HtmlTag, read_tags
from clipper.intake.exports.html_notes import read_note

_NOT_A_FOLDER = {"personal_toolbar_folder", "unfiled_bookmarks_folder"}
_DOCTYPE = "<!doctype netscape-bookmark-file-1>"
_LIST = re.compile(r"(?>.*?<dl\b).*?<dt>\s*+<(?:a|h3)\b", re.DOTALL)
_SIGNS = ("add_date=", "bookmarks</title>", "bookmarks</h1>")
_OF_NOTE = {"a", "p", "ul", "li", *(f"h{level}" for level in range(1, 7))}
_OF_BOOKMARK = {"add_date", "last_modified", "last_visit", "tags", "icon", "private", "toread"}
_ARCHIVED = "linkding:bookmarks.archived"
_SECOND_NOTE = re.compile(r"(?<!\s)\s*\[/?linkding-notes\]\s*")
_YES = {"1", "yes", "true"}


def recognises(export: Export) -> bool:
    """Tell whether it begins with the doctype of bookmarks, or is a list of them without it."""
    return any(_is_list(export.head(member).lower()) for member in export.members_ending(".html", ".htm"))


def _is_list(head: str) -> bool:
    return _DOCTYPE in head or (any(sign in head for sign in _SIGNS) and _LIST.match(head) is not None)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every bookmark with its folder."""
    for member in export.members_ending(".html", ".htm"):
        position = _Position()
        for tag in read_tags(export, member):
            if not isinstance(tag, HtmlTag):
                yield tag
            elif position.is_in_note(tag):
                position.note += tag.markup
            else:
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
    """What stands behind `<DD>`, with its markup."""
    in_note: bool = False
    has_items: bool = False
    """Whether `<DT>` begins each bookmark: then a link without it belongs to a note."""
    from_raindrop: bool = False

    def is_in_note(self, tag: HtmlTag) -> bool:
        """Tell whether a tag is part of the note before it."""
        is_bookmark = not self.has_items or bool(_OF_BOOKMARK & tag.attributes.keys())
        name = tag.name.removeprefix("/")
        return self.in_note and name in _OF_NOTE and not (tag.name in {"a", "h3"} and is_bookmark)

    def move_to(self, tag: HtmlTag) -> None:
        """Update the position for a tag."""
        self.in_note = tag.name == "dd"
        if tag.name == "dt":
            self.has_items = True
        elif tag.name == "title":
            self.from_raindrop = "raindrop" in tag.text.casefold()
        elif tag.name == "dd":
            self.note = tag.markup
        elif tag.name == "a":
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
    note = read_note(position.note, apart=position.from_raindrop)
    return Entry(
        place,
        title=link.text,
        url=attributes.get("href", ""),
        saved=attributes.get("add_date", ""),
        tags=tuple(tag for tag in attributes.get("tags", "").split(",") if tag.strip() != _ARCHIVED),
        folders=(folder,) if folder else (),
        unread=attributes.get("toread", "").casefold() in _YES,
        starred=attributes.get("data-important", "").casefold() in _YES,
        note=_SECOND_NOTE.sub("\n\n", note.text).strip(),
        highlights="\n\n".join(note.quotes),
    )
