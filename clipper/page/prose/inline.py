"""A run of text with its marks: emphasis, links, code; written so that Markdown reads back what was said, no more."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["strong", "emphasis", "strike", "link"]
_MARKS: dict[Kind, str] = {"strong": "**", "emphasis": "*", "strike": "~~"}
_BLANKS = re.compile(r"\s+")
_CONTENT = frozenset({"text", "code", "picture"})
_BREAK = "\\\n"

_SPECIAL = re.compile(r"[\\`*_\[\]<&~!]")
_ENTITY = re.compile(r"&(?:#x?[0-9a-f]{1,8}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_LINE_START = re.compile(
    r"^(?:(?P<sign>#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|[-=_]{2,}\s*$|:?-+:?\s*\||\|)|(?P<number>\d{1,9})(?P<stop>[.)](?=\s|$)))",
    re.MULTILINE,
)
_UNFIT = re.compile('[\0- "()<>\\\\^`{|}\x7f-\xa0]')


@dataclass(slots=True)
class _Piece:
    """A text, a mark that opens or closes, a piece of code, a picture as it is written, or the end of a line."""

    what: Literal["text", "open", "close", "code", "picture", "break"]
    value: str = ""
    kind: Kind = "strong"
    number: int = 0


class Run:
    """A run of text under way; blanks are one blank, and never just inside a mark."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._marks: list[_Piece] = []
        self._open: list[_Piece | None] = []
        self._blank = False
        self._said = False

    def text(self, value: str) -> None:
        """Add a text."""
        words = _BLANKS.sub(" ", value)
        if words.startswith(" "):
            self._blank = True
        if words.strip(" "):
            self._add(_Piece("text", words.strip(" ")))
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
            self._add(_Piece("code", value))

    def picture(self, said: str, address: str) -> None:
        """Add a picture, and what is said in its place."""
        self._add(_Piece("picture", f"![{_escaped(_BLANKS.sub(' ', said).strip(), '', in_link=True)}]({address})"))

    def line_end(self) -> None:
        """End the line here."""
        self._blank = False
        self._pieces.append(_Piece("break"))

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
        piece = _Piece("open", target, kind, len(self._marks) + 1)
        self._marks.append(piece)
        self._open.append(piece)
        self._pieces.append(piece)

    def end(self) -> None:
        """Close the mark that was opened last."""
        piece = self._open.pop()
        if piece is not None and self._pieces[-1] is piece:
            self._pieces.pop()
        elif piece is not None:
            self._pieces.append(_Piece("close", piece.value, piece.kind, piece.number))

    def lines(self) -> list[str]:
        """Return the paragraphs that the run makes: two ends of a line part them."""
        if not self._said:
            return []
        parts: list[list[_Piece]] = [[]]
        for place, piece in enumerate(self._pieces):
            if piece.what == "break" and place and self._pieces[place - 1].what == "break":
                if parts[-1]:
                    parts.append([])
            else:
                parts[-1].append(piece)
        return [line for part in _balanced(parts) if (line := _written(part))]

    def _add(self, piece: _Piece) -> None:
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
                self._pieces.insert(place, _Piece("text", " "))
        self._blank = False


def _balanced(parts: list[list[_Piece]]) -> list[list[_Piece]]:
    """Close at the end of each paragraph the marks that go on in the next, and open them there again."""
    found = []
    going: list[_Piece] = []
    for part in parts:
        while part and part[-1].what == "break":
            part.pop()
        pieces = [*going, *part]
        for one in part:
            if one.what == "open":
                going.append(one)
            elif one.what == "close":
                going = [other for other in going if other.number != one.number]
        pieces += [_Piece("close", one.value, one.kind, one.number) for one in reversed(going)]
        found.append(pieces)
    return found


