"""Tags: which texts are valid tags, and which tag in use a new tag perhaps misspells."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from clipper import text
from clipper.model import values

MAX_LENGTH = 100
"""The most characters that a tag may have."""

TO_FETCH = "to-fetch"
"""The tag of a bookmark whose text is not fetched yet."""

MARKED = "marked"
"""The tag of a clip that the user marked for later."""

_MIN_TYPO_LENGTH = 4
"""A typo or a plural is suspected only in a level with at least this number of letters: `un` and `us` are two tags."""
_MIN_TWO_TYPOS_LENGTH = 8
_MAX_NEAR_MISSES = 3
# Distances of two tags; with one typo or two, the distance is _TYPO plus their number.
_SAME, _PLURAL, _TYPO, _FAR = 0, 1, 2, 9


def flaw(tag: str) -> str:
    """Return what is wrong with a tag, as a sentence; empty if it is valid."""
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
    (lambda tag: values.parse_tag(tag) != tag, "has a blank that is not one plain space"),
    (lambda tag: len(tag) > MAX_LENGTH, f"is longer than {MAX_LENGTH} characters"),
)


def sanitize(name: str) -> str:
    """Return the valid tag that is nearest to another program's tag; empty if no character of it may stay."""
    if not flaw(name):
        return name
    visible = text.strip_unsafe(text.one_line(name)).replace(",", " ")
    levels = [text.one_line(level).lstrip("# ") for level in visible.split("/")]
    return "/".join(filter(None, levels))[:MAX_LENGTH].rstrip("/ ")


def near_misses(tag: str, counts: Mapping[str, int]) -> list[str]:
    """Return up to three tags in use that a new tag is similar to, the likeliest first; none if it is in use itself.

    `counts` maps each tag in use to the number of its clips. Two tags are similar if they differ only in case and
    accents, or in one level by a plural or a typo.
    """
    if tag in counts:
        return []
    levels = text.fold(tag).split("/")
    near = []
    for existing, count in counts.items():
        distance = _distance(levels, text.fold(existing).split("/"))
        if distance < _FAR:
            near.append((distance, -count, existing))
    return [existing for _, _, existing in sorted(near)[:_MAX_NEAR_MISSES]]


def known_spelling(tag: str, counts: Mapping[str, int]) -> str:
    """Return a tag as those in use spell it, if it differs from one of them, or from one above it, in case only.

    `counts` maps each tag in use to the number of its clips: the spelling with the most clips is returned. A tag in use
    stays as it is.
    """
    if tag in counts:
        return tag
    levels, folded = tag.split("/"), f"{tag.casefold()}/"
    spellings: dict[str, int] = {}
    for known, count in counts.items():
        known_levels = known.split("/")
        for depth in range(1, min(len(known_levels), len(levels)) + 1):
            spelling = "/".join(known_levels[:depth])
            if folded.startswith(f"{spelling.casefold()}/"):
                spellings[spelling] = spellings.get(spelling, 0) + count
    if not spellings:
        return tag
    nearest = max(sorted(spellings), key=lambda spelling: (spelling.count("/"), spellings[spelling]))
    depth = nearest.count("/") + 1
    return tag if "/".join(levels[:depth]) in spellings else "/".join([nearest, *levels[depth:]])


def spell_as_known(new: Iterable[str], counts: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Return tags as those in use spell them, each once, and a sentence for each that is spelled in another way."""
    spelled, notices = [], []
    for tag in new:
        known = known_spelling(tag, counts)
        spelled.append(known)
        if known != tag:
            notices.append(f"{text.safe(tag)} becomes {text.safe(known)}, as this archive spells it.")
    return list(dict.fromkeys(spelled)), notices


def similarity(first: str, second: str) -> Literal["case", "plural", "typo", ""]:
    """Return the only difference of two tags: case or accents, a plural, a typo; empty if they differ more."""
    distance = _distance(text.fold(first).split("/"), text.fold(second).split("/"))
    if distance == _SAME:
        return "case"
    return "" if distance == _FAR else "plural" if distance == _PLURAL else "typo"


def _distance(first: list[str], second: list[str]) -> int:
    """Return the distance of two folded tags, given by their levels: 0, 1 for a plural, 2 and the number of typos."""
    if len(first) != len(second):
        first, second = ["/".join(first)], ["/".join(second)]
    different = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    if not different:
        return _SAME
    level, other = different[0]
    if len(different) > 1 or len(level) < _MIN_TYPO_LENGTH:
        return _FAR
    if _is_plural(level, other) or _is_plural(other, level):
        return _PLURAL
    return _TYPO + typos if (typos := _count_typos(level, other)) else _FAR


def _is_plural(plural: str, singular: str) -> bool:
    return plural in {singular + "s", singular + "es"} or (singular.endswith("y") and plural == singular[:-1] + "ies")


def _count_typos(first: str, second: str) -> int:
    """Return the edit distance of two words, a swap of neighbours counted once; 0 if it is too large for typos."""
    shorter = min(len(first), len(second))
    limit = 2 if shorter >= _MIN_TWO_TYPOS_LENGTH else 1
    if (
        not _MIN_TYPO_LENGTH <= shorter <= MAX_LENGTH
        or abs(len(first) - len(second)) > limit
        or len(set(first) - set(second)) > limit
    ):
        return 0
    if [letter for letter in first if letter.isdigit()] != [letter for letter in second if letter.isdigit()]:
        return 0  # 2024 and 2025 are two years
    previous: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first):
        before_previous, previous = previous, row
        row = [i + 1]
        for j, other in enumerate(second):
            cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (letter != other))
            if i and j and letter == second[j - 1] and first[i - 1] == other:
                cost = min(cost, before_previous[j - 1] + 1)
            row.append(cost)
    return row[-1] if row[-1] <= limit else 0


def rename(tag: str, old: str, new: str) -> str:
    """Return the name of a tag after `old` is renamed to `new`: tags below `old` move along, all others stay."""
    spelling = spelling_in(tag, old)
    return tag if spelling is None else new + tag.strip("/ ").removeprefix(spelling)


def spelling_in(tag: str, folded: str) -> str | None:
    """Return how a tag spells a folded tag that it is, or below which it lies; None if it does neither."""
    levels = tag.strip("/ ").split("/")
    spelling = "/".join(levels[: folded.count("/") + 1])
    return spelling if text.fold(spelling).strip() == text.fold(folded) else None
