"""The lines of a PDF become headings and paragraphs: headers, footers and page numbers go, broken words are joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from clipper.intake import document

_MARGIN = 0.09
"""The part of a page's height at its top and at its bottom in which the numbers of pages stand."""
_WIDE_MARGIN = 0.14
"""The part in which headers and footers stand, which are on several pages."""
_PAGE_NUMBER = re.compile(
    r"(?i)[-–—|•\s]*(?:(?:page|seite|página|pagina|sida|side|стр\.?|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/|von|de|di|av|af|из)\s*\d{1,4})?[-–—|•\s]*"
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:…。！？]['\"”’»)\]]*$")
_BULLET = re.compile(r"(?:[•●▪■◦‣∙○*\u00b7\uf0b7\uf0a7]|[-–—](?=\s))\s*")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = 1.15
"""How much larger than the text the letters of a heading are."""
_MAX_HEADING = 300
_GAP = 1.45
"""How much further apart than the lines of a paragraph two lines are between which a paragraph ends."""
_FAR = 6
"""How many lines lie between two of which the second is not in the same column."""
_WHOLE = 0.85
"""The part of the width of its column that a line has at least if it is not the last of its paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its text, its edges in points from the lower left corner, and its letters' size.

    A word that is `broken` at its end goes on in the next line.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its width and height in points, and its lines in the order of the file."""

    width: float
    height: float
    lines: Sequence[Line]


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line] = field(default_factory=list)

    def raise_number(self, number: Line) -> None:
        """Put the number of a note behind the last line."""
        last = self.lines[-1]
        raised = number.text.strip().translate(_SUPERSCRIPTS)
        self.lines[-1] = replace(last, text=last.text.rstrip() + raised, broken=False)

    def text(self) -> str:
        parts: list[str] = []
        for line in self.lines:
            if parts and not parts[-1].endswith("\u00ad"):
                parts.append(" ")
            parts.append(line.text.strip() + ("\u00ad" if line.broken else ""))
        return " ".join("".join(parts).replace("\u00ad", "").split())


def lay_out(pages: Sequence[Page]) -> str:
    """Return the text of pages as HTML."""
    sizes = [line.size for page in pages for line in page.lines for _ in range(0, len(line.text), 10)]
    if not sizes:
        return ""
    size = median(sizes)
    repeated = _repeated(pages)
    lines_of_pages = [list(_body_lines(page, repeated, size)) for page in pages]
    lines = [line for lines in lines_of_pages for line in lines]
    leading = _leading(lines_of_pages, size)
    columns = {id(line): _column(line, page) for page in lines_of_pages for line in page}
    paragraphs: list[_Paragraph] = []
    for line in _with_drop_caps(lines, size):
        if paragraphs and _is_note_number(line, paragraphs[-1].lines[-1], size):
            paragraphs[-1].raise_number(line)
            continue
        last = paragraphs[-1].lines[-1] if paragraphs else None
        if last and _goes_on(paragraphs[-1], last, line, size, leading, columns.get(id(last), (last.left, last.right))):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(_Paragraph([line]))
    return _write(paragraphs, size)


def _repeated(pages: Sequence[Page]) -> set[str]:
    """Return the headers and footers: what stands at the edge of several pages, their numbers aside."""
    counts = Counter(
        key for page in pages for key in {_key(line) for line in page.lines if _is_at_edge(line, page, _WIDE_MARGIN)}
    )
    least = 2 if len(pages) < 6 else len(pages) / 3  # noqa: PLR2004
    return {key for key, count in counts.items() if count >= least}


def _key(line: Line) -> str:
    return _DIGITS.sub("0", " ".join(line.text.split()).casefold())


def _is_at_edge(line: Line, page: Page, margin: float) -> bool:
    return line.bottom > page.height * (1 - margin) or line.top < page.height * margin


