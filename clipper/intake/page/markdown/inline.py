"""Inline Markdown: build the text of a paragraph with emphasis, links, code and pictures."""

import re
from collections.abc import Iterable

from clipper.intake.page.markdown.escaping import code_span, escape_line_starts, escape_text
from clipper.intake.page.markdown.marks import CONTENT, DELIMITERS, InlinePiece, MarkKind, find_unparsable_marks

_WHITESPACE = re.compile(r"\s+")
_LINE_BREAK = "\\\n"


class InlineBuilder:
    """Collects the pieces of a paragraph; whitespace becomes one space and is moved out of marks."""

    def __init__(self) -> None:
        self._pieces: list[InlinePiece] = []
        self._marks: list[InlinePiece] = []
        self._open_marks: list[InlinePiece | None] = []
        """None stands for a mark that was not opened, since one of its kind is open already."""
        self._space_due = False
        self._has_content = False

    def add_text(self, value: str) -> None:
        """Add a text."""
        collapsed = _WHITESPACE.sub(" ", value)
        if collapsed.startswith(" "):
            self._space_due = True
        if collapsed.strip(" "):
            self._add_content(InlinePiece("text", collapsed.strip(" ")))
            self._space_due = collapsed.endswith(" ")

    def add_code(self, value: str) -> None:
        """Add inline code; as a text if it has a bracket that could end the link around it."""
        value = _WHITESPACE.sub(" ", value).strip()
        if "]" in value and self._is_open("link"):
            self.add_text(value)
            return
        last = self._pieces[-1] if self._pieces else None
        if value and last and last.what == "code" and not self._space_due:
            last.value += value
        elif value:
            self._add_content(InlinePiece("code", value))

    def add_picture(self, alternative: str, url: str) -> None:
        """Add a picture and its alternative text."""
        alternative = escape_text(_WHITESPACE.sub(" ", alternative).strip(), "", in_link=True)
        self._add_content(InlinePiece("picture", f"![{alternative}]({url})"))

    def add_line_break(self) -> None:
        """Add a line break; two in a row separate paragraphs."""
        self._space_due = False
        self._pieces.append(InlinePiece("break"))

    def open_mark(self, kind: MarkKind, url: str = "") -> None:
        """Open a mark; nothing is opened if one of its kind is open, but `close_mark` must be called anyway."""
        if self._is_open(kind):
            self._open_marks.append(None)
            return
        last = self._pieces[-1] if self._pieces else None
        if last and last.what == "close" and last.kind == kind != "link" and not self._space_due:
            self._pieces.pop()
            self._open_marks.append(self._marks[last.number - 1])
            return
        opening = InlinePiece("open", url, kind, len(self._marks) + 1)
        self._marks.append(opening)
        self._open_marks.append(opening)
        self._pieces.append(opening)

    def close_mark(self) -> None:
        """Close the mark that was opened last."""
        opening = self._open_marks.pop()
        if opening is not None and self._pieces[-1] is opening:
            self._pieces.pop()
        elif opening is not None:
            self._pieces.append(InlinePiece("close", opening.value, opening.kind, opening.number))

    def paragraphs(self) -> list[str]:
        """Return the paragraphs as Markdown."""
        if not self._has_content:
            return []
        paragraphs: list[list[InlinePiece]] = [[]]
        for index, piece in enumerate(self._pieces):
            if piece.what == "break" and index and self._pieces[index - 1].what == "break":
                if paragraphs[-1]:
                    paragraphs.append([])
            else:
                paragraphs[-1].append(piece)
        return [rendered for paragraph in _balance(paragraphs) if (rendered := _render(paragraph))]

    def _is_open(self, kind: MarkKind) -> bool:
        return any(mark is not None and mark.kind == kind for mark in self._open_marks)

    def _add_content(self, piece: InlinePiece) -> None:
        self._insert_space()
        self._pieces.append(piece)
        self._has_content = True

    def _insert_space(self) -> None:
        """Insert the space that is due, before the marks that were just opened."""
        if self._space_due and self._has_content:
            index = len(self._pieces)
            while index and self._pieces[index - 1].what == "open":
                index -= 1
            if index and self._pieces[index - 1].what != "break":
                self._pieces.insert(index, InlinePiece("text", " "))
        self._space_due = False


def _balance(paragraphs: list[list[InlinePiece]]) -> list[list[InlinePiece]]:
    """Close the open marks at the end of each paragraph, and open them again in the next."""
    balanced = []
    open_marks: list[InlinePiece] = []
    for paragraph in paragraphs:
        while paragraph and paragraph[-1].what == "break":
            paragraph.pop()
        pieces = [*open_marks, *paragraph]
        for piece in paragraph:
            if piece.what == "open":
                open_marks.append(piece)
            elif piece.what == "close":
                open_marks = [mark for mark in open_marks if mark.number != piece.number]
        pieces += [InlinePiece("close", mark.value, mark.kind, mark.number) for mark in reversed(open_marks)]
        balanced.append(pieces)
    return balanced


def _render(pieces: list[InlinePiece]) -> str:
    while unparsable := find_unparsable_marks(pieces):  # removing a mark changes the neighbours of the others
        pieces = [piece for piece in pieces if piece.number not in unparsable]
    pieces = _merge_code(pieces)
    parts: list[str] = []
    in_link = False
    for index, piece in enumerate(pieces):
        match piece.what:
            case "text":
                following = _first_character(pieces[index + 1]) if index + 1 < len(pieces) else ""
                parts.append(escape_text(piece.value, following, in_link=in_link))
            case "picture":
                parts.append(piece.value)
            case "code":
                parts.append(code_span(piece.value))
            case "break":
                parts.append(_LINE_BREAK if parts else "")
            case "open":
                in_link = in_link or piece.kind == "link"
                parts.append("[" if piece.kind == "link" else DELIMITERS[piece.kind])
            case "close":
                in_link = in_link and piece.kind != "link"
                parts.append(f"]({piece.value})" if piece.kind == "link" else DELIMITERS[piece.kind])
    rendered = "".join(parts).strip(" ")
    while rendered.endswith(_LINE_BREAK):
        rendered = rendered.removesuffix(_LINE_BREAK).rstrip(" ")
    return escape_line_starts(rendered)


def _merge_code(pieces: Iterable[InlinePiece]) -> list[InlinePiece]:
    """Merge adjacent pieces of code, since Markdown would not parse the backticks between them."""
    merged: list[InlinePiece] = []
    for piece in pieces:
        if piece.what == "code" and merged and merged[-1].what == "code":
            merged[-1] = InlinePiece("code", merged[-1].value + piece.value)
        else:
            merged.append(piece)
    return merged


def _first_character(piece: InlinePiece) -> str:
    """Return the first character of a rendered piece."""
    if piece.what in CONTENT:
        return "`" if piece.what == "code" else piece.value[0]
    if piece.kind == "link" and piece.what != "break":
        return "[" if piece.what == "open" else "]"
    return "\\" if piece.what == "break" else "*"
