"""The importers: one service, one file. Each knows the shape of its export, and nothing of clips.

Recognised is an export by what it holds, never by its name, and by the first importer of the mapping that does.
"""

from collections.abc import Iterator
from typing import Protocol

from clipper.intake.exports import Export, Row
from clipper.intake.importers import (
    bookmarks,
    csl,
    instapaper,
    karakeep,
    markdown,
    omnivore,
    pinboard,
    pocket,
    pocket_html,
    raindrop,
    readwise,
    wallabag,
)


class Importer(Protocol):
    """What each of these modules is."""

    def recognises(self, export: Export) -> bool:
        """Tell whether an export is this service's; look at no more of it than that takes, and never raise."""

    def read(self, export: Export) -> Iterator[Row]:
        """Yield what the export holds, row by row; a row that cannot be read is yielded as that, and hides no other."""


IMPORTERS: dict[str, Importer] = {
    "pocket": pocket,
    "pocket-html": pocket_html,
    "instapaper": instapaper,
    "raindrop": raindrop,
    "readwise": readwise,
    "omnivore": omnivore,
    "wallabag": wallabag,
    "pinboard": pinboard,
    "karakeep": karakeep,
    "bookmarks": bookmarks,
    "csl": csl,
    "markdown": markdown,
}
"""Every importer by the name that `--from` takes, in the order in which they are asked; folders of files come last."""


def recognise(export: Export) -> str:
    """Return the name of the importer whose export it is, or nothing."""
    return next((name for name, importer in IMPORTERS.items() if importer.recognises(export)), "")
