"""Tables: their rows and cells; a table that only arranges a page is no table to a reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from clipper.output.terminal.markdown.tags import names
from clipper.output.terminal.markdown.tree import Element

_PARTS = names("thead tbody tfoot colgroup")
_CELLS = names("td th")
_BLOCKS = names("table h1 h2 h3 h4 h5 h6 ul ol blockquote pre hr iframe video")
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Table:
    """The head of a table, its other rows, and its captions."""

    head: list[Element]
    rows: list[list[Element]]
    captions: list[Element]


def read(node: Element) -> Table | None:
    """Return a table of data; None if it only arranges a page, or contains what fits into no cell."""
    rows = [[cell for cell in row.children if isinstance(cell, Element)] for row in _rows(node)]
    rows = [[cell for cell in cells if cell.kind in _CELLS] for cells in rows]
    rows = [cells for cells in rows if cells]
    if not rows:
        return None
    head = rows.pop(0) if all(cell.kind == "th" for cell in rows[0]) else []
    columns = max(map(len, [head, *rows]))
    is_layout = (
        columns < _LEAST_COLUMNS or (not head and len(rows) == 1) or node.attributes.get("role") == "presentation"
    )
    if node.is_html and (is_layout or any(_has_block(cell) for cells in [head, *rows] for cell in cells)):
        return None
    captions = [child for child in node.children if isinstance(child, Element) and child.kind == "caption"]
    return Table(head, rows, captions)


def _rows(node: Element) -> Iterator[Element]:
    for child in node.children:
        if isinstance(child, Element) and child.kind == "tr":
            yield child
        elif isinstance(child, Element) and child.kind in _PARTS:
            yield from _rows(child)


def _has_block(node: Element) -> bool:
    nodes = (child for child in node.children if isinstance(child, Element))
    return any(child.kind in _BLOCKS or _has_block(child) for child in nodes)


def parts_in_order(node: Element) -> Iterator["Element | Token"]:
    """Yield the cells of a table, and what else is in it, in the order in which they are read."""
    for child in node.children:
        if isinstance(child, Element) and child.kind in {"tr", *_PARTS}:
            yield from parts_in_order(child)
        else:
            yield child


def tokens(table: Table, write_cell: Callable[[Element | None], list[Token]]) -> Iterator[Token]:
    """Yield the tokens of a table, each row with the same number of cells."""
    columns = max(map(len, [table.head, *table.rows]))
    yield Token("table_open", "table", 1)
    for kind, rows in (("thead", [table.head] if table.head else []), ("tbody", table.rows)):
        if not rows:
            continue
        yield Token(f"{kind}_open", kind, 1)
        for row in rows:
            yield Token("tr_open", "tr", 1)
            for cell in [*row, *[None] * (columns - len(row))]:
                attributes = cell.attributes if cell else {}
                align = attributes.get("style") or f"text-align:{attributes.get('align', '')}"
                children = write_cell(cell)
                yield Token("td_open", "td", 1, attrs={"style": align.replace(" ", "")})
                if children:
                    yield Token("inline", "", 0, children=children)
                yield Token("td_close", "td", -1)
            yield Token("tr_close", "tr", -1)
        yield Token(f"{kind}_close", kind, -1)
    yield Token("table_close", "table", -1)
