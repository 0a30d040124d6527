"""Tags that were perhaps meant to be one: they differ in case and accents, in a plural, or in a slip of the fingers."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from clipper import clipfile, text
from clipper.query import quoted
from clipper.tags import LONGEST, likeness

if TYPE_CHECKING:
    from clipper.health.finding import Finding, Patient

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


def spelling(patient: "Patient") -> Iterator["Finding"]:
    """Find tags that stand elsewhere in other letters: capital or small, with accents or without."""
    for tag, rival in _rivals_of(patient, "case"):
        found = _finding(patient, tag, rival, "beside")
        # Of two spellings that are as frequent nobody knows which is meant.
        if rival.own < rival.others:
            edit = partial(clipfile.with_tags, add=(rival.tag,), remove=(tag,))
            found = replace(found, fix=f"“{tag}” becomes “{rival.tag}”", edit=edit)
        yield found


def slips(patient: "Patient") -> Iterator["Finding"]:
    """Find tags of which another is the plural, or that look like another one mistyped."""
    for tag, rival in _rivals_of(patient, "plural", "typo"):
        yield _finding(patient, tag, rival, "beside" if rival.apart == "plural" else "may be a typo for")


def rivals(counts: Mapping[str, int]) -> dict[str, Rival]:
    """Return, for each tag that looks like a slip, the more frequent one that it resembles most."""
    found: dict[str, Rival] = {}
    frequent = sorted(counts, key=lambda tag: (-counts[tag], tag != tag.lower(), tag))
    # A tag is held only against those with which it has a mark in common, and of these against the most frequent.
    for marks_of, kinds in ((_singulars, ("case", "plural")), (_shortened, ("typo",))):
        alike: dict[str, list[str]] = {}
        for tag in frequent:
            own = counts[tag]
            for mark in marks_of(text.fold(tag)) if len(tag) <= LONGEST else ():
                group = alike.setdefault(mark, [])
                for other in group:
                    if "typo" in kinds and (own > _RARE or counts[other] < _TIMES_RARER * own):
                        break
                    apart = likeness(tag, other)
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
        found.append(Doubt(rival.apart, tag, rival.own, rival.tag, _command("tags", verb, tag, rival.tag)))
    found.sort(key=lambda one: (_ORDER.index(one.why), one.tag))
    for tag in sorted(counts):
        if counts[tag] == 1 and tag not in known:
            above = tag.rpartition("/")[0]
            mend = ("tags", "merge", tag, above) if above else ("list", f"tag:={quoted(tag)}")
            found.append(Doubt("once", tag, 1, above, _command(*mend)))
    return found


def _rivals_of(patient: "Patient", *kinds: str) -> Iterator[tuple[str, Rival]]:
    for tag in patient.clip.tags:
        rival = patient.census.rivals.get(tag)
        if rival and rival.apart in kinds:
            yield tag, rival


def _finding(patient: "Patient", tag: str, rival: Rival, link: str) -> "Finding":
    said = f"“{tag}” ({rival.own}) {link} “{rival.tag}” ({rival.others})"
    key = patient.key_of("tags")
    return patient.finding(said, line=patient.line_of(key, tag), mend=_mend(tag, rival.tag))


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


def _mend(tag: str, other: str) -> str:
    return _command("tag", "--where", f"tag:={tag}", "--remove", tag, "--add", other)


def _command(*words: str) -> str:
    return f"clipper {' '.join(map(shlex.quote, words))}"
