"""The passage of a clip in which the words of a query stand."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from clipper import text
from clipper.model.clip import Clip
from clipper.model.hyphenation import whole_words
from clipper.query import And, Node, Or, Text
from clipper.query.haystack import BODY_LIMIT, make_haystack, make_needle

Phrase: TypeAlias = tuple[tuple[str, ...], bool]
"""Words side by side, and whether the last may be the beginning of a longer one."""

LENGTH = 240
"""The characters of a passage for another program."""

_PARAGRAPH_END = r"(?:\r?\n|\r)[ \t]*(?=[\r\n])"
_WORD = r"[^\W_]+"
_LEAD = 3
"""The first match stands after at most one part in three of the passage."""


class Passage(NamedTuple):
    """A part of a text on one line, and the places in it that match: the first character and the one after the last."""

    text: str
    marks: tuple[tuple[int, int], ...]


class _Place(NamedTuple):
    word: str
    start: int
    end: int


def phrases(node: Node) -> list[Phrase]:
    """Return the free words and phrases of a query that a clip may contain, without those that it excludes."""
    if isinstance(node, Text):
        return [(node.words, node.prefix)]
    if isinstance(node, And | Or):
        return list(dict.fromkeys(phrase for part in node.parts for phrase in phrases(part)))
    return []


def find_passage(clip: Clip, wanted: Sequence[Phrase], length: int = LENGTH) -> Passage | None:
    """Return the passage with the most of the phrases, None if the text and the description have none of them.

    It has at most `length` characters, and begins with a paragraph or shortly before the first match.
    """
    best, most = "", 0
    for paragraph in _paragraphs(clip):
        haystack = make_haystack([paragraph])
        found = sum(make_needle(words, prefix=prefix) in haystack for words, prefix in wanted)
        if found > most:
            best, most = paragraph, found
            if found == len(wanted):
                break
    return _cut(best, wanted, length) if most else None


def _paragraphs(clip: Clip) -> Iterator[str]:
    for paragraph in re.split(_PARAGRAPH_END, clip.body[:BODY_LIMIT]):
        yield paragraph
        if (whole := whole_words(paragraph)) != paragraph:
            yield whole
    yield clip.description


def _cut(paragraph: str, wanted: Sequence[Phrase], length: int) -> Passage | None:
    """Return the part of a paragraph that begins shortly before its first match."""
    line = unicodedata.normalize("NFC", text.limit_marks(text.one_line(paragraph)))
    marks = find_marks(line, wanted)
    if not marks:
        return None
    first = marks[0][0]
    start = 0
    if len(line) > length and first > length // _LEAD:
        start = min(first - length // _LEAD, len(line) - length)
        start = line.find(" ", start, first) + 1 or start
    end = min(start + length, len(line))
    if end < len(line) and (blank := line.rfind(" ", max(first, start) + 1, end)) > start:
        end = max(blank, min(marks[0][1], end))
    before, after = "… " if start else "", " …" if end < len(line) else ""
    shift = len(before) - start
    kept = tuple((first + shift, min(last, end) + shift) for first, last in marks if start <= first < end)
    return Passage(f"{before}{line[start:end]}{after}", kept)


def find_marks(line: str, wanted: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Return the places of all phrases in a line, none of which overlap, in order."""
    places = _places(line)
    found: list[tuple[int, int]] = []
    for words, prefix in wanted:
        for number, place in enumerate(places):
            if not _is_at(places, number, words, prefix=prefix):
                continue
            found.append((place.start, places[number + len(words) - 1].end))
    marks: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return marks


def _is_at(places: Sequence[_Place], number: int, words: tuple[str, ...], *, prefix: bool) -> bool:
    following = [place.word for place in places[number : number + len(words)]]
    if len(following) < len(words) or following[:-1] != [*words[:-1]]:
        return False
    return following[-1].startswith(words[-1]) if prefix else following[-1] == words[-1]


def _places(line: str) -> list[_Place]:
    """Return the words of a line as `text.words` has them, each with its place."""
    places = []
    for match in re.finditer(_WORD, line):
        for start, end in _spans(match):
            places += [_Place(word, start, end) for word in text.words(line[start:end])]
    return places


def _spans(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the words in a run of letters: in a script without blanks, each character is one."""
    start = run.start()
    if not run[0].isascii():
        for place, letter in enumerate(run[0], run.start()):
            if text.is_unspaced(letter):
                if start < place:
                    yield start, place
                yield place, place + 1
                start = place + 1
    if start < run.end():
        yield start, run.end()
