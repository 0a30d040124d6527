"""The rows of an export: what an importer finds there, in the terms of clips, before any clip is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from clipper.model.clip import Value


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece as another service kept it; every value is as the service wrote it.

    `saved` is when it was kept there, `date` when it was published, as far as that is stated: Unix time or ISO 8601.
    `html` is the text that the service saved with it, `text` the same in Markdown; `highlights` is Markdown too.
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
    """Other fields of a clip by their names, such as `language`."""
    extra: Mapping[str, Value] = field(default_factory=dict)
    """What has no meaning to clipper, by the names that the service gives it."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A file that is a clip already, with what its name says where the file itself does not."""

    place: str
    raw: bytes
    title: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be read, and why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that can be read and is none of what is kept, and why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column, or a key, of which the importer does not know the meaning; what it holds is kept under its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the export that its owner should hear of."""

    place: str
    what: str


Row: TypeAlias = Entry | Adopted | Unreadable | PassedOver | Unknown | Notice
"""What an importer yields."""


def quoted(passage: str, note: str = "") -> str:
    """Return a highlighted passage as a block quote in Markdown, with what was noted of it below."""
    lines = [line.strip() for line in passage.strip().splitlines()]
    quote = "\n".join(f"> {line}".rstrip() for line in lines)
    return "\n\n".join(filter(None, (quote, note.strip())))
