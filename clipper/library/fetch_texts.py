"""Bookmarks are filled: the page of a clip that has no text yet is fetched, and written into its file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from clipper import clipfile
from clipper.clipfile import fingerprint, texts
from clipper.errors import ClipperError
from clipper.intake import page
from clipper.intake.inputs import Missed, fetched
from clipper.model import urls
from clipper.model.clip import Clip, StoredClip
from clipper.model.outlets import OutletNames
from clipper.model.tags import TO_FETCH
from clipper.system.fetch import Failed, Fetched, Limits
from clipper.system.system import System
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.store.operation import Edit
    from clipper.system.progress import Progress

_FIELDS = ("title", "date", "source", "author", "description", "section", "language")


def wanting(found: Iterable[StoredClip]) -> list[StoredClip]:
    """Return the clips that wait for their text and say where it is."""
    return [stored for stored in found if TO_FETCH in stored.clip.tags and urls.is_address(stored.clip.url)]


def fill(
    system: System,
    progress: "Progress",
    sources: Mapping[str, Sequence[str]],
    wanted: Sequence[StoredClip],
    limits: Limits,
    *,
    attest: bool,
) -> "tuple[list[tuple[StoredClip, Edit]], list[Missed]]":
    """Return how clips are to be changed, each by what its page holds, and why others are not.

    What a clip says of itself already stays, but for a title that is only its address. With `attest` it gets the
    evidence of its text.
    """
    names = OutletNames(sources)
    waiting: dict[str, list[StoredClip]] = {}
    for stored in wanted:
        waiting.setdefault(stored.clip.url, []).append(stored)
    edits: list[tuple[StoredClip, Edit]] = []
    missed: list[Missed] = []
    for found in fetched(system, progress, [*waiting], limits):
        try:
            clip = _read(found, names)
        except ClipperError as error:
            missed.append(Missed(error, found.asked))
            continue
        now = system.now().isoformat() if attest else ""
        edits += [(stored, partial(_filled, of=clip, attested=now)) for stored in waiting[found.asked]]
    return edits, missed


def _read(found: Fetched | Failed, names: OutletNames) -> Clip:
    if isinstance(found, Failed):
        raise found.error
    try:
        read = page.read(found.raw, url=found.url, encoding=found.charset or None)
    except ClipperError as error:
        raise error.within(safe(found.asked)) from error
    return replace(read.clip, source=names.called(read.clip.source, urls.host(read.clip.url)))


def _filled(raw: bytes, *, of: Clip, attested: str) -> bytes:
    """Return the file of a clip with the text of its page before what it holds, and the fields that it lacks."""
    held = clipfile.read(raw)
    asked = held.url
    for name in _FIELDS:
        lacks = not getattr(held, name) or (name == "title" and urls.key(held.title) == urls.key(held.url))
        value = getattr(of, name)
        if lacks and value:
            raw = clipfile.with_field(raw, name, [value] if isinstance(value, str) else value)
    raw = clipfile.with_tags(raw, add=of.tags, remove={TO_FETCH})
    raw = texts.with_text_before(raw, of.body)
    return fingerprint.attest(raw, clipped=attested, asked=asked) if attested else raw
