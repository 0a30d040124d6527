"""The elements of a body as a tree, in which Markdown and HTML are one: what is written either way is drawn alike."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from clipper.output.terminal.markdown.tags import Tag, markup_end, names, parse_tag

_DEEPEST = 150
_VOID = names("area base br col embed hr img input link meta param source track wbr")
_RAW = names("script style textarea title xmp")
_BLOCKS = names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header html li main menu nav ol p pre section summary table tbody td tfoot th thead tr"
    " ul"
)
_TEXT_LEVEL = names(
    "a abbr acronym audio b bdi bdo big button canvas cite code data del dfn em font head i iframe ins kbd"
    " label legend mark math noscript object option output picture q rp rt ruby s samp script select small"
    " span strike strong style sub sup svg template textarea time title tt u var video xmp caption colgroup"
)
_KNOWN = _VOID | _BLOCKS | _TEXT_LEVEL
# An element that is opened closes those of these kinds, up to an element of the others.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "a": (frozenset({"a"}), frozenset({"td", "th", "li"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "tbody": (frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"}), frozenset({"table"})),
}
_ENDS |= {"dd": _ENDS["dt"], "th": _ENDS["td"], "thead": _ENDS["tbody"], "tfoot": _ENDS["tbody"]}
_PARAGRAPH = (frozenset({"p"}), _BLOCKS - {"p"})


@dataclass(slots=True)
class Element:
    """An element: its kind is its name in HTML, or `footnote`, `callout`, `embed`, `wiki_link`."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | Token"] = field(default_factory=list)
    is_html: bool = False
    is_closed: bool = True
    """False for HTML whose end tag is missing: such an element neither hides nor styles what follows."""


class TreeBuilder:
    """Builds the tree from the parser's tokens. An end tag in HTML never ends what Markdown has begun."""

    def __init__(self, source: str) -> None:
        self.root = Element("body")
        self._open = [self.root]
        self._ended = {name.lower() for name in re.findall(r"</([A-Za-z][\w:.-]*)", source)}

    def add(self, tokens: Iterable[Token]) -> None:
        """Add the tokens of the parser, those within a line included."""
        for token in tokens:
            if token.type == "inline":
                self._add_inline(token)
            elif token.type in {"html_block", "html_inline"} or self._is_indented_html(token):
                self._feed(token.content)
            elif token.nesting > 0:
                attributes = {key: str(value) for key, value in token.attrs.items()}
                self._push(Element(token.tag, attributes))
            elif token.nesting < 0:
                while self._open.pop().is_html:
                    pass
            elif token.type in {"image", "hr", "wiki_link", "embed"}:
                kind = "img" if token.type == "image" else token.type
                source = {"src": str(token.attrs.get("src", "")), "alt": token.content}
                self._open[-1].children.append(Element(kind, source))
            else:
                self._open[-1].children.append(token)

    def _add_inline(self, token: Token) -> None:
        if "callout" in token.meta:
            label = Token("text", "", 0, content=token.meta["callout"])
            self._push(Element("strong", children=[label]))
            self.add(token.children or ())
            self._open.pop()
        else:
            self.add(token.children or ())

    def _is_indented_html(self, token: Token) -> bool:
        """Tell whether a code block is HTML, which many indent: it begins with a tag, and is within an element."""
        return token.type == "code_block" and self._open[-1].is_html and token.content.lstrip().startswith("<")

    def _push(self, node: Element) -> None:
        self._open[-1].children.append(node)
        self._open.append(node)

    def _feed(self, markup: str) -> None:
        position = 0
        while position < len(markup):
            start = markup.find("<", position)
            end = markup_end(markup, start) if start >= 0 else -1
            if end < 0:
                start = end = start + 1 or len(markup)
            self._add_text(markup[position:start])
            position = end
            tag = parse_tag(markup[start:end]) if end > start else None
            if tag and self._add_tag(tag, markup[start:end]) and tag.name in _RAW:
                after = re.compile(f"</{tag.name}", re.IGNORECASE).search(markup, position)
                position = after.start() if after else position

    def _add_text(self, markup: str) -> None:
        if markup:
            value = html.unescape(markup)
            if not any(node.kind == "pre" for node in self._open):
                value = re.sub(r"[ \t\r\n]+", " ", value)
            self._open[-1].children.append(Token("text", "", 0, content=value))

    def _add_tag(self, tag: Tag, markup: str) -> bool:
        """Add a tag, and tell whether it has opened an element."""
        if tag.name not in _KNOWN and not tag.attributes and tag.name not in self._ended and not markup.endswith("/>"):
            self._open[-1].children.append(Token("text", "", 0, content=markup))  # a word in angle brackets
            return False
        if tag.is_end:
            self._end(tag.name)
            return False
        self._end_implied(tag.name)
        node = Element(tag.name, tag.attributes, is_html=True, is_closed=False)
        if tag.name in _VOID or (tag.name not in _KNOWN and markup.endswith("/>")):
            self._open[-1].children.append(node)
        elif len(self._open) < _DEEPEST and (tag.name != "a" or "href" in tag.attributes):
            self._push(node)
            return True
        return False

    def _end_implied(self, name: str) -> None:
        ended, limits = _ENDS.get(name) or (_PARAGRAPH if name in _BLOCKS else (frozenset(), frozenset()))
        lowest = 0
        for depth in range(len(self._open) - 1, 0, -1):
            node = self._open[depth]
            if not ended or not node.is_html or node.kind in limits:
                break
            if node.kind in ended:
                lowest = depth
        if lowest:
            self._open[lowest].is_closed = True
            del self._open[lowest:]

    def _end(self, name: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            node = self._open[depth]
            if not node.is_html:
                return
            if node.kind == name:
                node.is_closed = True
                del self._open[depth:]
                return


def without_markup(value: str) -> str:
    """Return the text of a value from a header, in which some write tags and character references."""
    if not re.search(r"</[A-Za-z]|<br|/>|&#?\w+;", value):
        return value
    builder = TreeBuilder(value)
    builder.add([Token("html_block", "", 0, content=value)])
    return text_of(builder.root)


def text_of(node: "Element | Token") -> str:
    """Return the text in an element, as it is written."""
    if isinstance(node, Token):
        return "\n" if node.type in {"softbreak", "hardbreak"} else node.content
    return "\n" if node.kind == "br" else "".join(map(text_of, node.children))
