"""Europresse and Eureka: a page of articles as HTML, with `<article>` for each, or before 2014 with a table."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clipper.intake import bylines
from clipper.intake.exports import Export, ExportRow
from clipper.intake.exports.html_lines import paragraphs, parse, text_of
from clipper.intake.exports.press import Piece, find_day, read_download, read_pieces, split_page
from clipper.text import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUFFIXES = (".html", ".htm")
_SIGN = re.compile(r"(?i)class=[\"'][^\"'<>]{0,100}(?:DocPublicationName|titreArticleVisu)")
_ISSUE = re.compile(r"(?P<name>[^,]{1,200}), (?P<issue>(?:no|n°|nº|vol|num)\b.{0,100})", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?:Numéro de document|Document number|Número de documento) ?: ?(?P<number>\S{3,100})", re.IGNORECASE
)
_RIGHTS = re.compile(r"(?i)(?:©|\(c\) |copyright )")
_FURNITURE = re.compile(
    r"(?i)(?:note\(s\)|illustration\(s\)|ce certificat est émis|date d'émission|le présent document est protégé)"
)
_MAX_AUTHOR = 120


def recognises(export: Export) -> bool:
    """Tell whether a page in it is a download of Europresse."""
    return any(_SIGN.search(export.head(member)) for member in export.members_ending(*_SUFFIXES))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every article."""
    for member in export.members_ending(*_SUFFIXES):
        yield from read_pieces(export, member, read_download(export, member), _pieces)


def _pieces(raw: bytes) -> list[Piece]:
    tree = parse(raw)
    if tree is None:
        return []
    articles = [article for article in tree.iter("article") if _find(article, "DocPublicationName") is not None]
    if articles:
        return [_of_article(article) for article in articles]
    names = [span for span in tree.iter("span") if span.get("class") == "DocPublicationName"]
    return [_of_table(parent) for name in names if (parent := name.getparent()) is not None]


def _of_article(article: "_Element") -> Piece:
    piece = _head(article)
    piece.byline = text_of(_author(article))
    piece.description = text_of(_find(article, "rdp__subtitle"))
    place = _find(article, "docOcurrContainer")
    places = [place] if place is not None else [*article.iter("section")]
    piece.paragraphs = [line for one in places for line in paragraphs(one) if not _FURNITURE.match(line)]
    link = _find(article, "link-not-hosted")
    if link is not None:  # the database has only the address of the article
        piece.url = next((one.get("href") or "" for one in link.iter("a")), "")
        piece.paragraphs = []
    _foot(piece, [line for footer in article.iter("footer") for line in paragraphs(footer)])
    number = text_of(_find(article, "publiC-lblNodoc"))
    piece.extra = {"document": piece.extra["document"] or number}
    return piece


def _author(article: "_Element") -> "_Element | None":
    """Return the element with the author: a class names it, or it is the block below the title."""
    for name in ("docAuthors", "sm-margin-bottomNews"):
        if (author := _find(article, name)) is not None:
            return author
    header = next(article.iter("header"), None)
    below = [one for one in header if one.tag == "div"] if header is not None else []
    titles = [number for number, one in enumerate(below) if _find(one, "titreArticleVisu") is not None]
    return below[titles[0] + 1] if titles and titles[0] + 1 < len(below) else None


def _of_table(cell: "_Element") -> Piece:
    """Return the piece of an article that is one cell: title, author, text and copyright follow one another."""
    piece = _head(cell)
    lines = [line for paragraph in paragraphs(cell) for line in paragraph.split("\n")]
    title = next((number for number, line in enumerate(lines) if line == piece.title), -1)
    rest = lines[title + 1 :]
    end = next((number for number, line in enumerate(rest) if _RIGHTS.match(line) or _DOCUMENT.match(line)), len(rest))
    text, foot = rest[:end], rest[end:]
    if text and len(text[0]) <= _MAX_AUTHOR and bylines.is_person(text[0]):
        piece.byline, text = text[0], text[1:]
    piece.paragraphs = [line for line in text if not _FURNITURE.match(line)]
    _foot(piece, foot)
    return piece


def _head(root: "_Element") -> Piece:
    name = text_of(_find(root, "DocPublicationName"))
    issue = _ISSUE.fullmatch(name)
    header = one_line("".join(_text_with_blanks(one) for one in root.iter() if one.get("class") == "DocHeader"))
    section, day, after = find_day(header)
    _, page = split_page(after)
    title = _find(root, "titreArticleVisu")
    return Piece(
        title=text_of(title),
        source=issue["name"] if issue else name,
        day=day,
        section=section if day else "",
        page=page,
        edition=issue["issue"] if issue else "",
    )


def _text_with_blanks(element: "_Element") -> str:
    """Return the words of an element with the blanks at their ends: several of them may make one line."""
    return "".join(map(str, element.itertext()))


def _foot(piece: Piece, lines: list[str]) -> None:
    piece.rights = next((line for line in lines if _RIGHTS.match(line)), "")
    number = next((match["number"] for line in lines if (match := _DOCUMENT.match(line))), "")
    piece.extra = {"document": number}


def _find(root: "_Element", name: str) -> "_Element | None":
    """Return the first element with a class, in any case of its letters."""
    return next((one for one in root.iter() if name.lower() in str(one.get("class") or "").lower().split()), None)
