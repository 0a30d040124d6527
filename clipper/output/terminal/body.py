"""The body of a clip, typeset as Markdown with Rich, or line by line if that would take Rich too long."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, ClassVar

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import (
    BlockQuote,
    CodeBlock,
    Heading,
    HorizontalRule,
    ListItem,
    Markdown,
    MarkdownContext,
    MarkdownElement,
    Paragraph,
    TableElement,
)
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from clipper import text
from clipper.output.terminal.markdown.rules import make_parser
from clipper.output.terminal.markdown.shortcodes import Shortcodes
from clipper.output.terminal.markdown.tree import TreeBuilder
from clipper.output.terminal.markdown.writer import TokenWriter

# Rich needs a second and a half for 256 KiB of prose, but half a minute for as many brackets, or lines of one letter. A
# bracket counts three times, because the parser searches for its partner up to the end of the text. What stands within
# a tag costs little, and so does what only interrupts the parser.
_LONGEST_MARKDOWN = 256 * 1024
_LONGEST_SOURCE = 1024 * 1024
_TAG = re.compile("<[^<>]*>")
_COSTLY = "\r\n[[[*_`~|<&-+{"
_LESS_COSTLY = "!#$%:=>@\\]^}"
_LESS = 8
_MOST_COSTLY = 16_000
_LEAST_ROOM = 16
_DEEPEST_INDENT = 40
_LEAST_COLUMN = 8
_BETWEEN_COLUMNS = 3
_WIDEST_PAGE = 84
_STARS = "* * *"
# Rich fills each line of a list or a quotation with blanks: so many characters are drawn in a moment.
_MOST_DRAWN = 20_000_000
# In a word a soft hyphen is only a place to break it. Some terminals draw it as a hyphen, some not at all.
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\xad(?=[^\W\d_])")


def typeset(body: str, width: int | None) -> "MarkdownBody | None":
    """Return a body as Markdown; None if that would take too long, or if its indents are too deep for the width.

    Without a width each paragraph is to be one line.
    """
    if len(body) > _LONGEST_SOURCE:
        return None
    costly = _TAG.sub("<", body).replace("\r\n", "\n")
    cost = sum(map(costly.count, _COSTLY)) + sum(map(costly.count, _LESS_COSTLY)) // _LESS
    if len(costly) > _LONGEST_MARKDOWN or cost > _MOST_COSTLY:
        return None
    markdown = MarkdownBody(body)
    if width is None:
        is_small = (markdown.natural_width + 1) * (body.count("\n") + 1) <= _MOST_DRAWN
        return markdown if is_small and markdown.indent <= _DEEPEST_INDENT else None
    return markdown if markdown.indent <= min(width - _LEAST_ROOM, _DEEPEST_INDENT) else None


class _Heading(Heading):
    """A heading on the left, without the frame that Rich draws."""

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> RenderResult:
        yield self.text


class _Code(CodeBlock):
    """A code block without colours: in a news clip it is a table or a poem rather than a program."""

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> RenderResult:
        yield Padding(Text(str(self.text).rstrip(), style=self.style, overflow="fold"), (0, 0, 0, 2))


class _Quote(BlockQuote):
    """A quotation beside a thin bar, with blank lines between its paragraphs."""

    has_children = False

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if self.has_children:
            self.elements.append(Text())
        self.has_children = True
        return super().on_child_close(context, child)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = console.render_lines(self.elements, options.update(width=options.max_width - 2), style=self.style)
        bar = Segment("│ ", console.get_style("markdown.bar"))
        for line in lines:
            yield bar
            yield from line
            yield Segment.line()


class _Item(ListItem):
    """An item of a list, with blank lines between its paragraphs."""

    has_children = False

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if self.has_children and isinstance(child, Paragraph):
            self.elements.append(Text())
        self.has_children = True
        return super().on_child_close(context, child)


class _Break(HorizontalRule):
    new_line = True

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, _WIDEST_PAGE)
        yield Text(f"{' ' * ((width - len(_STARS)) // 2)}{_STARS}", style="markdown.hr")


class _MarkdownTable(TableElement):
    """A table that loses no text: long words are broken, and too many columns become a list of `column: value`."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        heads = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
        rows = [[cell.content for cell in row.cells] for row in self.body.rows] if self.body else []
        columns = len(heads) or max(map(len, rows))
        if columns * _LEAST_COLUMN > options.max_width:
            for row in rows:
                for head, cell in zip_longest(heads, row, fillvalue=Text()):
                    yield Text.assemble(head, (": " if head else "", "markdown.note"), cell)
                yield Text()
            return
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, border_style="markdown.table.border")
        table.show_header = bool(heads)
        for head in heads:
            table.add_column(
                head, header_style="markdown.table.header", overflow="fold", justify=head.justify or "left"
            )
        for row in rows:
            table.add_row(*row)
        yield table


