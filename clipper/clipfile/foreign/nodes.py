"""The values of a header in TOML or JSON, each with the offsets at which it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Path = tuple[str, ...]


@dataclass(slots=True, eq=False)
class ForeignNode:
    """A value: `start` and `end` are offsets in characters; a list has items, a mapping has members."""

    kind: Literal["text", "other", "list", "mapping"]
    start: int
    end: int
    items: list["ForeignNode"] = field(default_factory=list)
    members: list["ForeignMember"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ForeignMember:
    """A key and its value; a key of TOML may be a path, such as `a.b`, and its path begins with that of its table."""

    path: Path
    start: int
    node: ForeignNode


def find(members: Sequence[ForeignMember], path: Path) -> ForeignMember | None:
    """Return the member with a path; None if there is none, or if it is not written in one place."""
    for member in members:
        length = len(member.path)
        if member.path == path:
            return member
        if member.path == path[:length] and (inside := find(member.node.members, path[length:])):
            return inside
    return None


def walk(node: ForeignNode) -> Iterator[ForeignNode]:
    """Yield a node and all nodes in it."""
    yield node
    for inside in (*node.items, *(member.node for member in node.members)):
        yield from walk(inside)
