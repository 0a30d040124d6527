"""Prose: a tree of HTML becomes Markdown, in which nothing is left that a browser would act on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from lxml.etree import _Element

from clipper import text, urls
from clipper.page.prose import tables
from clipper.page.prose.inline import Kind, Run, target

_DEEPEST = 60
_RULE = "* * *"
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "source",
        "track",
        "object",
        "embed",
        "iframe",
        "frame",
        "frameset",
        "applet",
        "map",
        "area",
        "button",
        "input",
        "select",
        "textarea",
        "option",
        "datalist",
        "output",
        "progress",
        "meter",
        "dialog",
        "nav",
        "rt",
        "rp",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "address",
        "figure",
        "figcaption",
        "details",
        "summary",
        "blockquote",
        "pre",
        "hr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "form",
        "fieldset",
        "legend",
        "center",
        "body",
        "html",
        "hgroup",
        "search",
        "menu",
    ]
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
_INVISIBLE = re.compile("[\u00ad\u200b\ufdd0-\ufdef\ufffe\uffff]")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-full-src")
_BEHIND = r"\\\g<0>"
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def write(element: _Element, *, url: str = "", pictures: bool = False) -> str:
    """Return what stands in an element as Markdown that ends with a line end; empty where there are no words.

    Links are made absolute by the page's `url`; those that lead nowhere on the web are left as their words.
    """
    return joined(blocks(element, url=url, pictures=pictures))


def blocks(element: _Element, *, url: str = "", pictures: bool = False) -> list[str]:
    """Return the paragraphs, headings, lists, quotes and tables in an element, each as Markdown, as `write` does."""
    return _Writer(element, url, pictures=pictures).blocks(element)


def joined(blocks: Sequence[str]) -> str:
    """Return a text that consists of these."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def of_text(paragraphs: Iterable[str]) -> list[str]:
    """Return paragraphs of plain text as Markdown."""
    found = []
    for paragraph in paragraphs:
        run = Run()
        run.text(paragraph)
        found += run.lines()
    return found


def plain(value: str) -> str:
    """Return a text without characters that cannot be seen or that a terminal acts on."""
    return _INVISIBLE.sub("", text.harmless(_LINE_ENDS.sub("\n", value)))


class _Writer:
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
            self._picture(element, run)
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
        elif tag == "a" and (address := self._address(element.get("href"))):
            run.begin("link", address)
            self._inside(element, run, depth, bold=bold)
            run.end()
        else:
            self._inside(element, run, depth, bold=bold)

    def _picture(self, element: _Element, run: Run) -> None:
        said = next((held for name in (*_LAZY, "src") if (held := element.get(name)) and ":," not in held[:40]), "")
        address = self._address(said) if self._pictures else ""
        if address and element.get("width") != "1":
            run.picture(plain(element.get("alt") or ""), address)

    def _address(self, said: str | None) -> str:
        """Return where a link leads on the web; empty where it does not, or leads to a place on the same page."""
        said = (said or "").strip()
        if not said or said.startswith("#"):
            return ""
        try:
            absolute = urljoin(self._url, said)
        except ValueError:
            return ""
        page, mark, _ = absolute.partition("#")
        address = "" if mark and page == self._url.partition("#")[0] else target(plain(absolute))
        return address if urls.is_address(address) else ""


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