class MarkdownBody(Markdown):
    """Markdown that loses no text: HTML is drawn as the Markdown that it means, and an image becomes its description.

    An address becomes a number in brackets and a note below the text, because in the text it would interrupt the
    reader. The tokens are made safe after the parser, which turns `&#27;` into an escape character.
    """

    elements: ClassVar = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "blockquote_open": _Quote,
        "list_item_open": _Item,
        "hr": _Break,
        "table_open": _MarkdownTable,
    }
    inlines = Markdown.inlines | {"link", "note"}

    def __init__(self, markup: str) -> None:
        super().__init__("")
        shortcodes = Shortcodes(text.safe_piece(_SOFT_HYPHEN.sub("", markup)))
        references: dict[str, Any] = {}
        self._numbers: dict[str, int] = {}
        tree = TreeBuilder(shortcodes.text)
        tree.add(make_parser(shortcodes).parse(shortcodes.text, references))
        writer = TokenWriter(shortcodes, self._number)
        writer.write(tree.root)
        self.parsed = writer.tokens
        self.indent = writer.indent
        for reference in (*references.get("references", {}).values(), *references.get("duplicate_refs", ())):
            self._number(shortcodes.in_address(reference["href"]))

    @property
    def addresses(self) -> list[str]:
        """The addresses that the text links to, or only defines, in the order of their numbers."""
        return list(self._numbers)

    @property
    def natural_width(self) -> int:
        """The columns in which every paragraph is one line, and no cell of a table is broken."""
        widest, row, cells = _LEAST_ROOM, 0, 0
        columns: dict[int, int] = {}
        for token in self.parsed:
            if token.type == "inline":
                size = sum(cell_len(child.content) for child in token.children or ())
                columns[cells] = max(columns.get(cells, 0), size + _BETWEEN_COLUMNS)
                row = max(size, row)
                cells += 1
            elif token.type == "tr_open":
                cells = 0
            elif token.type == "table_open":
                columns = {}
            elif token.type == "table_close":
                widest = max(widest, sum(columns.values()), _LEAST_COLUMN * len(columns))
            elif token.type == "code_block":
                widest = max(widest, *map(cell_len, token.content.split("\n")))
        return max(widest, row) + self.indent + _BETWEEN_COLUMNS

    def _number(self, address: str) -> int:
        return self._numbers.setdefault(text.safe(address), len(self._numbers) + 1)


class PlainBody:
    """A body line by line, without Markdown: ten megabytes take a few seconds."""

    def __init__(self, body: str, width: int, margin: int) -> None:
        self._body = body
        self._width = width
        self._margin = margin

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        margin = " " * self._margin
        for raw in self._body.replace("\r\n", "\n").strip("\n").split("\n"):
            lines = (
                [raw] if text.is_plain(raw) else text.safe_lines(_SOFT_HYPHEN.sub("", raw)).expandtabs(4).split("\n")
            )
            for line in lines:
                for part in _wrap(line, self._width):
                    yield Segment(f"{margin}{part}\n" if part else "\n")


def _wrap(line: str, width: int) -> Iterator[str]:
    """Yield the parts of a line, broken at blanks so that each fits; with wide characters some could be longer."""
    if not line:
        yield ""
    start = 0
    while start < len(line):
        end = min(start + width, len(line))
        if cell_len(line[start:end]) > width:
            end = start + max(width // 2, 1)
        if end < len(line) and line[end] != " ":
            blank = line.rfind(" ", start, end)
            if blank > start and line[start:blank].strip():
                end = blank
        yield line[start:end].rstrip(" ")
        start = end
        while start < len(line) and line[start] == " ":
            start += 1
