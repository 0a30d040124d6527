"""CSL-JSON: references for Zotero, pandoc and everything that writes citations by CSL styles."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model.clip import Clip
from clipper.model.person_name import PersonName
from clipper.output.citation import keys
from clipper.output.citation.reference import Reference, from_clip
from clipper.output.plain.encode import json_object

SUFFIX = ".csl.json"
KEEPS = "references for Zotero and pandoc"
LOSES: tuple[str, ...] = ("time of day", "clipped", "rights", "text", "note", "highlights", "extra")

_TYPES = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "webpage": "webpage",
    "broadcast": "broadcast",
}


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - texts stay behind
    """Write a JSON array with each clip as an item on a line of its own."""
    exported = [(from_clip(clip.stored), clip.clip) for clip in clips]
    key_of = keys.assign(reference for reference, _ in exported)
    opening = b"[\n"
    for reference, clip in exported:
        item = json_object(_item(reference, clip, key_of[reference.handle]))
        out.write(opening + item.encode("utf-8", "replace"))
        opening = b",\n"
    out.write(b"\n]\n" if exported else b"[]\n")


def _item(reference: Reference, clip: Clip, key: str) -> dict[str, object]:
    """Return a reference by the names of the CSL schema; only `id`, `type` and `title` are always there."""
    issued: object = {"date-parts": [[*reference.issued]]} if reference.issued else None
    if not issued and reference.date_text:
        issued = {"raw": reference.date_text}
    values: dict[str, object] = {
        "author": [*map(_person, reference.names)],
        "container-title": reference.outlet,
        "issued": issued,
        "accessed": {"date-parts": [[*reference.accessed]]} if reference.accessed else None,
        "page": reference.page,
        "section": reference.section,
        "edition": reference.edition,
        "publisher": reference.publisher,
        "publisher-place": reference.place,
        "URL": reference.url,
        "language": reference.language,
        "abstract": text.one_line(text.strip_unsafe(clip.description)),
        "keyword": ", ".join(text.strip_unsafe(tag) for tag in clip.tags),
    }
    head: dict[str, object] = {"id": key, "type": _TYPES[reference.kind], "title": reference.title}
    return head | {name: value for name, value in values.items() if value}


def _person(name: PersonName) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    particle = "dropping-particle" if name.is_detached else "non-dropping-particle"
    parts = {"family": name.family, "given": name.given, particle: name.particle, "suffix": name.suffix}
    return {key: value for key, value in parts.items() if value}
