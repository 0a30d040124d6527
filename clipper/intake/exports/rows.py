"""The rows of an export: what an importer yields, before clips are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from clipper.model.values import Value


@dataclass(frozen=True, slots=True)
class Entry:
    """A clip-to-be with the values as the service wrote them.

    `date` is when the piece was published, `saved` when the user saved it there, as Unix time or in ISO 8601. `html`
    is the text that the service saved, `text` the same as Markdown; `highlights` is Markdown too.
    """

    place: str
    title: str = ""
    url: str = ""
    date: str = ""
    saved: str = ""
    source: str = ""
    author: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    unread: bool = False
    starred: bool = False
    description: str = ""
    note: str = ""
    highlights: str = ""
    text: str = ""
    html: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Further fields of a clip, such as `language`."""
    extra: Mapping[str, Value] = field(default_factory=dict)
    """Values without a field in clipper, by the service's names for them."""


@dataclass(frozen=True, slots=True)
class AdoptedFile:
    """A file that is a clip already; the fields are what its path or its text states, and its header does not."""

    place: str
    raw: bytes
    title: str = ""
    date: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that cannot be read, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that can be read but is not imported, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A column, or a JSON key, that the importer does not know; its values are kept under its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the export that the user should know."""

    place: str
    message: str


ExportRow: TypeAlias = Entry | AdoptedFile | UnreadableRow | SkippedRow | UnknownName | Notice
"""What an importer yields."""


def block_quote(passage: str, note: str = "") -> str:
    """Return a highlighted passage as a block quote in Markdown, with the user's note below it."""
    lines = [line.strip() for line in passage.strip().splitlines()]
    quote = "\n".join(f"> {line}".rstrip() for line in lines)
    return "\n\n".join(filter(None, (quote, note.strip())))
