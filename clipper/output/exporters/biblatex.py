"""BibLaTeX: references for LaTeX with biber."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.citation import keys, tex
from clipper.output.citation.reference import Reference, from_clip

SUFFIX = ".bib"
KEEPS = "references for LaTeX with biber"
LOSES: tuple[str, ...] = (
    "time of day",
    "clipped",
    "tags",
    "description",
    "section",
    "edition",
    "rights",
    "text",
    "note",
    "highlights",
    "extra",
)

_LANGUAGES = {"de": "ngerman", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "nl": "dutch"}


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:  # noqa: ARG001 - texts stay behind
    """Write each clip as an entry: of a newspaper or a magazine as an article, else as `online` or `misc`."""
    references = [from_clip(exported.stored) for exported in clips]
    key_of = keys.assign(references)
    out.writelines(_entry(reference, key_of[reference.handle]) for reference in references)


def _entry(reference: Reference, key: str) -> bytes:
    is_article = reference.is_in_periodical
    outlet = tex.escape(reference.outlet)
    fields = {
        "entrysubtype": reference.kind if is_article else "",
        "author": tex.authors(reference.names),
        "title": tex.title(reference.title),
        "journaltitle": outlet if is_article else "",
        "organization": "" if is_article else outlet,
        "date": tex.iso_day(reference.issued),
        "pages": tex.pages(reference.page),
        "location": tex.escape(reference.place),
        "publisher": tex.escape(reference.publisher),
        "url": tex.address(reference.url),
        "urldate": tex.visited(reference),
        "langid": _LANGUAGES.get(reference.language[:2].lower(), ""),
    }
    return tex.entry("article" if is_article else "online" if reference.url else "misc", key, fields)
