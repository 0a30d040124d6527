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
from clipper.model.clip import Clip, Kept
from clipper.model.outlets import Names
from clipper.model.tags import TO_FETCH
from clipper.system.fetch import Failed, Fetched, Limits
from clipper.system.system import System
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.store.operation import Edit
    from clipper.system.progress import Progress

_FIELDS = ("title", "date", "source", "author", "description", "section", "language")


def wanting(found: Iterable[Kept]) -> list[Kept]:
    """Return the clips that wait for their text and say where it is."""
    return [kept for kept in found if TO_FETCH in kept.clip.tags and urls.is_address(kept.clip.url)]


def fill(
    system: System,
    progress: "Progress",
    sources: Mapping[str, Sequence[str]],
    wanted: Sequence[Kept],
    limits: Limits,
    *,
    attest: bool,
) -> "tuple[list[tuple[Kept, Edit]], list[Missed]]":
    """Return how clips are to be changed, each by what its page holds, and why others are not.

    What a clip says of itself already stays, but for a title that is only its address. With `attest` it gets the
    evidence of its text.
    """
    names = Names(sources)
    waiting: dict[str, list[Kept]] = {}
    for kept in wanted:
        waiting.setdefault(kept.clip.url, []).append(kept)
    edits: list[tuple[Kept, Edit]] = []
    missed: list[Missed] = []
    for found in fetched(system, progress, [*waiting], limits):
        try:
            clip = _read(found, names)
        except ClipperError as error:
            missed.append(Missed(error, found.asked))
            continue
        now = system.now().isoformat() if attest else ""
        edits += [(kept, partial(_filled, of=clip, attested=now)) for kept in waiting[found.asked]]
    return edits, missed


def _read(found: Fetched | Failed, names: Names) -> Clip:
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
