"""The tree of a body as the tokens from which Rich draws it."""

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from clipper import text
from clipper.output.terminal.markdown import tables
from clipper.output.terminal.markdown.inline import LineBuilder
from clipper.output.terminal.markdown.shortcodes import Shortcodes
from clipper.output.terminal.markdown.tags import names
from clipper.output.terminal.markdown.tree import Element, text_of

_HIDDEN = names("script style template head svg canvas textarea select datalist rp map")
_STYLES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var", "figcaption"), "em"),
    **dict.fromkeys(("strong", "b", "mark", "summary", "dt", "caption", "legend"), "strong"),
    **dict.fromkeys(("s", "del", "strike"), "s"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_BLOCKS = names(
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form header html"
    " legend main nav noscript p section summary caption option"
)
_LISTS = names("ul ol menu")
_ITEMS = names("li footnote")
_MEDIA = names("iframe video audio embed object")
_MOST_INDENT = 30


class TokenWriter:
    """Writes the tokens of a tree. `indent` is the deepest indent of a text in it."""

    def __init__(self, shortcodes: Shortcodes, number: Callable[[str], int]) -> None:
        self.tokens: list[Token] = []
        self.indent = 0
        self._indents = [0]
        self._shortcodes = shortcodes
        self._line = LineBuilder(shortcodes, number)
        self._heading = ""
        self._in_cell = 0

    def write(self, node: Element) -> None:
        """Write an element and what is in it."""
        self._children(node.children)
        self._end_line()

    def _children(self, children: "Sequence[Element | Token]") -> None:
        items: list[Element] = []
        for child in children:
            if isinstance(child, Element) and child.kind in _ITEMS:
                items.append(child)
                continue
            if items and not (isinstance(child, Token) and not child.content.strip()):
                self._list(Element("ul", children=[*items]))
                items = []
            if isinstance(child, Token):
                self._token(child)
            else:
                self._element(child)
        if items:
            self._list(Element("ul", children=[*items]))

    def _token(self, token: Token) -> None:
        if token.type in {"fence", "code_block"}:
            self._code(token.content)
        else:
            self._line.add(token)

    def _element(self, node: Element) -> None:
        kind = node.kind
        if _is_hidden(node):
            return
        if kind in _HEADINGS:
            self._block(node, heading=kind)
        elif kind in _LISTS:
            self._list(node)
        elif kind == "blockquote":
            self._quote(node)
        elif kind == "table":
            self._table(node)
        elif kind == "pre":
            self._code(text_of(node))
        elif kind == "hr":
            self._end_line()
            self._write_block(Token("hr", "hr", 0))
        elif kind in _MEDIA and node.is_html:
            self._media(node)
        elif kind in _BLOCKS:
            self._block(node)
        else:
            self._inline(node)

    def _inline(self, node: Element) -> None:
        kind = node.kind
        style = _STYLES.get(kind, "") if node.is_closed else ""
        if kind == "a" and node.is_closed:
            self._line.open("link")
            self._children(node.children)
            self._line.close()
            self._line.note_unless(node.attributes.get("href", ""), text_of(node))
        elif kind in {"sup", "sub"} and node.is_closed:
            self._line.scripts.append(kind)
            self._children(node.children)
            self._line.scripts.pop()
        elif style:
            self._line.open(style)
            self._children(node.children)
            self._line.close()
        else:
            self._line.add_element(kind, node.attributes)
            self._children(node.children)
            self._line.end_element(kind)

    def _block(self, node: Element, heading: str = "") -> None:
        self._end_line()
        before, self._heading = self._heading, heading or self._heading
        if node.kind == "summary":
            self._line.begin_with("▸ ")
        self._inline(node)
        self._end_line()
        self._heading = before

    def _media(self, node: Element) -> None:
        self._end_line()
        sources = [node, *(child for child in node.children if isinstance(child, Element))]
        found = (
            one.attributes.get(key)
            for one in sources
            for key in ("src", "data-src", "data")
            if one is node or key == "src"
        )
        self._line.add_media(node.kind, node.attributes.get("title", ""), next(filter(None, found), ""))
        if node.kind == "object":
            self._children(node.children)
        self._end_line()

    def _quote(self, node: Element) -> None:
        self._end_line()
        if self._in_cell or (self._indents[-1] >= _MOST_INDENT and node.is_html):
            self._children(node.children)
        else:
            with_bar = self._nested(2, lambda: self._children(node.children))
            if with_bar:
                self._wrap("blockquote", with_bar)
        self._end_line()

    def _list(self, node: Element) -> None:
        self._end_line()
        start = node.attributes.get("start", "1")
        start = start if re.fullmatch("[0-9]{1,9}", start) else "1"
        is_numbered = node.kind == "ol"
        items = [*_items(node)]
        width = len(str(int(start) + len(items))) + 2 if is_numbered else 3
        is_flat = self._in_cell or (node.is_html and self._indents[-1] >= _MOST_INDENT)
        written: list[Token] = []
        for number, item in enumerate(items, int(start)):
            if is_flat:
                self._line.begin_with(f"{number}. " if is_numbered else "• ")
                self._item(item)
            elif tokens := self._nested(width, lambda item=item: self._item(item)):  # type: ignore[misc]
                written += [Token("list_item_open", "li", 1), *tokens, Token("list_item_close", "li", -1)]
        if written:
            kind, tag = ("ordered_list", "ol") if is_numbered else ("bullet_list", "ul")
            opening = Token(f"{kind}_open", tag, 1, attrs={"start": int(start)} if is_numbered else {})
            self._write_block(opening, *written, Token(f"{kind}_close", tag, -1))

    def _item(self, node: Element) -> None:
        if node.kind == "footnote":
            self._line.begin_with(f"[^{node.attributes['label']}] ", is_quiet=True)
        self._children(node.children)
        self._end_line()

    def _nested(self, width: int, write: Callable[[], None]) -> list[Token]:
        """Return the tokens of a text that is indented by a width."""
        before, self.tokens = self.tokens, []
        self._indents.append(self._indents[-1] + width)
        self.indent = max(self.indent, self._indents[-1])
        write()
        self._end_line()
        self._indents.pop()
        tokens, self.tokens = self.tokens, before
        return tokens

    def _table(self, node: Element) -> None:
        table = tables.read(node)
        if self._in_cell or table is None:
            for part in tables.parts_in_order(node):
                self._end_line()
                self._children(part.children if isinstance(part, Element) else [part])
            self._end_line()
            return
        self._end_line()
        for caption in table.captions:
            self._block(caption)
        self._in_cell += 1
        self.tokens += tables.tokens(table, self._cell)
        self._in_cell -= 1

    def _cell(self, node: Element | None) -> list[Token]:
        if node:
            self._children(node.children)
        return self._line.take()

    def _code(self, content: str) -> None:
        content = text.safe_lines(self._shortcodes.restore(content)).strip("\n")
        if self._in_cell or self._heading:
            self._line.add(Token("code_inline", "code", 0, content=text.one_line(content)))
        else:
            self._end_line()
            self._write_block(Token("code_block", "code", 0, content=content))

    def _end_line(self) -> None:
        if self._in_cell:
            self._line.break_if_needed()
        elif children := self._line.take():
            kind, tag = ("heading", self._heading) if self._heading else ("paragraph", "p")
            self._wrap(kind, [Token("inline", "", 0, children=children)], tag)

    def _wrap(self, kind: str, tokens: Sequence[Token], tag: str = "") -> None:
        self._write_block(Token(f"{kind}_open", tag or kind, 1), *tokens, Token(f"{kind}_close", tag or kind, -1))

    def _write_block(self, *tokens: Token) -> None:
        if not self._in_cell:
            self.tokens += tokens


def _items(node: Element) -> Iterator[Element]:
    """Yield the items of a list; what stands between them is an item too."""
    loose: list[Element | Token] = []
    for child in node.children:
        if isinstance(child, Element) and child.kind in _ITEMS:
            if loose:
                yield Element("li", children=loose)
                loose = []
            yield child
        elif isinstance(child, Element) or child.content.strip():
            loose.append(child)
    if loose:
        yield Element("li", children=loose)


def _is_hidden(node: Element) -> bool:
    if not node.is_html or not node.is_closed:
        return False
    style = "".join(node.attributes.get("style", "").lower().split())
    return node.kind in _HIDDEN or "hidden" in node.attributes or "display:none" in style
