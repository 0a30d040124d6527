"""A parsed query: a tree of frozen nodes.

Each node is its own definition and its own spelling. `haystack in node` is True if a clip matches the node; the SQL of
the index must find the same clips. `str(node)` is the text of a query that is parsed to the same node.
"""

from collections.abc import Iterable
from typing import TypeAlias

from clipper.model.clip import Clip
from clipper.model.frozen import Frozen
from clipper.query.haystack import Haystack
from clipper.query.leaves import AtUrl, Dated, FieldText, From, Has, Is, OneOf, Tagged, Text, WithHandle


class Everything(Frozen):
    """Every clip, the unreadable ones too."""

    def __contains__(self, haystack: Haystack) -> bool:
        return True

    def __str__(self) -> str:
        return ""


class And(Frozen):
    """The clips that match every part."""

    parts: tuple["Node", ...]

    def __contains__(self, haystack: Haystack) -> bool:
        return all(haystack in part for part in self.parts)

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


class Or(Frozen):
    """The clips that match at least one part."""

    parts: tuple["Node", ...]

    def __contains__(self, haystack: Haystack) -> bool:
        return any(haystack in part for part in self.parts)

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


class Not(Frozen):
    """The clips that do not match the part; unreadable clips are among them."""

    part: "Node"

    def __contains__(self, haystack: Haystack) -> bool:
        return haystack not in self.part

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, And | Or) else f"NOT {self.part}"


Node: TypeAlias = (
    Everything | And | Or | Not | Text | WithHandle | OneOf | FieldText | From | Tagged | AtUrl | Dated | Is | Has
)


def matches(node: Node, clip: Clip, handle: str = "", path: str = "") -> bool:
    """Tell whether a clip matches a query; one that is in an archive has a handle and a path."""
    return Haystack(clip, handle, path) in node


def all_of(nodes: Iterable[Node]) -> Node:
    """Return the conjunction of some nodes: Everything if there are none."""
    return _join(And, (node for node in nodes if not isinstance(node, Everything)))


def any_of(nodes: Iterable[Node]) -> Node:
    """Return the disjunction of some nodes: Everything if there are none."""
    return _join(Or, nodes)


def negate(node: Node) -> Node:
    """Return the negation of a node."""
    return node.part if isinstance(node, Not) else Not(node)


def _join(kind: type[And | Or], nodes: Iterable[Node]) -> Node:
    parts: list[Node] = []
    for node in nodes:
        parts.extend(node.parts if isinstance(node, kind) else (node,))
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
