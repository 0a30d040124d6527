"""The exporters, one module for each format. They write what they are given, and read nothing from the archive.

What is private is not given to an exporter unless the user asked for it, or the format is in MOVING.
"""

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.exporters import csv, json, jsonl, markdown


class Exporter(Protocol):
    """The interface of each of these modules; `SUFFIX` is that of its files."""

    SUFFIX: str
    KEEPS: str
    """What the format is for, and what of a clip it keeps, in a few words."""
    LOSES: tuple[str, ...]
    """What the format cannot hold, by the names of `clipper.library.export.HELD`."""

    def write(self, clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
        """Write the clips one after the other; the same clips make the same bytes."""


EXPORTERS: dict[str, Exporter] = {
    "json": json,
    "jsonl": jsonl,
    "csv": csv,
    "markdown": markdown,
}
"""The exporters by the names that `--to` accepts. The first with the suffix of a file is meant by it."""

MOVING = frozenset({"json", "jsonl"})
"""The formats with which somebody moves house: they hold the notes, the highlights and all keys without being asked."""

BINARY: frozenset[str] = frozenset()
"""The formats that are no text."""

EXCERPTS: frozenset[str] = frozenset()
"""The formats that hold excerpts unless the full texts are asked for."""

_LABELS = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines"}


def label(name: str) -> str:
    """Return the name of a format as a sentence begins with it."""
    return _LABELS.get(name, name.capitalize())


def by_suffix(file_name: str) -> str:
    """Return the name of the format that the suffix of a file means; empty if none has it."""
    lower = file_name.lower()
    return next((name for name, exporter in EXPORTERS.items() if lower.endswith(exporter.SUFFIX)), "")
