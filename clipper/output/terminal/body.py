"""The body of a clip, typeset as Markdown with Rich, or line by line if that would take Rich too long."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token
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

# Rich needs a second and a half for 256 KiB of prose, but half a minute for as many brackets, or lines of one letter. A
# bracket counts three times, because the parser searches for its partner up to the end of the text.
_LONGEST_MARKDOWN = 256 * 1024
_COSTLY = "\r\n[[[*_`~|<&-+"
_MOST_COSTLY = 8_000
_LEAST_ROOM = 16
_DEEPEST_INDENT = 40
_LEAST_COLUMN = 8
# In a word a soft hyphen is only a place to break it. Some terminals draw it as a hyphen, some not at all.
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\xad(?=[^\W\d_])")


def typeset(body: str, width: int) -> "MarkdownBody | None":
    """Return a body as Markdown; None if that would take too long, or if its indents are too deep for the width."""
    if len(body) > _LONGEST_MARKDOWN or sum(map(body.replace("\r\n", "\n").count, _COSTLY)) > _MOST_COSTLY:
        return None
    markdown = MarkdownBody(body)
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

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> RenderResult:
        yield Text("* * *", style="markdown.hr", justify="center")


class _MarkdownTable(TableElement):
    """A table that loses no text: long words are broken, and too many columns become a list of `column: value`."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        heads = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
        rows = [[cell.content for cell in row.cells] for row in self.body.rows] if self.body else []
        if len(heads) * _LEAST_COLUMN > options.max_width:
            for row in rows:
                for head, cell in zip(heads, row, strict=False):
                    yield Text.assemble(head, (": ", "markdown.note"), cell)
                yield Text()
            return
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, border_style="markdown.table.border")
        for head in heads:
            table.add_column(
                head, header_style="markdown.table.header", overflow="fold", justify=head.justify or "left"
            )
        for row in rows:
            table.add_row(*row)
        yield table


class MarkdownBody(Markdown):
    """Markdown that loses no text: HTML stays as it is written, and an image becomes its description.

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
        parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["strikethrough", "table"])
        references: dict[str, Any] = {}
        self._numbers: dict[str, int] = {}
        self.indent = 0
        self.parsed = parser.parse(text.safe_piece(_SOFT_HYPHEN.sub("", markup)), references)
        self._prepare(self.parsed)
        for reference in (*references.get("references", {}).values(), *references.get("duplicate_refs", ())):
            self._number(reference["href"])

    @property
    def addresses(self) -> list[str]:
        """The addresses that the text links to, or only defines, in the order of their numbers."""
        return list(self._numbers)

    def _prepare(self, tokens: list[Token]) -> None:
        indents = [0]
        for token in tokens:
            if token.type in {"blockquote_open", "list_item_open"}:
                indents.append(indents[-1] + (len(token.info) + 3 if token.type == "list_item_open" else 2))
                self.indent = max(self.indent, indents[-1])
            elif token.type in {"blockquote_close", "list_item_close"}:
                indents.pop()
            if token.type == "inline":
                token.children = self._prepare_inline(token.children or [])
            elif token.content:
                token.content = text.safe_lines(token.content)

    def _prepare_inline(self, children: list[Token]) -> list[Token]:
        prepared: list[Token] = []
        opened: list[tuple[str, int]] = []
        contents = text.safe_pieces([child.content for child in children])
        for child, content in zip(children, contents, strict=True):
            child.content = content
            if child.type == "link_open":
                opened.append((str(child.attrs.get("href", "")), len(prepared)))
                prepared.append(Token("link_open_", "link", 1))
            elif child.type == "link_close":
                address, start = opened.pop()
                link_text = "".join(token.content for token in prepared[start:])
                prepared.append(Token("link_close_", "link", -1))
                prepared += self._note(address) if child.info != "auto" and link_text != address else []
            elif child.type == "image":
                prepared.append(_text_token(f"[image: {child.content}]" if child.content.strip() else "[image]"))
                prepared += self._note(str(child.attrs.get("src", "")))
            else:
                prepared.append(child)
        return prepared

    def _note(self, address: str) -> list[Token]:
        if not address:
            return []
        number = _text_token(f"[{self._number(address)}]")
        return [Token("note_open", "note", 1), number, Token("note_close", "note", -1)]

    def _number(self, address: str) -> int:
        return self._numbers.setdefault(text.safe(address), len(self._numbers) + 1)


def _text_token(content: str) -> Token:
    return Token("text", "", 0, content=content)


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
