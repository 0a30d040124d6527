"""Pocket before 2024: `ril_export.html`, one list of unread pages and one of read pages."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.html_links import HtmlTag, read_tags


def recognises(export: Export) -> bool:
    """Tell whether its title is that of an export of Pocket."""
    return any(
        "<title>pocket export</title>" in export.head(name).lower() for name in export.members_ending(".html", ".htm")
    )


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every link; those under the heading “Unread” are unread."""
    for member in export.members_ending(".html", ".htm"):
        unread = False
        for tag in read_tags(export, member):
            if not isinstance(tag, HtmlTag):
                yield tag
            elif tag.name == "h1":
                unread = tag.text.casefold() == "unread"
            elif tag.name == "a":
                yield Entry(
                    export.place(member, tag.line),
                    title=tag.text,
                    url=tag.attributes.get("href", ""),
                    saved=tag.attributes.get("time_added", ""),
                    tags=tuple(tag.attributes.get("tags", "").split(",")),
                    unread=unread,
                )
