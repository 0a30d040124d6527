"""Fetch the pages of clips that have no text yet, and write the text and the missing fields into the clips."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from clipper import clipfile
from clipper.clipfile import fingerprint
from clipper.errors import ClipperError, RefusedError
from clipper.intake import page
from clipper.intake.inputs import FailedInput, fetch_pages
from clipper.library.plan import Plan
from clipper.model import urls
from clipper.model.clip import Clip, StoredClip
from clipper.model.deeds import Deed
from clipper.model.outlet_names import OutletNames
from clipper.model.tags import TO_FETCH
from clipper.system.fetch import FailedFetch, FetchedPage, Limits
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.clipfile import Edit
    from clipper.library import Library
    from clipper.query import Node

_FIELDS = ("title", "date", "source", "author", "description", "section", "language")


def waiting_for_text(library: "Library", node: "Node") -> list[StoredClip]:
    """Return the clips that match a query, and wait for their text: they have the tag `to-fetch` and an address."""
    matching = library.search_for_change(node)
    return [stored for stored in matching if TO_FETCH in stored.clip.tags and urls.is_address(stored.clip.url)]


def plan(
    library: "Library", clips: Sequence[StoredClip], limits: Limits, *, evidence: bool
) -> "tuple[Plan, list[FailedInput]]":
    """Fetch the pages of clips; return a plan that fills the clips, and the addresses that gave no text.

    A field that a clip has already stays, except a title that is only the address. With `evidence` each clip gets
    the fingerprint of its text.
    """
    outlets = OutletNames(library.config.sources)
    clips_by_url: dict[str, list[StoredClip]] = {}
    for stored in clips:
        clips_by_url.setdefault(stored.clip.url, []).append(stored)
    edits: list[tuple[StoredClip, Edit]] = []
    missed: list[FailedInput] = []
    for response in fetch_pages(library.system, library.progress, [*clips_by_url], limits):
        try:
            fetched_clip = _read_page(response, outlets)
        except ClipperError as error:
            missed.append(FailedInput(error, response.requested_url))
            continue
        now = library.system.now().isoformat()
        fill = partial(_fill, fetched_clip=fetched_clip, fetched_at=now, evidence=evidence)
        edits += [(stored, fill) for stored in clips_by_url[response.requested_url]]
    return Plan(edits, deed=Deed("fetched the text of")), missed


def _read_page(response: FetchedPage | FailedFetch, outlets: OutletNames) -> Clip:
    if isinstance(response, FailedFetch):
        raise response.error
    if response.content_type == "application/pdf":
        hint = "`clipper add ADDRESS` keeps it as a clip of its own."
        raise RefusedError("it is a PDF", hint=hint).with_prefix(safe(response.requested_url))
    try:
        clip = page.read(response.raw, url=response.url, encoding=response.charset or None).clip
    except ClipperError as error:
        raise error.with_prefix(safe(response.requested_url)) from error
    return clip.replace(source=outlets.name(clip.source, urls.host(clip.url)))


def _fill(raw: bytes, *, fetched_clip: Clip, fetched_at: str, evidence: bool) -> bytes:
    """Return the bytes of a clip with the fetched text before its own, and with the fields that it lacks.

    With `evidence` it gets the fingerprint of its text, and `fetched_at` as the time when it was clipped.
    """
    clip = clipfile.read(raw)
    for name in _FIELDS:
        is_missing = not getattr(clip, name) or (name == "title" and urls.key(clip.title) == urls.key(clip.url))
        value = getattr(fetched_clip, name)
        if is_missing and value:
            raw = clipfile.with_field(raw, name, [value] if isinstance(value, str) else value)
    raw = clipfile.with_tags(raw, add=fetched_clip.tags, remove={TO_FETCH})
    raw = clipfile.with_text_prepended(raw, fetched_clip.body)
    return fingerprint.add_evidence(raw, clipped=fetched_at, requested_url=clip.url) if evidence else raw
