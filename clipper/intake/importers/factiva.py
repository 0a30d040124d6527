"""Factiva: a page of articles as HTML, each a table of two-letter codes, or in the order of the article format."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from clipper.intake.exports import Export, ExportRow
from clipper.intake.exports.html_lines import paragraphs, parse, text_of
from clipper.intake.exports.press import Piece, find_day, read_download, read_pieces, split_page

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUFFIXES = (".html", ".htm")
_SIGN = re.compile(r"(?is)<title>\s*factiva\b|class=[\"']articleParagraph|class=[\"']article [a-z]{2}Article")
_CODE = re.compile(r"[A-Z]{2,4}")
_TEXTS = ("LP", "TD")
_LENGTH = re.compile(
    r"[0-9][0-9,. ]{0,8} (?:words|mots|wörter|palabras|parole|palavras|слов|woorden|ord|語|字)", re.IGNORECASE
)
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}.{0,20}")
_SHORT_NAME = re.compile(r"[A-Z0-9]{2,8}")
_DOCUMENT = re.compile(r"Document(?:o|e|u)? [A-Za-z0-9]{8,40}")
_RIGHTS = re.compile(r"(?i)(?:\(c\)|©|copyright)")


def recognises(export: Export) -> bool:
    """Tell whether a page in it is a download of Factiva."""
    return any(_SIGN.search(export.head(member)) for member in export.members_ending(*_SUFFIXES))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every article."""
    for member in export.members_ending(*_SUFFIXES):
        yield from read_pieces(export, member, read_download(export, member), _pieces)


def _pieces(raw: bytes) -> list[Piece]:
    tree = parse(raw)
    articles = tree.iter("div") if tree is not None else ()
    found = [article for article in articles if "article" in (article.get("class") or "").split()]
    return [_coded(article) or _plain(article) for article in found]


def _coded(article: "_Element") -> Piece | None:
    """Return the piece of an article whose values have codes; None if they have none."""
    values: dict[str, list[str]] = {}
    for row in article.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        code = text_of(cells[0]) if len(cells) > 1 else ""
        if _CODE.fullmatch(code):
            values.setdefault(code, []).extend(paragraphs(cells[1]))
    if "HD" not in values:
        return None
    piece = _from_codes({code: " ".join(" ".join(lines).split()) for code, lines in values.items()})
    piece.paragraphs = [line for code in _TEXTS for line in values.get(code, ())]
    return piece


def _from_codes(values: Mapping[str, str]) -> Piece:
    section, page = split_page(values.get("SE", ""))
    return Piece(
        title=values.get("HD", ""),
        source=values.get("SN", ""),
        day=find_day(values.get("PD", ""))[1],
        section=section,
        page=values.get("PG", "") or page,
        edition=values.get("ED", ""),
        byline=values.get("BY", ""),
        language=values.get("LA", ""),
        rights=values.get("CY", ""),
        extra={
            "length": values.get("WC", ""),
            "column": values.get("CLM", ""),
            "credit": values.get("CR", ""),
            "document": values.get("AN", "").removeprefix("Document "),
        },
    )


def _plain(article: "_Element") -> Piece:
    """Return the piece of an article whose values have no codes but an order."""
    piece = Piece()
    texts = [one for one in article.iter("p") if "articleParagraph" in (one.get("class") or "")]
    piece.paragraphs = [line for one in texts for line in paragraphs(one)]
    headline = next((one for one in article.iter() if "Headline" in (one.get("class") or "")), None)
    piece.title = text_of(headline)
    author = next((one for one in article.iter("div") if one.get("class") == "author"), None)
    piece.byline = text_of(author)
    taken = {piece.title, piece.byline, *piece.paragraphs}
    is_below = False
    for line in (" ".join(lines.split()) for lines in paragraphs(article)):
        is_below |= line == piece.title
        if line not in taken:
            _add(piece, line, is_below=is_below)
    return piece


def _add(piece: Piece, line: str, *, is_below: bool) -> None:
    """Put a line of the head or the foot of an article into its field."""
    if _LENGTH.fullmatch(line):
        piece.extra.setdefault("length", line)
    elif match := _DOCUMENT.fullmatch(line):
        piece.extra.setdefault("document", match[0].partition(" ")[2])
    elif not is_below:
        piece.section = piece.section or line
    elif not piece.day and (day := find_day(line)[1]) and find_day(line)[0] == "":
        piece.day = day
    elif _RIGHTS.match(line):
        piece.rights = piece.rights or line
    elif not piece.day or _TIME.fullmatch(line):
        return
    elif not piece.source:
        piece.source = line
    elif page := split_page(line)[1]:
        piece.page = piece.page or page
    elif not _SHORT_NAME.fullmatch(line) and not piece.language:
        piece.language = line
