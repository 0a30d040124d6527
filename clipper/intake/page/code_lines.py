"""Line numbers beside code: drop them before the search for the article, since they are no part of the code."""

import re
from itertools import islice

from lxml.etree import _Element

_NUMBER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:line-?n(?:os?|um(?:ber)?s?|r)?|ln|lnt|gutter|linenos?|lineno\w*|blob-num|hljs-ln-numbers)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_DIGITS = 6
_UNSELECTABLE = "user-select:none"
_TABLE_PARTS = frozenset({"tr", "tbody", "thead", "table"})


def drop_line_numbers(tree: _Element) -> None:
    """Drop the numbers of lines: in a column of their own, in a `<pre>` of their own, or at the start of each line."""
    for row in list(tree.iter("tr")):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if len(cells) > 1 and _is_numbers(cells[0]) and _holds_code(row):
            row.remove(cells[0])
    for code in list(tree.iter("pre")):
        if len(_numbers(code)) > 1 and _is_numbers(code) and _has_code_beside(code):
            _remove(code)
            continue
        for part in list(code.iterdescendants()):
            if isinstance(part.tag, str) and part.tag not in _TABLE_PARTS and _is_marked(part) and _is_numbers(part):
                _remove(part)


def _holds_code(row: _Element) -> bool:
    """Tell whether a row of a table holds code; a `<code>` may be a value in a table of data."""
    return next(row.iter("pre"), None) is not None or any(map(_is_marked, row))


def _has_code_beside(code: _Element) -> bool:
    """Tell whether another `<pre>` stands beside one that holds numbers, in one box or in two that are neighbours."""
    return any(len([*islice(box.iter("pre"), 3)]) == 2 for box in islice(code.iterancestors(), 2))  # noqa: PLR2004


def _is_marked(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return _UNSELECTABLE in style or bool(_NUMBER_CLASS.search(element.get("class") or ""))


def _numbers(element: _Element) -> list[int]:
    """Return the words of an element as numbers; [] if one of them is none."""
    words = " ".join(map(str, element.itertext())).split()
    are_numbers = all(len(word) <= _MAX_DIGITS and word.isascii() and word.isdecimal() for word in words)
    return [int(word) for word in words] if are_numbers else []


def _is_numbers(element: _Element) -> bool:
    """Tell whether an element holds nothing but numbers that follow each other."""
    numbers = _numbers(element)
    return bool(numbers) and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def _remove(element: _Element) -> None:
    """Remove an element, but not the text behind it."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail
