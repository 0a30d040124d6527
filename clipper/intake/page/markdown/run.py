"""A run of text with its marks: emphasis, links, code; written so that Markdown reads back what was said, no more."""

import re
from collections.abc import Iterable

from clipper.intake.page.markdown.escaping import escaped, fenced, guarded
from clipper.intake.page.markdown.marks import CONTENT, MARKS, Kind, Piece, inexpressible

_BLANKS = re.compile(r"\s+")
_BREAK = "\\\n"


class Run:
    """A run of text under way; blanks are one blank, and never just inside a mark."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._marks: list[Piece] = []
        self._open: list[Piece | None] = []
        self._blank = False
        self._said = False

    def text(self, value: str) -> None:
        """Add a text."""
        words = _BLANKS.sub(" ", value)
        if words.startswith(" "):
            self._blank = True
        if words.strip(" "):
            self._add(Piece("text", words.strip(" ")))
            self._blank = words.endswith(" ")

    def code(self, value: str) -> None:
        """Add a piece of code; one in a link that could end it is a text."""
        value = _BLANKS.sub(" ", value).strip()
        if "]" in value and any(one and one.kind == "link" for one in self._open):
            self.text(value)
            return
        last = self._pieces[-1] if self._pieces else None
        if value and last and last.what == "code" and not self._blank:
            last.value += value
        elif value:
            self._add(Piece("code", value))

    def picture(self, said: str, address: str) -> None:
        """Add a picture, and what is said in its place."""
        self._add(Piece("picture", f"![{escaped(_BLANKS.sub(' ', said).strip(), '', in_link=True)}]({address})"))

    def line_end(self) -> None:
        """End the line here."""
        self._blank = False
        self._pieces.append(Piece("break"))

    def begin(self, kind: Kind, target: str = "") -> None:
        """Open a mark; one that is open already is not opened again."""
        if any(one and one.kind == kind for one in self._open):
            self._open.append(None)
            return
        last = self._pieces[-1] if self._pieces else None
        if last and last.what == "close" and last.kind == kind != "link" and not self._blank:
            self._pieces.pop()
            self._open.append(self._marks[last.number - 1])
            return
        piece = Piece("open", target, kind, len(self._marks) + 1)
        self._marks.append(piece)
        self._open.append(piece)
        self._pieces.append(piece)

    def end(self) -> None:
        """Close the mark that was opened last."""
        piece = self._open.pop()
        if piece is not None and self._pieces[-1] is piece:
            self._pieces.pop()
        elif piece is not None:
            self._pieces.append(Piece("close", piece.value, piece.kind, piece.number))

    def lines(self) -> list[str]:
        """Return the paragraphs that the run makes: two ends of a line part them."""
        if not self._said:
            return []
        parts: list[list[Piece]] = [[]]
        for place, piece in enumerate(self._pieces):
            if piece.what == "break" and place and self._pieces[place - 1].what == "break":
                if parts[-1]:
                    parts.append([])
            else:
                parts[-1].append(piece)
        return [line for part in _balanced(parts) if (line := _written(part))]

    def _add(self, piece: Piece) -> None:
        self._settle()
        self._pieces.append(piece)
        self._said = True

    def _settle(self) -> None:
        """Put the blank that is due before what comes, outside of marks that were just opened."""
        if self._blank and self._said:
            place = len(self._pieces)
            while place and self._pieces[place - 1].what == "open":
                place -= 1
            if place and self._pieces[place - 1].what != "break":
                self._pieces.insert(place, Piece("text", " "))
        self._blank = False


def _balanced(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Close at the end of each paragraph the marks that go on in the next, and open them there again."""
    found = []
    going: list[Piece] = []
    for part in parts:
        while part and part[-1].what == "break":
            part.pop()
        pieces = [*going, *part]
        for one in part:
            if one.what == "open":
                going.append(one)
            elif one.what == "close":
                going = [other for other in going if other.number != one.number]
        pieces += [Piece("close", one.value, one.kind, one.number) for one in reversed(going)]
        found.append(pieces)
    return found


def _written(pieces: list[Piece]) -> str:
    while dropped := inexpressible(pieces):  # what is given up changes what stands beside the others
        pieces = [piece for piece in pieces if piece.number not in dropped]
    pieces = _merged(pieces)
    said: list[str] = []
    in_link = False
    for place, piece in enumerate(pieces):
        match piece.what:
            case "text":
                following = _sign(pieces[place + 1]) if place + 1 < len(pieces) else ""
                said.append(escaped(piece.value, following, in_link=in_link))
            case "picture":
                said.append(piece.value)
            case "code":
                said.append(fenced(piece.value))
            case "break":
                said.append(_BREAK if said else "")
            case "open":
                in_link = in_link or piece.kind == "link"
                said.append("[" if piece.kind == "link" else MARKS[piece.kind])
            case "close":
                in_link = in_link and piece.kind != "link"
                said.append(f"]({piece.value})" if piece.kind == "link" else MARKS[piece.kind])
    line = "".join(said).strip(" ")
    while line.endswith(_BREAK):
        line = line.removesuffix(_BREAK).rstrip(" ")
    return guarded(line)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Make one of pieces of code that stand side by side, since two would not be read as such."""
    merged: list[Piece] = []
    for piece in pieces:
        if piece.what == "code" and merged and merged[-1].what == "code":
            merged[-1] = Piece("code", merged[-1].value + piece.value)
        else:
            merged.append(piece)
    return merged


def _sign(piece: Piece) -> str:
    """Return the character with which a piece begins."""
    if piece.what in CONTENT:
        return "`" if piece.what == "code" else piece.value[0]
    if piece.kind == "link" and piece.what != "break":
        return "[" if piece.what == "open" else "]"
    return "\\" if piece.what == "break" else "*"
