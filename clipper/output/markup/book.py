"""A book for a reader of e-books (EPUB): its pages, its contents, and what it states about itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from clipper.model.frozen import Frozen
from clipper.output.markup.html import escape, language

if TYPE_CHECKING:
    from clipper.output.packing import Packing

EPOCH = "1970-01-01T00:00:00Z"
"""The moment of a book that has none."""

_CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)
_PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language}>'
    '<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head><body>{body}</body></html>\n'
)
_PACKAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:{id}</dc:identifier>'
    "<dc:title>{title}</dc:title>{languages}"
    '<meta property="dcterms:modified">{modified}</meta><meta property="schema:accessMode">textual</meta>'
    '<meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
    '<meta property="schema:accessibilityFeature">readingOrder</meta>'
    '<meta property="schema:accessibilityHazard">none</meta></metadata><manifest>'
    '<item id="css" href="style.css" media-type="text/css"/>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>'
    "<spine>{spine}</spine></package>\n"
)


class BookFacts(Frozen):
    """What a book states: its identifier, its title, its language and those of its texts, when it was changed."""

    identifier: UUID
    title: str
    language: str = "en"
    languages: tuple[str, ...] = ()
    modified: str = EPOCH


class Book:
    """A book that is packed page by page; `finish` adds the contents and the list of its files."""

    def __init__(self, packing: "Packing", css: str) -> None:
        self._packing = packing
        self._items: list[str] = []
        self._spine: list[str] = []
        packing.add("mimetype", "application/epub+zip", stored=True)
        packing.add("META-INF/container.xml", _CONTAINER)
        packing.add("book/style.css", css)

    def add_contents(self) -> None:
        """Let the contents be the next page to be read."""
        self._spine.append("nav")

    def add(self, name: str, title: str, body: str, code: str = "en", *, properties: str = "") -> None:
        """Add the next page to be read; `code` is its language, and `properties` what a reader must be able to do."""
        self._packing.add(f"book/{name}", page(title, body, code))
        needs = f' properties="{properties}"' if properties else ""
        self._items.append(f'<item id="i{name}" href="{name}" media-type="application/xhtml+xml"{needs}/>')
        self._spine.append(f"i{name}")

    def finish(self, contents: str, facts: BookFacts) -> None:
        """Add the page with the contents, and the list of the files."""
        self._packing.add("book/nav.xhtml", contents)
        languages = dict.fromkeys((facts.language, *filter(language, facts.languages)))
        package = _PACKAGE.format(
            id=facts.identifier,
            title=escape(facts.title),
            language=facts.language,
            languages="".join(f"<dc:language>{code}</dc:language>" for code in languages),
            modified=facts.modified,
            items="".join(self._items),
            spine="".join(f'<itemref idref="{name}"/>' for name in self._spine),
        )
        self._packing.add("book/package.opf", package)


def pack(out: BinaryIO) -> "Packing":
    """Return the zip of a book; other formats do not wait for what writes it."""
    from clipper.output.packing import Packing

    return Packing(out)


def page(title: str, body: str, code: str = "en") -> str:
    """Return a page of a book."""
    return _PAGE.format(language=language(code), title=escape(title), body=body)


def contents(title: str, rows: Iterable[str], heading: str = "Contents", code: str = "en") -> str:
    """Return the page with the contents; each row is an item of a list."""
    listed = "".join(rows) or f'<li><a href="nav.xhtml">{escape(title)}</a></li>'
    body = f'<h1>{escape(title)}</h1><nav epub:type="toc" id="toc"><h2>{escape(heading)}</h2><ol>{listed}</ol></nav>'
    return page(title, body, code)
