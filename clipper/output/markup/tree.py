"""The text of a clip as a tree of plain values, for formats that typeset it themselves: nothing in it is markup."""

import re
from typing import TYPE_CHECKING

from clipper import text
from clipper.model.frozen import Frozen
from clipper.output.markup.html import LONGEST, gapless_level, parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_KINDS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "blockquote_open": "quote",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
    "table_open": "table",
    "thead_open": "head",
    "tbody_open": "rows",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "strong_open": "strong",
    "em_open": "emphasis",
    "s_open": "strike",
    "link_open": "link",
}
_LEAVES = {"fence": "code", "code_block": "code", "code_inline": "code words", "text": "words"}


class Node(Frozen):
    """A part of a text, by its kind; what a kind does not have is empty.

    Blocks: paragraph, heading (`level` from 1, without gaps), quote, bullets and numbers (of items; `start` is the
    first number), item, code (`words` with newlines), rule, table (of head and rows), head and rows (of rows), row (of
    cells), cell (`align` is `right`, `center` or empty).

    In a line: words, code words, break, strong, emphasis, strike, link (`address` is one of the web, or empty).
    """

    kind: str
    children: "tuple[Node, ...]" = ()
    words: str = ""
    level: int | None = None
    address: str = ""
    align: str = ""
    start: int | None = None

    def plain(self) -> dict[str, object]:
        """Return the node as a mapping, without what is empty, for a format that reads JSON."""
        own: dict[str, object] = {name: value for name in _OWN if (value := getattr(self, name)) not in {"", None}}
        return {**own, "children": [child.plain() for child in self.children]} if self.children else own


_OWN = ("kind", "words", "level", "address", "align", "start")


def to_tree(body: str) -> tuple[Node, ...]:
    """Return Markdown as a tree. HTML in it is words, and a picture a link to it."""
    body = text.safe_lines(body).strip("\n")
    if len(body) > LONGEST:
        paragraphs = filter(str.strip, re.split(r"\n{2,}", body))
        return tuple(Node("paragraph", (Node("words", words=text.one_line(part)),)) for part in paragraphs)
    return _Tree().read(parser().parse(body))


class _Tree:
    """Builds the tree of some tokens."""

    def __init__(self) -> None:
        self._outer: list[int] = []

    def read(self, tokens: "Iterable[Token]") -> tuple[Node, ...]:
        """Return the nodes of tokens, each with what is between its opening and its closing token."""
        open_nodes: list[tuple[Node, list[Node]]] = [(Node(""), [])]
        for token in tokens:
            if token.nesting == 1:
                open_nodes.append((self._opened(token), []))
            elif token.nesting == -1:
                node, children = open_nodes.pop()
                open_nodes[-1][1].append(node.replace(children=tuple(children)))
            elif token.type == "inline":
                open_nodes[-1][1].extend(self.read(_lines(token.children or [])))
            else:
                open_nodes[-1][1].append(_leaf(token))
        return tuple(open_nodes[0][1])

    def _opened(self, token: "Token") -> Node:
        kind = _KINDS[token.type]
        match kind:
            case "heading":
                return Node(kind, level=gapless_level(self._outer, int(token.tag[1])))
            case "numbers":
                return Node(kind, start=int(token.attrs.get("start", 1)))
            case "cell":
                align = str(token.attrs.get("style", "")).rpartition(":")[2]
                return Node(kind, align=align if align in {"right", "center"} else "")
            case "link":
                return Node(kind, address=_visible(str(token.attrs.get("href", ""))))
        return Node(kind)


def _leaf(token: "Token") -> Node:
    if token.type == "hr":
        return Node("rule")
    if token.type == "hardbreak":
        return Node("break")
    return Node(_LEAVES.get(token.type, "words"), words=_visible(token.content.rstrip("\n")))


def _lines(tokens: "Sequence[Token]") -> "Iterable[Token]":
    """Yield the tokens of a paragraph: pictures as links, and a line end as a blank, or as nothing in East Asia."""
    from markdown_it.token import Token

    from clipper.output.markup.html import without_pictures

    before = ""
    found = without_pictures(tokens)
    for token, following in zip(found, (*found[1:], None), strict=True):
        if token.type != "softbreak":
            before = token.content[-1:] or before
            yield token
        elif not (following and text.is_unspaced(before) and text.is_unspaced(following.content[:1])):
            yield Token("text", "", 0, content=" ")


def _visible(value: str) -> str:
    """Return words without what a character reference may have become."""
    return text.escape_unsafe(value, lambda _: "\ufffd")
