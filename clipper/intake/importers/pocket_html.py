"""Pocket as it was exported before 2024: `ril_export.html`, a list of what is unread and one of what was read."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.links import Tag, page


def recognises(export: Export) -> bool:
    """Tell whether its beginning says that it is Pocket's."""
    return any("<title>pocket export</title>" in export.head(name).lower() for name in export.named(".html", ".htm"))


def read(export: Export) -> Iterator[Row]:
    """Yield every link, those under the heading “Unread” as unread."""
    for member in export.named(".html", ".htm"):
        unread = False
        for tag in page(export, member):
            if not isinstance(tag, Tag):
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
