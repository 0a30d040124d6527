"""The formats of `clipper export` by their names, each with its exporter.

What is private is not given to an exporter unless the user asked for it, or the format is in MOVING.
"""

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.exporters import (
    atom,
    biblatex,
    bibtex,
    bookmarks,
    copies,
    csl,
    csv,
    epub,
    json,
    jsonl,
    karakeep,
    markdown,
    mbox,
    ris,
    site,
    wallabag,
    xlsx,
)
from clipper.system.new_file import NewFolder


class Exporter(Protocol):
    """The interface of each of these modules; `SUFFIX` is that of its files."""

    SUFFIX: str
    KEEPS: str
    """What the format is for, and what of a clip it keeps, in a few words."""
    LOSES: tuple[str, ...]
    """What the format cannot hold, by the names of `clipper.library.export.HELD`."""

    def write(self, clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
        """Write the clips one after the other; the same clips make the same bytes."""


class FolderExporter(Protocol):
    """The interface of a module that writes a folder of files."""

    SUFFIX: str
    KEEPS: str
    LOSES: tuple[str, ...]

    def write_folder(self, clips: Iterable[ExportedClip], folder: NewFolder, about: ExportOptions) -> None:
        """Write the clips into a new folder; the same clips make the same files."""


EXPORTERS: dict[str, Exporter] = {
    "json": json,
    "jsonl": jsonl,
    "csv": csv,
    "xlsx": xlsx,
    "markdown": markdown,
    "epub": epub,
    "atom": atom,
    "mbox": mbox,
    "bookmarks": bookmarks,
    "wallabag": wallabag,
    "karakeep": karakeep,
    "bibtex": bibtex,
    "biblatex": biblatex,
    "csl": csl,
    "ris": ris,
}
"""The exporters by the names that `--to` accepts. The first with the suffix of a file is meant by it."""

FOLDERS: dict[str, FolderExporter] = {"site": site}
"""The exporters that write a folder of files, by their names."""

ALL: dict[str, Exporter | FolderExporter] = {**EXPORTERS, **FOLDERS}
"""All formats by their names."""

COPIES: FolderExporter = copies
"""What writes `markdown --copies`."""

MOVING = frozenset({"json", "jsonl", "bookmarks", "wallabag", "karakeep"})
"""The formats with which somebody moves house: they hold the notes, the highlights and all keys without being asked."""

REFERENCES = frozenset({"bibtex", "biblatex", "csl", "ris"})
"""The formats for programs that manage references."""

BINARY = frozenset({"xlsx", "epub"})
"""The formats that are no text."""

EXCERPTS = frozenset({"atom"})
"""The formats that hold excerpts unless the full texts are asked for."""

_LABELS = {
    "bibtex": "BibTeX",
    "biblatex": "BibLaTeX",
    "csl": "CSL-JSON",
    "ris": "RIS",
    "csv": "CSV",
    "epub": "EPUB",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "karakeep": "karakeep",
    "mbox": "mbox",
    "wallabag": "wallabag",
    "xlsx": "XLSX",
}


def label(name: str) -> str:
    """Return the name of a format as a sentence begins with it."""
    return _LABELS.get(name, name.capitalize())


def by_suffix(file_name: str) -> str:
    """Return the name of the format that the suffix of a file means; empty if none has it."""
    lower = file_name.lower()
    return next((name for name, exporter in ALL.items() if lower.endswith(exporter.SUFFIX)), "")


def is_suffix_of_another(file_name: str, name: str) -> bool:
    """Tell whether a file is named as one of another format: `x.csv` for `json`, but not `x.json` for `csl`."""
    lower, ending = file_name.lower(), f".{ALL[name].SUFFIX.rpartition('.')[2]}"
    return not lower.endswith(ending) and any(lower.endswith(exporter.SUFFIX) for exporter in EXPORTERS.values())
