"""The line that is being written: texts, styles, notes and breaks, without blanks that nobody sees."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from markdown_it.token import Token

from clipper import text
from clipper.output.terminal.markdown.shortcodes import MARK, Shortcode, Shortcodes, mark, without_tags

_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_INVISIBLE = re.escape("\u00ad\u034f\u200b\u200c\u200d\u2007")
_IMAGE_NAME = r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)(?:#.*)?$"
_UNADDRESSED = ("#", "data:", "javascript:", "about:")


class LineBuilder:
    """Collects the tokens of one paragraph, heading or cell; `scripts` are the open superscripts and subscripts."""

    def __init__(self, shortcodes: Shortcodes, number: Callable[[str], int]) -> None:
        self.scripts: list[str] = []
        self._shortcodes = shortcodes
        self._number = number
        self._styles: list[str] = []
        self._tokens: list[Token] = []
        self._prefix: list[Token] = []
        self._begin()

    def _begin(self) -> None:
        self._is_empty = True
        self._is_after_blank = True
        self._needs_break = False
        self._is_after_image = False

    def take(self) -> list[Token]:
        """Return the tokens of the line, and begin another."""
        tokens, self._tokens = self._tokens, []
        if self._is_empty:
            tokens = []
        else:
            tokens += [_style(name, -1) for name in reversed(self._styles)]
            _strip_end(tokens)
        for token, content in zip(tokens, text.safe_pieces([token.content for token in tokens]), strict=True):
            token.content = content
        self._begin()
        return tokens

    def break_if_needed(self) -> None:
        """Let what follows begin on another line of the same cell."""
        self._needs_break = not self._is_empty

    def open(self, style: str) -> None:
        """Begin a style."""
        self._styles.append(style)
        if not self._is_empty:
            self._tokens.append(_style(style, 1))

    def close(self) -> None:
        """End the last style."""
        style = self._styles.pop()
        if not self._is_empty:
            self._tokens.append(_style(style, -1))

    def add(self, token: Token) -> None:
        """Add a text, a break, or code within a line."""
        if token.type == "softbreak":
            self._add_text(" ")
        elif token.type == "hardbreak":
            self._break()
        elif token.type == "code_inline":
            self._append(Token("code_inline", "code", 0, content=self._shortcodes.restore(token.content)))
        elif token.type == "footnote_reference":
            self.add_quiet(f"[^{token.content}]")
        else:
            for number, part in enumerate(re.split(MARK, token.content)):
                if not number % 2:
                    self._add_text(self._in_script(part))
                elif shortcode := self._shortcodes.get(part):
                    self._add_shortcode(shortcode)
                else:
                    self._add_text(mark(part))

    def add_quiet(self, value: str) -> None:
        """Add a text that is not the author's, which is drawn dim."""
        self._append(*_quiet(value))

    def begin_with(self, value: str, *, is_quiet: bool = False) -> None:
        """Put a text before whatever comes next, even if that is in a paragraph of its own."""
        self._prefix = _quiet(value) if is_quiet else [Token("text", "", 0, content=value)]

    def note_unless(self, address: str, shown: str) -> None:
        """Add the number of an address, unless the text shows the address itself, or it leads nowhere else."""
        address = self._shortcodes.in_address(address).strip()
        is_shown = text.one_line(shown) in {address, address.removeprefix("mailto:")}
        if address and not is_shown and not address.lower().startswith(_UNADDRESSED):
            self.add_quiet(f"[{self._number(address)}]")

    def add_element(self, kind: str, attributes: Mapping[str, str]) -> None:
        """Add what an element shows besides its children."""
        if kind == "br":
            self._break()
        elif kind == "img":
            self._add_image(attributes)
        elif kind == "input" and attributes.get("type", "").lower() == "checkbox":
            self._add_text("[x] " if "checked" in attributes else "[ ] ")
        elif kind in {"wiki_link", "embed"}:
            self._add_wiki_link(attributes["alt"], is_embedded=kind == "embed")
        elif kind == "q":
            self._add_text("“")
        elif words := next(
            (attributes[key] for key in ("title", "caption", "alt") if "-" in kind and attributes.get(key)), ""
        ):
            self._add_text(f"[{kind}: {words}]")

    def end_element(self, kind: str) -> None:
        """Add what an element shows after its children."""
        if kind == "q":
            self._add_text("”")

    def add_media(self, kind: str, title: str, address: str) -> None:
        """Add a line for a film, a sound or another page that is embedded."""
        self._add_text(f"[{kind}: {title}]" if title.strip() else f"[{kind}]")
        self.note_unless(address, "")

    def _add_image(self, attributes: Mapping[str, str]) -> None:
        if {attributes.get("width"), attributes.get("height")} & {"0", "1"}:
            return  # it only counts the readers
        described = text.one_line(self._shortcodes.restore(attributes.get("alt") or attributes.get("title") or ""))
        self._add_text(f"[image: {described}]" if described else "[image]")
        self.note_unless(attributes.get("src") or attributes.get("data-src") or "", "")
        self._is_after_image = True

    def _add_wiki_link(self, content: str, *, is_embedded: bool) -> None:
        page, _, words = (part.strip() for part in self._shortcodes.restore(content).partition("|"))
        if is_embedded:
            self.add_quiet(f"[image: {page}]" if re.search(_IMAGE_NAME, page, re.IGNORECASE) else f"[embed: {page}]")
            return
        self.open("link")
        self._add_text(words or page.lstrip("#").replace("#", " > "))
        self.close()
        self.note_unless(page if words else "", words)

    def _add_shortcode(self, shortcode: Shortcode) -> None:
        if shortcode.shown:
            self.add_quiet(shortcode.shown)
            self.note_unless(shortcode.address, "")
            for words in shortcode.prose:
                self._break()
                self._add_text(without_tags(words))

    def _in_script(self, value: str) -> str:
        kind = self.scripts[-1] if self.scripts else ""
        if not kind or not value.strip():
            return value
        raised = value.strip("[] ").translate(_SUPERSCRIPTS if kind == "sup" else _SUBSCRIPTS)
        if not re.search(r"[0-9A-Za-z]", raised):
            return raised
        if kind == "sub":
            return f"_{value}"
        return value if value.strip().isalpha() else f"^{value}"

    def _break(self) -> None:
        if not self._is_empty:
            self._tokens.append(Token("hardbreak", "br", 0))
            self._is_after_blank = True

    def _add_text(self, value: str) -> None:
        if self._is_after_blank or self._needs_break:
            value = value.lstrip(" \t\n")
        elif self._is_after_image and value[:1].isalnum():
            value = f" {value}"
        is_visible = re.search(rf"[^\s{_INVISIBLE}]", value)
        if not is_visible and (self._is_empty or len(value) > 1):
            value = "" if self._is_after_blank else " "
        if not value:
            return
        self._append(Token("text", "", 0, content=value))
        self._is_after_blank = value.endswith((" ", "\n"))

    def _append(self, *tokens: Token) -> None:
        if self._is_empty:
            self._tokens = [_style(name, 1) for name in self._styles]
        elif self._needs_break:
            self._tokens.append(Token("hardbreak", "br", 0))
        self._tokens += [*self._prefix, *tokens]
        self._prefix = []
        self._is_empty = self._is_after_blank = self._needs_break = self._is_after_image = False


def _style(name: str, nesting: Literal[1, -1]) -> Token:
    return Token("style_open" if nesting > 0 else "style_close", name, nesting)


def _quiet(value: str) -> list[Token]:
    return [_style("note", 1), Token("text", "", 0, content=value), _style("note", -1)]


def _strip_end(tokens: list[Token]) -> None:
    """Remove the blanks and breaks at the end of a line."""
    for number in range(len(tokens) - 1, -1, -1):
        token = tokens[number]
        if token.nesting:
            continue
        if token.type == "text":
            token.content = token.content.rstrip(" \t\n")
        if token.type == "hardbreak" or (token.type == "text" and not token.content):
            del tokens[number]
        else:
            return
