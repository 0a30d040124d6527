"""Tables: which of them hold data and not the layout of a page, and how they are written."""

from collections.abc import Callable, Iterator, Sequence

from lxml.etree import _Element

_LONGEST_CELL = 400
_FLOW = ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "section")
_MOST_COLUMNS = 40


def is_layout(table: _Element) -> bool:
    """Tell whether a table only arranges a page: it holds whole pieces of text, another table, or a single column."""
    if table.get("role") in {"presentation", "none"}:
        return True
    widest = 0
    for row in rows(table):
        found = cells(row)
        widest = max(widest, len(found))
        for cell in found:
            if next(cell.iter("table", "article", "h1", "blockquote"), None) is not None:
                return True
            if sum(1 for _ in cell.iter("p", "div")) > 1 and len("".join(map(str, cell.itertext()))) > _LONGEST_CELL:
                return True
    return widest < 2  # noqa: PLR2004 - one column is a list


def rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, not those of one inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def cells(row: _Element) -> list[_Element]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in {"td", "th"}]


def written(table: _Element, of_cell: Callable[[_Element], str]) -> str:
    """Return a table of Markdown; a first row that is no head stands below an empty one."""
    lines: list[tuple[bool, list[str]]] = []
    for row in rows(table):
        found: list[str] = []
        for cell in cells(row):
            found.append(of_cell(cell).replace("|", "\\|"))
            found += [""] * (_span(cell) - 1)
        if any(found):
            is_head = all(cell.tag == "th" for cell in cells(row)) or _parent(row) == "thead"
            lines.append((is_head, found[:_MOST_COLUMNS]))
    if not lines:
        return ""
    width = max(len(found) for _, found in lines)
    head = lines.pop(0)[1] if lines[0][0] else []
    body = [_line(found, width) for _, found in lines]
    return "\n".join((_line(head, width), _line(["---"] * width, width), *body))


def _line(found: Sequence[str], width: int) -> str:
    return f"| {' | '.join((*found, *[''] * (width - len(found))))} |"


def _span(cell: _Element) -> int:
    said = cell.get("colspan", "1").strip()
    return max(1, min(int(said), _MOST_COLUMNS)) if said.isascii() and said.isdecimal() else 1


def _parent(row: _Element) -> str:
    parent = row.getparent()
    return str(parent.tag) if parent is not None else ""
