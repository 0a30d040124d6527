"""Lines with dates: which of them say when something was published."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import clean_text
from clipper.intake.page.metadata.headings import element_text
from clipper.intake.page.metadata.layout import own_lines

MAX_BOX_LENGTH = 40
"""Characters of an element that holds nothing but a date."""
_MAX_OTHER_LENGTH = 50
"""Characters besides the date in a line that states when the article was published; a sentence has more."""
_DATE_CLASS = r"(?:^|[-_\s])(?:date|datum|fecha|pub-?date|publish(?:ed)?(?:-?date)?|post-?date)(?:$|[-_\s])"
_PUBLISHED = (
    r"\b(?:published|posted|publiée?|veröffentlicht|erschienen|erstellt|gepostet|geschrieben|publicado|pubblicato"
    r"|gepubliceerd|opublikowano|datum)\b|опубликован|公開|掲載|发布|發布|نشر"
)
_REFERENCE = r"\b(?:DOI|ISSN|ISBN|Vol\.|pp?\. ?\d|retrieved|accessed|abgerufen|consulté)"
_SENTENCE_END = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,}[.!?。]$")
_DATE_FIRST = r"\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4} ?[-–—|·•/]"


def labels_of(element: _Element) -> str:
    """Return the class and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def lines_of(element: _Element, labels: str) -> Iterator[str]:
    """Yield the lines of an element, and its whole text if it is marked as a date and short."""
    yield from own_lines(element)
    if len(element) and is_marked(labels):
        box = _box_text(element)
        yield from [box] if len(box) <= MAX_BOX_LENGTH else []


def words_before(element: _Element) -> str:
    """Return the words before the text of an element: `Updated on` may be in an element of its own."""
    before = element.getprevious()
    label = "" if before is None else f"{element_text(before)} {before.tail or ''}"
    own = "".join(element_text(child) for child in islice(element, 2))
    return f"{label[-MAX_BOX_LENGTH:]} {own[:MAX_BOX_LENGTH]}"


def _box_text(element: _Element) -> str:
    """Return the text of an element and its children with blanks between, such as `20 May 2025` in three parts."""
    return clean_text(" ".join(map(str, element.itertext())))


def is_dateline(line: str) -> bool:
    """Tell whether a line says when something was published, and is not a sentence that mentions a date."""
    if re.search(_REFERENCE, line, re.IGNORECASE):
        return False
    if re.match(_DATE_FIRST, line):
        return True
    others = [word for word in line.split() if not any(map(str.isdigit, word))]
    is_short = len(" ".join(others)) <= _MAX_OTHER_LENGTH and not _SENTENCE_END.search(line)
    return is_short or states_publication(line)


def is_marked(labels: str) -> bool:
    """Tell whether the labels of an element say that it holds a date."""
    return bool(re.search(_DATE_CLASS, labels, re.IGNORECASE))


def states_publication(line: str) -> bool:
    """Tell whether a line has words such as `published`."""
    return bool(re.search(_PUBLISHED, line, re.IGNORECASE))
