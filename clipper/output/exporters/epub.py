"""EPUB: a book for a reader of e-books, with a chapter for each clip. It is packed as the clips come."""

import uuid
from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.markup.article import article
from clipper.output.markup.html import escape, language
from clipper.output.plain import moments

SUFFIX = ".epub"
KEEPS = "a book with a chapter for each clip; for readers of e-books"
LOSES: tuple[str, ...] = ("clipped", "section", "edition", "agency", "extra")

_CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)
_CSS = (
    "body{line-height:1.5}h1,h2,h3{line-height:1.2}.about{color:#555;font-size:.9em}"
    "table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.2em .5em;text-align:left}"
    "pre{white-space:pre-wrap}nav li{margin:.3em 0}\n"
)
_PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language}>'
    '<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head><body>{body}</body></html>\n'
)
_PACKAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:{id}</dc:identifier>'
    "<dc:title>{title}</dc:title>{languages}"
    '<meta property="dcterms:modified">{modified}</meta><meta property="schema:accessMode">textual</meta>'
    '<meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
    '<meta property="schema:accessibilityFeature">readingOrder</meta>'
    '<meta property="schema:accessibilityHazard">none</meta></metadata><manifest>'
    '<item id="css" href="style.css" media-type="text/css"/>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>'
    '<spine><itemref idref="nav"/>{spine}</spine></package>\n'
)
_EPOCH = "1970-01-01T00:00:00Z"


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips; the contents and the list of files, which name them all, come last."""
    from clipper.output.packing import Packing  # the other formats do not wait for it

    book = uuid.uuid5(uuid.NAMESPACE_URL, f"clipper:book:{escape(about.title)}")
    chapters: list[tuple[str, str]] = []
    languages, modified = {"en": None}, _EPOCH
    with Packing(out) as packing:
        packing.add("mimetype", "application/epub+zip", stored=True)
        packing.add("META-INF/container.xml", _CONTAINER)
        packing.add("book/style.css", _CSS)
        for number, clip in enumerate(clips, 1):
            name, title = f"c{number}.xhtml", clip.headline
            packing.add(f"book/{name}", _page(title, article(clip), clip.clip.language))
            chapters.append((name, title))
            book = uuid.uuid5(book, repr(clip.stored.path))
            modified = max(modified, moments.rfc3339(clip.clip.clipped))
            if language(clip.clip.language):
                languages[clip.clip.language] = None
        packing.add("book/nav.xhtml", _contents(chapters, about.title))
        items = (f'<item id="i{name}" href="{name}" media-type="application/xhtml+xml"/>' for name, _ in chapters)
        package = _PACKAGE.format(
            id=book,
            title=escape(about.title),
            languages="".join(f"<dc:language>{code}</dc:language>" for code in languages),
            modified=modified,
            items="".join(items),
            spine="".join(f'<itemref idref="i{name}"/>' for name, _ in chapters),
        )
        packing.add("book/package.opf", package)


def _page(title: str, body: str, code: str = "en") -> str:
    return _PAGE.format(language=language(code), title=escape(title), body=body)


def _contents(chapters: Iterable[tuple[str, str]], title: str) -> str:
    rows = "".join(f'<li><a href="{name}">{escape(chapter)}</a></li>' for name, chapter in chapters)
    rows = rows or f'<li><a href="nav.xhtml">{escape(title)}</a></li>'
    return _page(title, f'<h1>{escape(title)}</h1><nav epub:type="toc" id="toc"><h2>Contents</h2><ol>{rows}</ol></nav>')
