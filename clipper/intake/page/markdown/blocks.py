"""Convert the block elements of HTML to Markdown: paragraphs, headings, lists, quotations, code and tables."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.markdown import links, tables
from clipper.intake.page.markdown.inline import InlineBuilder
from clipper.intake.page.markdown.links import strip_invisible
from clipper.intake.page.markdown.marks import MarkKind

_MAX_DEPTH = 60
_THEMATIC_BREAK = "* * *"
SKIPPED_TAGS = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "svg", "math", "canvas"}
    | {"audio", "video", "source", "track", "object", "embed", "iframe", "frame", "frameset", "applet", "map", "area"}
    | {"button", "input", "select", "textarea", "option", "datalist", "output", "progress", "meter", "dialog", "nav"}
    | {"rt", "rp"}
)
BLOCK_TAGS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption", "pre"}
    | {"details", "summary", "blockquote", "hr", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tr"}
    | {"tbody", "tfoot", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "form", "fieldset", "legend", "center", "menu"}
    | {"body", "html", "hgroup", "search"}
)
_MARK_BY_TAG: dict[str, MarkKind] = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "del": "strike",
    "s": "strike",
    "strike": "strike",
}
_CODE_TAGS = frozenset({"code", "kbd", "samp", "tt"})
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|^)#+$")
_LANGUAGE_CLASS = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|brush: ?|highlight-(?:source|text)-|sourceCode )([\w+#-]{1,20})"
)
_ESCAPED = r"\\\g<0>"


class MarkdownWriter:
    """Converts one tree; elements nested deeper than a limit are reduced to their text."""

    def __init__(self, root: _Element, url: str, *, pictures: bool) -> None:
        self._url = url
        self._pictures = pictures
        self._block_containers = _find_block_containers(root)

    def blocks(self, element: _Element, depth: int = 0) -> list[str]:
        """Return the blocks inside an element."""
        if depth > _MAX_DEPTH:
            return _paragraphs(" ".join(map(str, element.itertext())))
        blocks: list[str] = []
        inline = InlineBuilder()
        inline.add_text(strip_invisible(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED_TAGS:
                if child.tag in BLOCK_TAGS or child in self._block_containers:
                    blocks += inline.paragraphs()
                    inline = InlineBuilder()
                    blocks += self._block(child, depth + 1)
                else:
                    self._add_inline(child, inline, depth + 1)
            inline.add_text(strip_invisible(child.tail or ""))
        return blocks + inline.paragraphs()

    def _block(self, element: _Element, depth: int) -> list[str]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary":
                blocks = self._heading(element, depth)
            case "blockquote":
                quoted = "\n\n".join(self.blocks(element, depth))
                blocks = [_indent(quoted, "> ", ">")] if quoted else []
            case "ul" | "ol" | "menu":
                blocks = self._list(element, depth)
            case "table" if not tables.is_layout(element):
                blocks = self._table(element, depth)
            case "pre":
                blocks = _code_block(_code(element), _code_language(element))
            case "hr":
                blocks = [_THEMATIC_BREAK]
            case _:
                blocks = self.blocks(element, depth)
        return blocks

    def _heading(self, element: _Element, depth: int) -> list[str]:
        line = self._line(element, depth, bold=False)
        if line and element.tag in {"dt", "summary"}:
            return [f"**{line}**" if line.strip("*") == line else line]
        # Markdown drops the number signs at the end of a heading.
        return [f"{'#' * int(element.tag[1])} {_CLOSING_HASHES.sub(_ESCAPED, line)}"] if line else []

    def _list(self, element: _Element, depth: int) -> list[str]:
        start = element.get("start", "1")
        number = int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 1  # noqa: PLR2004
        items: list[str] = []
        is_tight = True
        for blocks in self._items(element, depth):
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            is_short = len(blocks) == 1 or (len(blocks) == 2 and blocks[1].startswith(("- ", "1. ")))  # noqa: PLR2004
            is_tight = is_tight and is_short
            content = ("\n" if is_short else "\n\n").join(blocks)
            items.append(marker + _indent(content, " " * len(marker), "")[len(marker) :])
        return [("\n" if is_tight else "\n\n").join(items)] if items else []

    def _items(self, element: _Element, depth: int) -> Iterator[list[str]]:
        """Yield the blocks of each item of a list; content between the items is an item too."""
        if paragraphs := _paragraphs(element.text):
            yield paragraphs
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED_TAGS:
                blocks = self.blocks(child, depth) if child.tag == "li" else self._block(child, depth)
                if blocks:
                    yield blocks
            if paragraphs := _paragraphs(child.tail):
                yield paragraphs

    def _table(self, element: _Element, depth: int) -> list[str]:
        captions = [block for child in element if child.tag == "caption" for block in self.blocks(child, depth)]
        table = tables.render_table(element, lambda cell: self._line(cell, depth))
        return [*captions, table] if table else captions

    def _line(self, element: _Element, depth: int, *, bold: bool = True) -> str:
        """Return the content of an element as one line."""
        inline = InlineBuilder()
        self._add_content(element, inline, depth, bold=bold)
        return " ".join(paragraph.replace("\\\n", " ") for paragraph in inline.paragraphs())

    def _add_content(self, element: _Element, inline: InlineBuilder, depth: int, *, bold: bool = True) -> None:
        inline.add_text(strip_invisible(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED_TAGS:
                if child.tag in BLOCK_TAGS:
                    inline.add_text(" ")
                self._add_inline(child, inline, depth + 1, bold=bold)
                if child.tag in BLOCK_TAGS:
                    inline.add_text(" ")
            inline.add_text(strip_invisible(child.tail or ""))

    def _add_inline(self, element: _Element, inline: InlineBuilder, depth: int, *, bold: bool = True) -> None:
        if depth > _MAX_DEPTH:
            inline.add_text(strip_invisible(" ".join(map(str, element.itertext()))))
            return
        tag = str(element.tag)
        mark = _MARK_BY_TAG.get(tag)
        if tag == "br":
            inline.add_line_break()
        elif tag == "img":
            if self._pictures and (url := links.picture_url(element, self._url)):
                inline.add_picture(strip_invisible(element.get("alt") or ""), url)
        elif tag in _CODE_TAGS:
            inline.add_code(strip_invisible("".join(map(str, element.itertext()))))
        elif tag in {"sup", "sub"}:
            inline.add_text(strip_invisible(_shift(element, _SUPERSCRIPTS if tag == "sup" else _SUBSCRIPTS)))
        elif tag == "q":
            inline.add_text("“")
            self._add_content(element, inline, depth, bold=bold)
            inline.add_text("”")
        elif mark and (bold or mark != "strong"):
            inline.open_mark(mark)
            self._add_content(element, inline, depth, bold=bold)
            inline.close_mark()
        elif tag == "a" and (url := links.link_url(element.get("href"), self._url)):
            inline.open_mark("link", url)
            self._add_content(element, inline, depth, bold=bold)
            inline.close_mark()
        else:
            self._add_content(element, inline, depth, bold=bold)


def _paragraphs(value: str | None) -> list[str]:
    inline = InlineBuilder()
    inline.add_text(strip_invisible(value or ""))
    return inline.paragraphs()


def _find_block_containers(root: _Element) -> set[_Element]:
    """Return the ancestors of block elements, among them inline elements such as a link around a heading."""
    containers: set[_Element] = set()
    for element in root.iter(*BLOCK_TAGS):
        for ancestor in element.iterancestors():
            if ancestor in containers:
                break
            containers.add(ancestor)
    return containers


def _shift(element: _Element, characters: dict[int, int]) -> str:
    """Return a text in superscript or subscript characters; unchanged if one of its characters has no such form."""
    value = "".join(map(str, element.itertext())).strip()
    return value.translate(characters) if all(ord(character) in characters for character in value) else value


def _code(element: _Element) -> str:
    """Return the text of code, in which `<br>` and blocks begin new lines."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            is_line = child.tag in {"div", "p", "li", "tr"} and parts[-1] and not parts[-1].endswith("\n")
            parts += ["\n"] if child.tag == "br" or is_line else []
            parts.append(_code(child) if child.tag not in {"button", "script", "style"} else "")
        parts.append(child.tail or "")
    return strip_invisible("".join(parts))


def _code_language(element: _Element) -> str:
    """Return the programming language that the class of code states, of `<pre>`, its `<code>` or a box around it."""
    parent = element.getparent()
    for one in (element, *element.iter("code"), *([parent] if parent is not None else [])):
        if match := _LANGUAGE_CLASS.search(f"{one.get('class') or ''} {one.get('data-lang') or ''}"):
            return match[1].lower()
    return ""


def _code_block(code: str, language: str = "") -> list[str]:
    code = code.strip("\n").rstrip()
    if not code.strip():
        return []
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}\n{code}\n{fence}"]


def _indent(value: str, prefix: str, prefix_of_empty: str) -> str:
    return "\n".join(prefix + line if line else prefix_of_empty for line in value.split("\n"))
