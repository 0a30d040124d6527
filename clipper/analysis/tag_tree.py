"""The vocabulary: the tags in use as a tree, each counted by itself and with all that is below it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from clipper.query.haystack import tag_key

Sort: TypeAlias = Literal["name", "count", "last"]
SORTS: tuple[Sort, ...] = ("name", "count", "last")

TagSet: TypeAlias = tuple[Sequence[str], int, str]
"""Tags that stand together, how many clips bear just these, and the date of the newest as it sorts and is stated."""


@dataclass(frozen=True, slots=True)
class Term:
    """A tag as most clips spell it: `count` clips bear it, `total` it or one below it, the newest of them on `last`.

    `last` stands as the clip states it. `spellings` are the others that differ in case and accents; `depth` counts the
    levels above it.
    """

    tag: str
    count: int
    total: int
    last: str
    spellings: tuple[str, ...] = ()
    depth: int = 0


@dataclass(slots=True)
class _Node:
    count: int = 0
    total: int = 0
    last: str = ""
    spelled: Counter[str] = field(default_factory=Counter)
    implied: str = ""


def tree(sets: Iterable[TagSet], sort: Sort = "count") -> list[Term]:
    """Return every tag and every level above one, each followed by what is below it, brothers in the order asked."""
    nodes = _nodes(sets)
    below: dict[str, list[str]] = {}
    for key in nodes:
        below.setdefault(key.rpartition("/")[0] if "/" in key else "", []).append(key)
    found: list[Term] = []
    waiting = _ordered(below.pop("", []), nodes, sort)
    while waiting:
        key = waiting.pop()
        found.append(_term(key, nodes[key]))
        waiting += _ordered(below.get(key, []), nodes, sort)
    return found


def flat(sets: Iterable[TagSet], sort: Sort = "count") -> list[Term]:
    """Return every tag that a clip bears, without the levels above it, in the order asked."""
    nodes = {key: node for key, node in _nodes(sets).items() if node.count}
    return [_term(key, nodes[key]) for key in reversed(_ordered(nodes, nodes, sort))]


def _nodes(sets: Iterable[TagSet]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    lines: dict[str, tuple[str, ...]] = {}
    for tags, number, last in sets:
        every: set[str] = set()
        own: set[str] = set()
        for tag in tags:
            line = lines.get(tag)
            if line is None:
                line = lines[tag] = _grow(nodes, tag)
            if line:
                own.add(line[-1])
                every.update(line)
                nodes[line[-1]].spelled[tag] += number
        for key in own:
            nodes[key].count += number
        for key in every:
            node = nodes[key]
            node.total += number
            node.last = max(node.last, last)
    return nodes


def _grow(nodes: dict[str, _Node], tag: str) -> tuple[str, ...]:
    """Make room for a tag and the levels above it, and return their keys; a tag of nothing has none."""
    levels = tag_key(tag).split("/")
    spelled = tag.strip("#/ ").split("/")
    if len(spelled) != len(levels):
        spelled = levels
    line = tuple("/".join(levels[: depth + 1]) for depth in range(len(levels))) if levels[0] else ()
    for depth, key in enumerate(line):
        node = nodes.setdefault(key, _Node())
        node.implied = node.implied or "/".join(spelled[: depth + 1])
    return line


def _ordered(keys: Iterable[str], nodes: Mapping[str, _Node], sort: Sort) -> list[str]:
    """Return keys with the first one last, as a stack takes them."""
    ordered = sorted(keys, reverse=True)
    if sort == "count":
        ordered.sort(key=lambda key: nodes[key].total)
    elif sort == "last":
        ordered.sort(key=lambda key: nodes[key].last)
    return ordered


def _term(key: str, node: _Node) -> Term:
    spelled = sorted(node.spelled, key=lambda tag: (-node.spelled[tag], tag))
    return Term(
        spelled[0] if spelled else node.implied,
        node.count,
        node.total,
        node.last.partition(" ")[2],
        tuple(spelled[1:]),
        key.count("/"),
    )
