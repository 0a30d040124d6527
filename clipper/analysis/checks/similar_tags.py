"""Similar tags: tags that resemble a more frequent tag, and may be a typo, a plural or another spelling of it."""

import shlex
from collections.abc import Mapping
from typing import NamedTuple

from clipper import text
from clipper.model.tags import MAX_LENGTH, similarity
from clipper.query import quote

# Iran and Iraq, the Gambia and Zambia: a tag is taken for a typo only if few clips have it and many have the other.
_MAX_TYPO_COUNT = 2
_MIN_TYPO_RATIO = 5
_MAX_COMPARED = 4
_DIFFERENCES = ("case", "plural", "typo")


class SimilarTag(NamedTuple):
    """The more frequent tag that a tag resembles: how they differ, and the numbers of their clips.

    `difference` is as in `tags.similarity`; `own_clips` are the clips with the tag, `clips` those with the other.
    """

    tag: str
    difference: str
    own_clips: int
    clips: int


def find_similar_tags(counts: Mapping[str, int]) -> dict[str, SimilarTag]:
    """Return, for each tag that resembles a more frequent tag, the tag that it resembles most.

    `counts` maps each tag to the number of its clips.
    """
    most_similar: dict[str, SimilarTag] = {}
    frequent = sorted(counts, key=lambda tag: (-counts[tag], tag != tag.lower(), tag))
    # To compare all pairs would take too long: only tags with a key in common are compared, the most frequent of them.
    for keys_of, differences in ((_singulars, ("case", "plural")), (_deletions, ("typo",))):
        by_key: dict[str, list[str]] = {}
        for tag in frequent:
            own_clips = counts[tag]
            for key in keys_of(text.fold(tag)) if len(tag) <= MAX_LENGTH else ():
                group = by_key.setdefault(key, [])
                for other in group:
                    is_rare = own_clips <= _MAX_TYPO_COUNT and counts[other] >= _MIN_TYPO_RATIO * own_clips
                    if "typo" in differences and not is_rare:
                        break
                    difference = similarity(tag, other)
                    similar = SimilarTag(other, difference, own_clips, counts[other])
                    if difference in differences and (
                        tag not in most_similar or _rank(similar) < _rank(most_similar[tag])
                    ):
                        most_similar[tag] = similar
                if len(group) < _MAX_COMPARED:
                    group.append(tag)
    return most_similar


class DoubtfulTag(NamedTuple):
    """A tag that may be a mistake: why, its number of clips, the tag that may be meant, and the command to correct it.

    `why` is a difference as in `tags.similarity`, or `once` for a tag that only one clip has.
    """

    why: str
    tag: str
    clips: int
    other: str
    command: str


def find_doubtful_tags(counts: Mapping[str, int]) -> list[DoubtfulTag]:
    """Return the tags that resemble a more frequent one, then those that only one clip has."""
    similar_tags = find_similar_tags(counts)
    doubtful_tags = []
    for tag, similar in similar_tags.items():
        verb = "rename" if similar.difference == "case" else "merge"
        command = command_line("tags", verb, tag, similar.tag)
        doubtful_tags.append(DoubtfulTag(similar.difference, tag, similar.own_clips, similar.tag, command))
    doubtful_tags.sort(key=lambda doubtful: (_DIFFERENCES.index(doubtful.why), doubtful.tag))
    for tag in sorted(counts):
        if counts[tag] == 1 and tag not in similar_tags:
            parent = tag.rpartition("/")[0]
            words = ("tags", "merge", tag, parent) if parent else ("list", f"tag:={quote(tag)}")
            doubtful_tags.append(DoubtfulTag("once", tag, 1, parent, command_line(*words)))
    return doubtful_tags


def _singulars(folded: str) -> set[str]:
    """Return a folded tag, and the tag with a level in the singular: a plural and its singular share a key."""
    singulars = {folded}
    levels = folded.split("/")
    for depth, level in enumerate(levels):
        for ending, replacement in (("s", ""), ("es", ""), ("ies", "y")):
            if level.endswith(ending):
                singular = level.removesuffix(ending) + replacement
                singulars.add("/".join((*levels[:depth], singular, *levels[depth + 1 :])))
    return singulars


def _deletions(folded: str) -> set[str]:
    """Return a folded tag, and the tag without each of its letters: a tag and the same tag with a typo share a key."""
    return {folded, *(folded[:index] + folded[index + 1 :] for index in range(len(folded)))}


def _rank(similar: SimilarTag) -> tuple[int, int, str]:
    return _DIFFERENCES.index(similar.difference), -similar.clips, similar.tag


def command_line(*words: str) -> str:
    """Return a command line of clipper, its words quoted for a shell."""
    return f"clipper {' '.join(map(shlex.quote, words))}"