def _written(pieces: list[_Piece]) -> str:
    while dropped := _inexpressible(pieces):  # what is given up changes what stands beside the others
        pieces = [piece for piece in pieces if piece.number not in dropped]
    pieces = _merged(pieces)
    said: list[str] = []
    in_link = False
    for place, piece in enumerate(pieces):
        match piece.what:
            case "text":
                following = _sign(pieces[place + 1]) if place + 1 < len(pieces) else ""
                said.append(_escaped(piece.value, following, in_link=in_link))
            case "picture":
                said.append(piece.value)
            case "code":
                said.append(_fenced(piece.value))
            case "break":
                said.append(_BREAK if said else "")
            case "open":
                in_link = in_link or piece.kind == "link"
                said.append("[" if piece.kind == "link" else _MARKS[piece.kind])
            case "close":
                in_link = in_link and piece.kind != "link"
                said.append(f"]({piece.value})" if piece.kind == "link" else _MARKS[piece.kind])
    line = "".join(said).strip(" ")
    while line.endswith(_BREAK):
        line = line.removesuffix(_BREAK).rstrip(" ")
    return _LINE_START.sub(_guarded, line)


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Make one of pieces of code that stand side by side, since two would not be read as such."""
    merged: list[_Piece] = []
    for piece in pieces:
        if piece.what == "code" and merged and merged[-1].what == "code":
            merged[-1] = _Piece("code", merged[-1].value + piece.value)
        else:
            merged.append(piece)
    return merged


def _inexpressible(pieces: list[_Piece]) -> set[int]:
    """Return the numbers of the marks that are empty, or that Markdown would not take for marks where they stand.

    A mark right behind another is given up, and one inside another where no blank parts it from what is beside it.
    """
    before = {sign: _letters(pieces, -1, sign) for sign in "*~"}
    after = {sign: _letters(pieces[::-1], 0, sign)[::-1] for sign in "*~"}
    said = 0
    opened: dict[int, int] = {}
    dropped: set[int] = set()
    last: _Piece | None = None
    for place, piece in enumerate(pieces):
        said += piece.what in _CONTENT and piece.value != " "
        if piece.what == "open":
            opened[piece.number] = said
        elif piece.what == "close" and opened.pop(piece.number, said) == said:
            dropped.add(piece.number)
        if piece.what in {"open", "close"} and piece.kind != "link":
            sign = _MARKS[piece.kind][0]
            outer, inner = before[sign][place], after[sign][place]
            beside = last
            if piece.what == "close":
                outer, inner = inner, outer
                beside = pieces[place + 1] if place + 1 < len(pieces) else None
            alone = outer.isspace() or (beside and beside.what == piece.what and beside.kind != "link")
            touching = piece.what == "open" and last and last.what == "close" and last.kind != "link"
            unread = inner.isspace() or (_is_sign(inner) and not (outer.isspace() or _is_sign(outer)))
            if unread or touching or not (alone or len(opened) == (piece.what == "open")):
                dropped.add(piece.number)
        if piece.number not in dropped:
            last = piece
    return dropped


def _letters(pieces: list[_Piece], end: int, sign: str) -> list[str]:
    """Return for each piece the nearest letter among those before it, of each its first (0) or its last one (-1).

    Marks of the same `sign` are looked through, others are signs themselves.
    """
    found = []
    letter = "\n"
    for piece in pieces:
        found.append(letter)
        if piece.what == "text":
            letter = piece.value[end]
        elif piece.what == "break":
            letter = "\n"
        elif piece.what in _CONTENT or piece.kind == "link" or _MARKS[piece.kind][0] != sign:
            letter = "`"
    return found


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _sign(piece: _Piece) -> str:
    """Return the character with which a piece begins."""
    if piece.what in _CONTENT:
        return "`" if piece.what == "code" else piece.value[0]
    if piece.kind == "link" and piece.what != "break":
        return "[" if piece.what == "open" else "]"
    return "\\" if piece.what == "break" else "*"


def _escaped(value: str, following: str, *, in_link: bool) -> str:
    """Return a text in which no character has a meaning to Markdown."""

    def escape(match: re.Match[str]) -> str:
        sign, place = match[0], match.start()
        before = value[place - 1] if place else ""
        after = value[place + 1] if place + 1 < len(value) else following or " "
        return f"\\{sign}" if _means_something(sign, before, after, value, place, in_link=in_link) else sign

    return _SPECIAL.sub(escape, value)


def _means_something(sign: str, before: str, after: str, value: str, place: int, *, in_link: bool) -> bool:
    """Tell whether Markdown would take a character for more than itself."""
    return {
        "\\": True,
        "`": True,
        "*": not (before.isspace() and after.isspace()),
        "_": not (before.isalnum() and after.isalnum()) and not (before.isspace() and after.isspace()),
        "[": in_link or after in "[^" or (place == 0 and after in " xX"),
        "]": in_link or after in "([:",
        "<": after.isalpha() or after in "/!?",
        "&": _ENTITY.match(value, place) is not None,
        "!": place + 1 == len(value) and after == "[",
        "~": "~" in {before, after} or place in {0, len(value) - 1},
    }[sign]


def _guarded(match: re.Match[str]) -> str:
    """Return what stands at the beginning of a line so that it begins no heading, list, quote or rule."""
    return f"{match['number']}\\{match['stop']}" if match["number"] else f"\\{match[0]}"


def _fenced(value: str) -> str:
    longest = max((len(run) for run in re.findall("`+", value)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{pad}{value}{pad}{fence}"


def target(url: str) -> str:
    """Return an address as it may stand in a link: what would end it, or act on a terminal, percent-encoded."""
    return _UNFIT.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)
