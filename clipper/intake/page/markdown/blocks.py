"""Blocks: paragraphs, headings, lists, quotes and tables of HTML, each written as Markdown."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.markdown import links, tables
from clipper.intake.page.markdown.links import plain
from clipper.intake.page.markdown.marks import Kind
from clipper.intake.page.markdown.run import Run

_DEEPEST = 60
_RULE = "* * *"
_LEFT_OUT = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "svg", "math", "canvas"}
    | {"audio", "video", "source", "track", "object", "embed", "iframe", "frame", "frameset", "applet", "map", "area"}
    | {"button", "input", "select", "textarea", "option", "datalist", "output", "progress", "meter", "dialog", "nav"}
    | {"rt", "rp"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption", "pre"}
    | {"details", "summary", "blockquote", "hr", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tr"}
    | {"tbody", "tfoot", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "form", "fieldset", "legend", "center", "menu"}
    | {"body", "html", "hgroup", "search"}
)
_EMPHASES: dict[str, Kind] = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "del": "strike",
    "s": "strike",
    "strike": "strike",
}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_BEHIND = r"\\\g<0>"
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")


class Writer:
    """Writes what stands in one tree; nesting has an end, and what is below it is only its words."""

    def __init__(self, root: _Element, url: str, *, pictures: bool) -> None:
        self._url = url
        self._pictures = pictures
        self._around = _around_blocks(root)

    def blocks(self, element: _Element, depth: int = 0) -> list[str]:
        """Return the paragraphs, headings, lists, quotes and tables inside an element."""
        if depth > _DEEPEST:
            run = Run()
            run.text(plain(" ".join(map(str, element.itertext()))))
            return run.lines()
        found: list[str] = []
        run = Run()
        run.text(plain(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                if child.tag in _BLOCKS or child in self._around:
                    found += run.lines()
                    run = Run()
                    found += self._block(child, depth + 1)
                else:
                    self._inline(child, run, depth + 1)
            run.text(plain(child.tail or ""))
        return found + run.lines()

    def _block(self, element: _Element, depth: int) -> list[str]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary":
                found = self._heading(element, depth)
            case "blockquote":
                inside = "\n\n".join(self.blocks(element, depth))
                found = [_indented(inside, "> ", ">")] if inside else []
            case "ul" | "ol" | "menu":
                found = self._list(element, depth)
            case "table" if not tables.is_layout(element):
                found = self._table(element, depth)
            case "pre":
                found = _fenced(plain("".join(map(str, element.itertext()))))
            case "hr":
                found = [_RULE]
            case _:
                found = self.blocks(element, depth)
        return found

    def _heading(self, element: _Element, depth: int) -> list[str]:
        line = self._line(element, depth, bold=False)
        if line and element.tag in {"dt", "summary"}:
            return [f"**{line}**" if line.strip("*") == line else line]
        return [f"{'#' * int(element.tag[1])} {_CLOSING.sub(_BEHIND, line)}"] if line else []

    def _list(self, element: _Element, depth: int) -> list[str]:
        start = element.get("start", "1")
        number = int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 1  # noqa: PLR2004
        items: list[str] = []
        tight = True
        for blocks in self._items(element, depth):
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            short = len(blocks) == 1 or (len(blocks) == 2 and blocks[1].startswith(("- ", "1. ")))  # noqa: PLR2004
            tight = tight and short
            held = ("\n" if short else "\n\n").join(blocks)
            items.append(mark + _indented(held, " " * len(mark), "")[len(mark) :])
        return [("\n" if tight else "\n\n").join(items)] if items else []

    def _items(self, element: _Element, depth: int) -> Iterator[list[str]]:
        """Yield what stands in each item of a list; what stands between them is an item too."""
        yield from _paragraphs(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                blocks = self.blocks(child, depth) if child.tag == "li" else self._block(child, depth)
                if blocks:
                    yield blocks
            yield from _paragraphs(child.tail)

    def _table(self, element: _Element, depth: int) -> list[str]:
        captions = [line for child in element if child.tag == "caption" for line in self.blocks(child, depth)]
        table = tables.written(element, lambda cell: self._line(cell, depth))
        return [*captions, table] if table else captions

    def _line(self, element: _Element, depth: int, *, bold: bool = True) -> str:
        """Return all that stands in an element as one line."""
        run = Run()
        self._inside(element, run, depth, bold=bold)
        return " ".join(line.replace("\\\n", " ") for line in run.lines())

    def _inside(self, element: _Element, run: Run, depth: int, *, bold: bool = True) -> None:
        run.text(plain(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                if child.tag in _BLOCKS:
                    run.text(" ")
                self._inline(child, run, depth + 1, bold=bold)
                if child.tag in _BLOCKS:
                    run.text(" ")
            run.text(plain(child.tail or ""))

    def _inline(self, element: _Element, run: Run, depth: int, *, bold: bool = True) -> None:
        if depth > _DEEPEST:
            run.text(plain(" ".join(map(str, element.itertext()))))
            return
        tag = str(element.tag)
        kind = _EMPHASES.get(tag)
        if tag == "br":
            run.line_end()
        elif tag == "img":
            if self._pictures and (address := links.picture(element, self._url)):
                run.picture(plain(element.get("alt") or ""), address)
        elif tag in _CODE:
            run.code(plain("".join(map(str, element.itertext()))))
        elif tag in {"sup", "sub"}:
            run.text(plain(_shifted(element, _RAISED if tag == "sup" else _LOWERED)))
        elif tag == "q":
            run.text("“")
            self._inside(element, run, depth, bold=bold)
            run.text("”")
        elif kind and (bold or kind != "strong"):
            run.begin(kind)
            self._inside(element, run, depth, bold=bold)
            run.end()
        elif tag == "a" and (address := links.address(element.get("href"), self._url)):
            run.begin("link", address)
            self._inside(element, run, depth, bold=bold)
            run.end()
        else:
            self._inside(element, run, depth, bold=bold)


def _paragraphs(written: str | None) -> Iterator[list[str]]:
    run = Run()
    run.text(plain(written or ""))
    if lines := run.lines():
        yield lines


def _around_blocks(root: _Element) -> set[_Element]:
    """Return the elements that have a block inside, though they are none: a link around a heading."""
    found: set[_Element] = set()
    for element in root.iter(*_BLOCKS):
        for around in element.iterancestors():
            if around in found:
                break
            found.add(around)
    return found


def _shifted(element: _Element, letters: dict[int, int]) -> str:
    """Return what is raised or lowered in characters that are so; as it is where there are none."""
    said = "".join(map(str, element.itertext())).strip()
    return said.translate(letters) if said and all(ord(letter) in letters for letter in said) else said


def _fenced(code: str) -> list[str]:
    code = code.strip("\n").rstrip()
    if not code.strip():
        return []
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}\n{code}\n{fence}"]


def _indented(value: str, by: str, empty: str) -> str:
    return "\n".join(by + line if line else empty for line in value.split("\n"))
