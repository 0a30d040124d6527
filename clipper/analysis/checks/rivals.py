"""Tags that resemble another one: which of the two is more frequent, and what sets them apart."""

import shlex
from collections.abc import Mapping
from typing import NamedTuple

from clipper import text
from clipper.model.tags import MAX_LENGTH, similarity
from clipper.query import quote

# Iran and Iraq, the Gambia and Zambia: only a tag that hardly any clip has is taken for a slip of one that many have.
_RARE = 2
_TIMES_RARER = 5
_COMPARED = 4
_ORDER = ("case", "plural", "typo")


class Rival(NamedTuple):
    """The tag that another one was perhaps meant to be, what sets them apart, and how many clips have each."""

    tag: str
    apart: str
    own: int
    others: int


def rivals(counts: Mapping[str, int]) -> dict[str, Rival]:
    """Return, for each tag that looks like a slip, the more frequent one that it resembles most."""
    found: dict[str, Rival] = {}
    frequent = sorted(counts, key=lambda tag: (-counts[tag], tag != tag.lower(), tag))
    # A tag is held only against those with which it has a mark in common, and of these against the most frequent.
    for marks_of, kinds in ((_singulars, ("case", "plural")), (_shortened, ("typo",))):
        alike: dict[str, list[str]] = {}
        for tag in frequent:
            own = counts[tag]
            for mark in marks_of(text.fold(tag)) if len(tag) <= MAX_LENGTH else ():
                group = alike.setdefault(mark, [])
                for other in group:
                    if "typo" in kinds and (own > _RARE or counts[other] < _TIMES_RARER * own):
                        break
                    apart = similarity(tag, other)
                    rival = Rival(other, apart, own, counts[other])
                    if apart in kinds and (tag not in found or _rank(rival) < _rank(found[tag])):
                        found[tag] = rival
                if len(group) < _COMPARED:
                    group.append(tag)
    return found


class Doubt(NamedTuple):
    """A tag that is perhaps none of its own: why, the clips that bear it, which other is meant, and what mends it."""

    why: str
    tag: str
    clips: int
    other: str
    command: str


def doubtful(counts: Mapping[str, int]) -> list[Doubt]:
    """Return the tags that look like a more frequent one, then those that only one clip bears."""
    known = rivals(counts)
    found = []
    for tag, rival in known.items():
        verb = "rename" if rival.apart == "case" else "merge"
        found.append(Doubt(rival.apart, tag, rival.own, rival.tag, command("tags", verb, tag, rival.tag)))
    found.sort(key=lambda one: (_ORDER.index(one.why), one.tag))
    for tag in sorted(counts):
        if counts[tag] == 1 and tag not in known:
            above = tag.rpartition("/")[0]
            mend = ("tags", "merge", tag, above) if above else ("list", f"tag:={quote(tag)}")
            found.append(Doubt("once", tag, 1, above, command(*mend)))
    return found


def _singulars(folded: str) -> set[str]:
    """Return what a folded tag and its plural have in common, a level at a time."""
    found = {folded}
    levels = folded.split("/")
    for place, level in enumerate(levels):
        for ending, left in (("s", ""), ("es", ""), ("ies", "y")):
            if level.endswith(ending):
                found.add("/".join((*levels[:place], level.removesuffix(ending) + left, *levels[place + 1 :])))
    return found


def _shortened(folded: str) -> set[str]:
    """Return what a folded tag and a mistyped one have in common: all but one letter."""
    return {folded, *(folded[:place] + folded[place + 1 :] for place in range(len(folded)))}


def _rank(rival: Rival) -> tuple[int, int, str]:
    return _ORDER.index(rival.apart), -rival.others, rival.tag


def command(*words: str) -> str:
    """Return a command line of clipper, its words quoted for a shell."""
    return f"clipper {' '.join(map(shlex.quote, words))}"
