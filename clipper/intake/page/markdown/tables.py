"""Tables: tell those that hold data from those that only lay out a page, and render them as Markdown."""

from collections.abc import Callable, Iterator, Sequence

from lxml.etree import _Element

_MAX_CELL_LENGTH = 400
_MAX_COLUMNS = 40


def is_layout(table: _Element) -> bool:
    """Tell whether a table only lays out a page: it has several paragraphs in a cell, a nested table, or one column."""
    if table.get("role") in {"presentation", "none"}:
        return True
    widest = 0
    for row in rows(table):
        row_cells = cells(row)
        widest = max(widest, len(row_cells))
        for cell in row_cells:
            if next(cell.iter("table", "article", "h1", "blockquote"), None) is not None:
                return True
            if sum(1 for _ in cell.iter("p", "div")) > 1 and len("".join(map(str, cell.itertext()))) > _MAX_CELL_LENGTH:
                return True
    return widest < 2  # noqa: PLR2004 - one column is a list


def rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, without those of nested tables."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def cells(row: _Element) -> list[_Element]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in {"td", "th"}]


def render_table(table: _Element, render_cell: Callable[[_Element], str]) -> str:
    """Render a table as Markdown; without a header row it gets an empty one, which the syntax requires."""
    lines: list[tuple[bool, list[str]]] = []
    for row in rows(table):
        columns: list[str] = []
        for cell in cells(row):
            columns.append(render_cell(cell).replace("|", "\\|"))
            columns += [""] * (_colspan(cell) - 1)
        if any(columns):
            is_header = all(cell.tag == "th" for cell in cells(row)) or _parent_tag(row) == "thead"
            lines.append((is_header, columns[:_MAX_COLUMNS]))
    if not lines:
        return ""
    width = max(len(columns) for _, columns in lines)
    header = lines.pop(0)[1] if lines[0][0] else []
    body = [_render_line(columns, width) for _, columns in lines]
    return "\n".join((_render_line(header, width), _render_line(["---"] * width, width), *body))


def _render_line(columns: Sequence[str], width: int) -> str:
    return f"| {' | '.join((*columns, *[''] * (width - len(columns))))} |"


def _colspan(cell: _Element) -> int:
    value = cell.get("colspan", "1").strip()
    return max(1, min(int(value), _MAX_COLUMNS)) if value.isascii() and value.isdecimal() else 1


def _parent_tag(row: _Element) -> str:
    parent = row.getparent()
    return str(parent.tag) if parent is not None else ""
