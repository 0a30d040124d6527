"""EPUB: a book for a reader of e-books, with a chapter for each clip. It is packed as the clips come."""

import uuid
from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.markup.article import article
from clipper.output.markup.book import EPOCH, Book, BookFacts, contents, pack
from clipper.output.markup.html import escape
from clipper.output.plain import moments

SUFFIX = ".epub"
KEEPS = "a book with a chapter for each clip; for readers of e-books"
LOSES: tuple[str, ...] = ("clipped", "section", "edition", "agency", "extra")

_CSS = (
    "body{line-height:1.5}h1,h2,h3{line-height:1.2}.about{color:#555;font-size:.9em}"
    "table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.2em .5em;text-align:left}"
    "pre{white-space:pre-wrap}nav li{margin:.3em 0}\n"
)


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips; the contents and the list of files, which name them all, come last."""
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"clipper:book:{escape(about.title)}")
    rows: list[str] = []
    languages, modified = dict[str, None](), EPOCH
    with pack(out) as packing:
        book = Book(packing, _CSS)
        book.add_contents()
        for number, clip in enumerate(clips, 1):
            name, title = f"c{number}.xhtml", clip.headline
            book.add(name, title, article(clip), clip.clip.language)
            rows.append(f'<li><a href="{name}">{escape(title)}</a></li>')
            identifier = uuid.uuid5(identifier, repr(clip.stored.path))
            modified = max(modified, moments.rfc3339(clip.clip.clipped))
            languages[clip.clip.language] = None
        facts = BookFacts(identifier, about.title, languages=tuple(languages), modified=modified)
        book.finish(contents(about.title, rows), facts)
