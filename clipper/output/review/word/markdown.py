"""Markdown as WordprocessingML: its headings, lists, quotations, tables and links."""

from collections.abc import Iterable

from clipper.output.markup.tree import Node, to_tree
from clipper.output.review.word.styles import LEVELS
from clipper.output.review.word.writer import BOLD, Layout, Speech, Writer, paragraph, table

_BULLETS = 1
_RUNS = {"strong": BOLD, "emphasis": "<w:i/><w:iCs/>", "strike": "<w:strike/>"}
_CODE, _LINK = '<w:rStyle w:val="Code"/>', '<w:rStyle w:val="Hyperlink"/>'


class MarkdownWriter:
    """Writes Markdown of one language; the headings in it are lower than `level`, and a paragraph has the style."""

    def __init__(self, writer: Writer, speech: Speech, level: int, style: str = "Normal") -> None:
        self._writer = writer
        self._speech = speech
        self._level = level
        self._style = style

    def write(self, markdown: str) -> str:
        """Return the paragraphs."""
        return self._blocks(to_tree(markdown), self._style) if markdown.strip() else ""

    def _blocks(self, nodes: Iterable[Node], style: str, depth: int = 0) -> str:
        return "".join(self._block(node, style, depth) for node in nodes)

    def _block(self, node: Node, style: str, depth: int) -> str:
        layout = Layout(style, depth=depth)
        match node.kind:
            case "quote":
                return self._blocks(node.children, "Quote" if style == "Normal" else style, depth)
            case "bullets" | "numbers":
                return self._list(node, style, depth)
            case "code":
                lines = node.words.split("\n")
                return "".join(paragraph(self._writer.run(line), Layout("CodeBlock", depth=depth)) for line in lines)
            case "table":
                return self._table(node)
            case "heading":
                layout = Layout(f"Heading{min((node.level or 1) + self._level, LEVELS)}")
            case "rule":
                layout, node = Layout("Rule"), Node("paragraph", (Node("words", words="* * *"),))
        return self._paragraph(node, layout)

    def _list(self, node: Node, style: str, depth: int) -> str:
        number = _BULLETS if node.kind == "bullets" else self._writer.begin_list(node.start or 1)
        level = min(depth, LEVELS - 1)
        style = "ListParagraph" if style == "Normal" else style
        shown = []
        for item in node.children:
            first, *others = item.children or (Node("paragraph"),)
            if first.kind == "paragraph":
                shown.append(self._paragraph(first, Layout(style, list_number=number, depth=level)))
            else:
                shown.append(paragraph("", Layout(style, list_number=number, depth=level)))
                others = [first, *others]
            shown.append(self._blocks(others, style, level + 1))
        return "".join(shown)

    def _table(self, node: Node) -> str:
        head = sum(len(part.children) for part in node.children if part.kind == "head")
        rows = [
            [self._cell(cell, is_head=part.kind == "head") for cell in row.children]
            for part in node.children
            for row in part.children
        ]
        return table(rows, heads=head)

    def _cell(self, cell: Node, *, is_head: bool) -> str:
        return self._paragraph(cell, Layout("Cell", is_at_end=cell.align == "right"), (BOLD,) if is_head else ())

    def _paragraph(self, node: Node, layout: Layout, properties: tuple[str, ...] = ()) -> str:
        speech = self._speech.of(plain_words(node))
        content = self._inline(node.children, speech, properties)
        return paragraph(content, layout.replace(is_rtl=speech.is_rtl))

    def _inline(self, nodes: Iterable[Node], speech: Speech, properties: tuple[str, ...]) -> str:
        shown = []
        for node in nodes:
            if node.kind == "break":
                shown.append("<w:r><w:br/></w:r>")
            elif node.kind == "link":
                shown.append(self._link(node, speech, properties))
            elif node.kind in _RUNS:
                shown.append(self._inline(node.children, speech, (*properties, _RUNS[node.kind])))
            else:
                own = (*properties, _CODE) if node.kind == "code words" and _LINK not in properties else properties
                shown.append(self._writer.run(node.words, speech, own))
        return "".join(shown)

    def _link(self, node: Node, speech: Speech, properties: tuple[str, ...]) -> str:
        if not node.address:
            return self._inline(node.children, speech, properties)
        return self._writer.linked(node.address, self._inline(node.children, speech, (*properties, _LINK)))


def plain_words(node: Node) -> str:
    """Return the words in a node and below it."""
    return node.words + "".join(map(plain_words, node.children))