def _body_lines(page: Page, repeated: set[str], size: float) -> Iterator[Line]:
    """Yield the lines of a page without headers, footers and its number; a headline may come again as a header."""
    for line in page.lines:
        text = line.text.strip()
        is_repeated = _key(line) in repeated and _is_at_edge(line, page, _WIDE_MARGIN) and line.size < _HEADING * size
        is_number = _is_at_edge(line, page, _MARGIN) and _PAGE_NUMBER.fullmatch(text)
        if text and not is_repeated and not is_number:
            yield line


def _leading(pages: Sequence[Sequence[Line]], size: float) -> float:
    """Return the usual distance of two lines of the text."""
    distances = [
        first.bottom - second.bottom
        for lines in pages
        for first, second in pairwise(lines)
        if 0 < first.bottom - second.bottom < 3 * size and abs(first.size - second.size) < 1
    ]
    return median(distances) if distances else size * 1.2


def _column(line: Line, lines: Sequence[Line]) -> tuple[float, float]:
    """Return the left and the right edge of the lines that stand above and below a line, in its column."""
    near = [other for other in lines if other.left < line.right and other.right > line.left]
    near = [other for other in near if other.right - other.left < 2 * (line.right - line.left) or other is line]
    return min(other.left for other in near), max(other.right for other in near)


def _is_note_number(line: Line, last: Line, size: float) -> bool:
    """Tell whether a line is the small raised number of a note behind the last line."""
    text = line.text.strip()
    return text.isdecimal() and len(text) <= 3 and line.size < 0.85 * size and last.bottom < line.bottom < last.top  # noqa: PLR2004


def _with_drop_caps(lines: Sequence[Line], size: float) -> Iterator[Line]:
    """Yield lines; a large first letter is put before the line that it belongs to."""
    initial = ""
    for line in lines:
        text = line.text.strip()
        if len(text) == 1 and text.isalpha() and line.size > 1.8 * size:
            initial = text
            continue
        yield replace(line, text=initial + line.text.lstrip()) if initial else line
        initial = ""


def _goes_on(
    paragraph: _Paragraph, last: Line, line: Line, size: float, leading: float, column: tuple[float, float]
) -> bool:
    """Tell whether a line goes on with a paragraph."""
    distance = last.bottom - line.bottom
    is_bullet = _BULLET.match(line.text.lstrip()) is not None
    if abs(last.size - line.size) > 0.1 * size or last.broken or is_bullet:
        return last.broken and abs(last.size - line.size) <= 0.1 * size
    if abs(distance) < 0.5 * size and line.left >= last.right - size:  # a part of the same line
        return True
    ends = bool(_SENTENCE_END.search(last.text.rstrip()))
    is_whole = last.right >= column[0] + _WHOLE * (column[1] - column[0])
    if last.bold != line.bold and (ends or not is_whole):
        return False
    is_large = last.size >= _HEADING * size
    if distance <= 0 or distance > _FAR * leading:  # the next column, or the next page
        return not is_large and not ends and is_whole
    if distance > _GAP * max(leading, last.size if is_large else 0):
        return False
    is_indented = line.left > column[0] + size and line.left > last.left + 0.5 * size
    is_in_list = _BULLET.match(paragraph.lines[0].text.lstrip()) is not None
    return is_large or ((is_whole or not ends) and (is_in_list or not is_indented))


def _write(paragraphs: Sequence[_Paragraph], size: float) -> str:
    blocks = document.Blocks()
    largest = max(paragraph.lines[0].size for paragraph in paragraphs)
    has_title = False
    for paragraph in paragraphs:
        text = paragraph.text()
        first = paragraph.lines[0]
        content = document.escape(text)
        if first.size >= _HEADING * size and len(text) <= _MAX_HEADING and any(map(str.isalpha, text)):
            level = 1 if first.size == largest and not has_title else 2
            has_title = has_title or level == 1
            blocks.add(f"<h{level}>{content}</h{level}>")
        elif bullet := _BULLET.match(text):
            blocks.add_item(document.escape(text[bullet.end() :]), 0, ordered=False)
        elif text:
            blocks.add(f"<p>{document.styled(content, bold=all(line.bold for line in paragraph.lines))}</p>")
    return blocks.html()
