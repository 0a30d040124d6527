"""Tags: what one may be, and which known ones a new one was perhaps meant to be."""

from collections.abc import Callable, Mapping
from typing import Literal

from clipper import text
from clipper.model import clip

LONGEST = 100
"""Characters that a tag may have."""

TO_FETCH = "to-fetch"
"""The tag of a bookmark that came without its text."""

_TYPO_FROM = 4
"""Letters that a level needs before a typo or a plural is suspected in it: `un` and `us` are two tags."""
_TWO_TYPOS_FROM = 8
_SHOWN = 3
_SAME, _PLURAL, _TYPO = 0, 1, 2
_FAR = 9


def flaw(tag: str) -> str:
    """Return what is wrong with a tag, as a sentence; empty if it may be one."""
    if not tag.strip():
        return "a tag is empty"
    flaw = next((flaw for is_wrong, flaw in _FLAWS if is_wrong(tag)), "")
    return flaw and f"the tag “{text.shorten(text.safe(tag), 40)}” {flaw}"


_FLAWS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda tag: "," in tag, "has a comma, which parts tags: give each one by itself"),
    (lambda tag: text.safe(tag) != tag, "has a character that cannot be seen"),
    (lambda tag: tag != tag.strip(), "begins or ends with a blank"),
    (lambda tag: tag.startswith("#"), "begins with #: write it without"),
    (
        lambda tag: not all(level.strip() for level in tag.split("/")),
        "has an empty level: write it as world/ukraine",
    ),
    (lambda tag: clip.tag_of(tag) != tag, "has a blank that is not one plain space"),
    (lambda tag: len(tag) > LONGEST, f"is longer than {LONGEST} characters"),
)


def acceptable(name: str) -> str:
    """Return a tag that may be one, as near as can be to what another program calls a tag; empty if nothing is left."""
    if not flaw(name):
        return name
    seen = "".join(letter for letter in name if text.safe(letter) in {letter, " "}).replace(",", " ")
    levels = [text.one_line(level).lstrip("# ") for level in seen.split("/")]
    return "/".join(filter(None, levels))[:LONGEST].rstrip("/ ")


def near_misses(tag: str, known: Mapping[str, int]) -> list[str]:
    """Return up to three known tags that a new one resembles, the likeliest first; none when it is known itself.

    Alike are tags that differ in one level by a plural or a typo, or in any by case and accents.
    """
    if tag in known:
        return []
    levels = text.fold(tag).split("/")
    found = []
    for other, count in known.items():
        distance = _distance(levels, text.fold(other).split("/"))
        if distance < _FAR:
            found.append((distance, -count, other))
    return [other for _, _, other in sorted(found)[:_SHOWN]]


def likeness(one: str, other: str) -> Literal["case", "plural", "typo", ""]:
    """Return what alone sets two tags apart: case and accents, a plural, or a typo; empty where it is more."""
    distance = _distance(text.fold(one).split("/"), text.fold(other).split("/"))
    if distance == _SAME:
        return "case"
    return "" if distance == _FAR else "plural" if distance == _PLURAL else "typo"


def _distance(new: list[str], known: list[str]) -> int:
    """Return how far two folded tags are apart: 0 by case and accents, 1 by a plural, then by typos."""
    if len(new) != len(known):
        new, known = ["/".join(new)], ["/".join(known)]
    different = [pair for pair in zip(new, known, strict=True) if pair[0] != pair[1]]
    if not different:
        return _SAME
    one, other = different[0]
    if len(different) > 1 or len(one) < _TYPO_FROM:
        return _FAR
    if _is_plural(one, other) or _is_plural(other, one):
        return _PLURAL
    return _TYPO + typos if (typos := _typos(one, other)) else _FAR


def _is_plural(many: str, one: str) -> bool:
    return many in {one + "s", one + "es"} or (one.endswith("y") and many == one[:-1] + "ies")


def _typos(one: str, other: str) -> int:
    """Count the letters left out, put in, changed or swapped; 0 when they are too many for a slip of the fingers."""
    shorter = min(len(one), len(other))
    most = 2 if shorter >= _TWO_TYPOS_FROM else 1
    if shorter < _TYPO_FROM or abs(len(one) - len(other)) > most or len(set(one) - set(other)) > most:
        return 0
    if [letter for letter in one if letter.isdigit()] != [letter for letter in other if letter.isdigit()]:
        return 0  # 2024 and 2025 are two years
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        earlier, before = before, row
        row = [i + 1]
        for j, wanted in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (letter != wanted))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
    return row[-1] if row[-1] <= most else 0


def renamed(tag: str, old: str, new: str) -> str:
    """Return a tag as it is called when `old` is called `new`: one below it moves along, any other stays as it is."""
    levels, depth = tag.strip("/ ").split("/"), old.count("/") + 1
    if text.fold("/".join(levels[:depth])).strip() != text.fold(old):
        return tag
    return "/".join((new, *levels[depth:]))
