"""The importers, one module for each service. They read the format of its exports, and make no clips.

An export is recognised by its content, not by its name; the first importer in the mapping that recognises it reads it.
"""

from collections.abc import Iterator
from typing import Protocol

from clipper.intake.exports import Export, ExportRow
from clipper.intake.importers import (
    bookmarks,
    chrome,
    csl,
    europresse,
    evernote,
    factiva,
    firefox,
    instapaper,
    karakeep,
    linkwarden,
    markdown,
    nexis,
    omnivore,
    onetab,
    pinboard,
    pocket,
    pocket_html,
    raindrop,
    readwise,
    ris,
    starred,
    table,
    wallabag,
)


class Importer(Protocol):
    """The interface of each of these modules."""

    def recognises(self, export: Export) -> bool:
        """Tell whether an export is from this service; read as little of it as possible, and never raise."""

    def read(self, export: Export) -> Iterator[ExportRow]:
        """Yield the rows of the export; a row that cannot be read is yielded as an UnreadableRow."""


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
    "linkwarden": linkwarden,
    "starred": starred,
    "firefox": firefox,
    "chrome": chrome,
    "evernote": evernote,
    "nexis": nexis,
    "factiva": factiva,
    "europresse": europresse,
    "bookmarks": bookmarks,
    "onetab": onetab,
    "csl": csl,
    "ris": ris,
    "csv": table,
    "markdown": markdown,
}
"""The importers by the names that `--from` accepts, in the order in which they are tried."""


def recognise(export: Export) -> str:
    """Return the name of the importer for an export; empty if none recognises it."""
    return next((name for name, importer in IMPORTERS.items() if importer.recognises(export)), "")
