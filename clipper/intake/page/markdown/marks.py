"""The marks in a run of text: which of them Markdown would take for marks where they stand."""

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["strong", "emphasis", "strike", "link"]
MARKS: dict[Kind, str] = {"strong": "**", "emphasis": "*", "strike": "~~"}
CONTENT = frozenset({"text", "code", "picture"})


@dataclass(slots=True)
class Piece:
    """A text, a mark that opens or closes, a piece of code, a picture as it is written, or the end of a line."""

    what: Literal["text", "open", "close", "code", "picture", "break"]
    value: str = ""
    kind: Kind = "strong"
    number: int = 0


def inexpressible(pieces: list[Piece]) -> set[int]:
    """Return the numbers of the marks that are empty, or that Markdown would not take for marks where they stand.

    A mark right behind another is given up, and one inside another where no blank parts it from what is beside it.
    """
    before = {sign: _letters(pieces, -1, sign) for sign in "*~"}
    after = {sign: _letters(pieces[::-1], 0, sign)[::-1] for sign in "*~"}
    said = 0
    opened: dict[int, int] = {}
    dropped: set[int] = set()
    last: Piece | None = None
    for place, piece in enumerate(pieces):
        said += piece.what in CONTENT and piece.value != " "
        if piece.what == "open":
            opened[piece.number] = said
        elif piece.what == "close" and opened.pop(piece.number, said) == said:
            dropped.add(piece.number)
        if piece.what in {"open", "close"} and piece.kind != "link":
            sign = MARKS[piece.kind][0]
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


def _letters(pieces: list[Piece], end: int, sign: str) -> list[str]:
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
        elif piece.what in CONTENT or piece.kind == "link" or MARKS[piece.kind][0] != sign:
            letter = "`"
    return found


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
