"""The lines of a paragraph that its writer meant: they stay lines, and those with tabs become the rows of a table."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from clipper.model.line_breaks import is_table, meant_breaks, wrap_width
from clipper.output.terminal.markdown.shortcodes import MARK

_MOST_LINES = 500


def tables(state: StateCore) -> None:
    """Make paragraphs with tabs in each line tables; this comes between the blocks and what is within them."""
    if "\t" not in state.src:
        return
    tokens: list[Token] = []
    for token in state.tokens:
        lines = token.content.split("\n")
        is_paragraph = token.type == "inline" and bool(tokens) and tokens[-1].type == "paragraph_open"
        if is_paragraph and len(lines) <= _MOST_LINES and is_table(lines):
            tokens[-1:] = _table(lines)
        elif token.type != "paragraph_close" or not tokens or tokens[-1].type != "table_close":
            tokens.append(token)
    state.tokens = tokens


def _table(lines: Sequence[str]) -> Iterator[Token]:
    rows = [[cell.strip() for cell in line.strip(" ").split("\t")] for line in lines]
    columns = max(map(len, rows))
    yield from (Token("table_open", "table", 1), Token("tbody_open", "tbody", 1))
    for row in rows:
        yield Token("tr_open", "tr", 1)
        for cell in [*row, *[""] * (columns - len(row))]:
            yield Token("td_open", "td", 1)
            yield Token("inline", "", 0, content=cell, children=[])
            yield Token("td_close", "td", -1)
        yield Token("tr_close", "tr", -1)
    yield from (Token("tbody_close", "tbody", -1), Token("table_close", "table", -1))


def breaks(state: StateCore) -> None:
    """Make the meant line ends of paragraphs hard; this comes after what is within the blocks."""
    width = 0
    for token in state.tokens:
        soft = [child for child in token.children or () if child.type == "softbreak"]
        lines = token.content.split("\n")
        # A hard break of the writer, or a line end within a code span, is no soft break: then the lines are not clear.
        if not soft or len(lines) != len(soft) + 1 or re.search(MARK, token.content):
            continue
        width = width or wrap_width(state.src) or 1
        for child, is_meant in zip(soft, meant_breaks(lines, width), strict=True):
            if is_meant:
                child.type = "hardbreak"
                child.tag = "br"
