"""BibTeX: references for LaTeX, and for every program that manages references."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.citation import keys, tex
from clipper.output.citation.reference import Reference, from_clip

SUFFIX = ".bib"
KEEPS = "references for LaTeX"
LOSES: tuple[str, ...] = (
    "time of day",
    "clipped",
    "tags",
    "description",
    "section",
    "edition",
    "rights",
    "language",
    "text",
    "note",
    "highlights",
    "extra",
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - texts stay behind
    """Write each clip as an entry: of a newspaper or a magazine as an article, else as `misc`."""
    references = [from_clip(exported.stored) for exported in clips]
    key_of = keys.assign(references)
    out.writelines(_entry(reference, key_of[reference.handle]) for reference in references)


def _entry(reference: Reference, key: str) -> bytes:
    issued, is_article = reference.issued, reference.is_in_periodical
    outlet = tex.escape(reference.outlet)
    fields = {
        "author": tex.authors(reference.names),
        "key": "" if reference.names else tex.escape(reference.outlet or reference.title),  # to sort by
        "title": tex.title(reference.title),
        "journal": outlet if is_article else "",
        "howpublished": "" if is_article else outlet,
        "year": str(issued[0]) if issued else "",
        "month": _MONTHS[issued[1] - 1] if issued[1:] else "",
        "day": str(issued[2]) if issued[2:] else "",
        "pages": tex.pages(reference.page),
        "address": tex.escape(reference.place),
        "publisher": tex.escape(reference.publisher),
        "url": tex.address(reference.url),
        "urldate": tex.visited(reference),
    }
    return tex.entry("article" if is_article else "misc", key, fields, bare={"month"})
