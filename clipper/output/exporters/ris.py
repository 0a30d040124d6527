"""RIS: references for EndNote, Zotero, Citavi and others."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model.person_name import PersonName
from clipper.output.citation import keys
from clipper.output.citation.days import Day
from clipper.output.citation.reference import Reference, from_clip

SUFFIX = ".ris"
KEEPS = "references for EndNote, Zotero and Citavi"
LOSES: tuple[str, ...] = ("time of day", "clipped", "rights", "text", "note", "highlights", "extra")

_TYPES = {"newspaper": "NEWS", "magazine": "MGZN", "webpage": "ELEC", "broadcast": "MULTI"}
_DATE_PARTS = 3


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - texts stay behind
    """Write each clip as a record; each value is on one line, so that none can begin a field."""
    exported = [(from_clip(clip.stored), clip.clip.tags, clip.clip.description) for clip in clips]
    key_of = keys.assign(reference for reference, _, _ in exported)
    for reference, tags, description in exported:
        rows = [*_rows(reference, key_of[reference.handle]), *(("KW", tag) for tag in tags), ("AB", description)]
        lines = [f"{tag}  - {clean}\r\n" for tag, value in rows if (clean := _one_line(value))]
        out.write("".join([*lines, "ER  - \r\n\r\n"]).encode("utf-8", "replace"))


def _rows(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record; `TY` comes first."""
    first, _, last = reference.page.replace("\u2013", "-").partition("-")
    yield "TY", _TYPES[reference.kind]
    yield "ID", key
    for name in reference.names:
        yield "AU", _person(name)
    yield "TI", reference.title
    yield "T2", reference.outlet
    yield "PY", str(reference.issued[0]) if reference.issued else ""
    yield "DA", _day(reference.issued)
    yield "SP", first
    yield "EP", last
    yield "SE", reference.section
    yield "ET", reference.edition
    yield "CY", reference.place
    yield "PB", reference.publisher
    yield "LA", reference.language
    yield "UR", reference.url
    yield "Y2", _day(reference.accessed)


def _person(name: PersonName) -> str:
    """Return a name as `Family, Given, Suffix`."""
    return ", ".join(filter(None, (name.full_family, name.given, name.suffix)))


def _day(day: Day) -> str:
    """Return a day as `2019/03/07/`; what is not known is empty between the slashes."""
    parts = [f"{part:0{4 if index == 0 else 2}}" for index, part in enumerate(day)]
    return "/".join((*parts, *[""] * (_DATE_PARTS + 1 - len(parts)))) if parts else ""


def _one_line(value: str) -> str:
    return text.one_line(text.strip_unsafe(value))
