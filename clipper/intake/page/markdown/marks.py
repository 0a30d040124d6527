"""Marks in a paragraph: find the emphasis and link delimiters that Markdown would not parse at their position."""

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

MarkKind: TypeAlias = Literal["strong", "emphasis", "strike", "link"]
DELIMITERS: dict[MarkKind, str] = {"strong": "**", "emphasis": "*", "strike": "~~"}
CONTENT = frozenset({"text", "code", "picture"})


@dataclass(slots=True)
class InlinePiece:
    """A part of a paragraph: a text, a mark that opens or closes, code, a rendered picture, or a line break.

    The pieces that open and close a mark have the same `number`; the `value` of a link is its address.
    """

    what: Literal["text", "open", "close", "code", "picture", "break"]
    value: str = ""
    kind: MarkKind = "strong"
    number: int = 0


def find_unparsable_marks(pieces: list[InlinePiece]) -> set[int]:
    """Return the numbers of the marks that are empty, or whose delimiters Markdown would not parse.

    CommonMark decides from the characters on both sides of a delimiter (“left-flanking”, “right-flanking”). Beyond
    these rules, a mark directly after another is given up, and so is one inside another unless whitespace is outside
    of it.
    """
    before = {sign: _adjacent_characters(pieces, -1, sign) for sign in "*~"}
    after = {sign: _adjacent_characters(pieces[::-1], 0, sign)[::-1] for sign in "*~"}
    content_count = 0
    count_at_opening: dict[int, int] = {}
    unparsable: set[int] = set()
    previous: InlinePiece | None = None
    for index, piece in enumerate(pieces):
        content_count += piece.what in CONTENT and piece.value != " "
        if piece.what == "open":
            count_at_opening[piece.number] = content_count
        elif piece.what == "close" and count_at_opening.pop(piece.number, content_count) == content_count:
            unparsable.add(piece.number)
        if piece.what in {"open", "close"} and piece.kind != "link":
            sign = DELIMITERS[piece.kind][0]
            outer, inner = before[sign][index], after[sign][index]
            neighbour = previous
            if piece.what == "close":
                outer, inner = inner, outer
                neighbour = pieces[index + 1] if index + 1 < len(pieces) else None
            is_separate = outer.isspace() or (neighbour and neighbour.what == piece.what and neighbour.kind != "link")
            follows_mark = piece.what == "open" and previous and previous.what == "close" and previous.kind != "link"
            is_not_flanking = inner.isspace() or (
                _is_punctuation(inner) and not (outer.isspace() or _is_punctuation(outer))
            )
            is_outermost = len(count_at_opening) == (piece.what == "open")
            if is_not_flanking or follows_mark or not (is_separate or is_outermost):
                unparsable.add(piece.number)
        if piece.number not in unparsable:
            previous = piece
    return unparsable


def _adjacent_characters(pieces: list[InlinePiece], end: Literal[0, -1], sign: str) -> list[str]:
    """Return for each piece the nearest character in the pieces before it: their first (0) or last one (-1).

    Marks whose delimiter is `sign` are skipped; other marks, code and pictures count as punctuation.
    """
    characters = []
    character = "\n"
    for piece in pieces:
        characters.append(character)
        if piece.what == "text":
            character = piece.value[end]
        elif piece.what == "break":
            character = "\n"
        elif piece.what in CONTENT or piece.kind == "link" or DELIMITERS[piece.kind][0] != sign:
            character = "`"
    return characters


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
