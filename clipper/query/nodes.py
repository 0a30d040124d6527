"""What a reader may ask: a query as a tree of frozen nodes, each of them the set of the clips that answer to it.

`str` of a node is a query text that is read back as the same node.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

from clipper import text
from clipper.frozen import Frozen
from clipper.model import dates, urls
from clipper.model.clip import Clip
from clipper.model.dates import Span
from clipper.query.haystack import Haystack, needle

State: TypeAlias = Literal["untagged", "undated", "unreadable"]

# What may stand as a value without quotes: it ends at no blank, holds no sign of the grammar, and begins no `:=`.
_BARE = re.compile(r"""[^\s"“”„()*=][^\s"“”„()*]*""")


class Everything(Frozen):
    """Every clip, the unreadable ones too."""

    def __contains__(self, reading: Haystack) -> bool:
        return True

    def __str__(self) -> str:
        return ""


class And(Frozen):
    """What answers to every part."""

    parts: tuple["Node", ...]

    def __contains__(self, reading: Haystack) -> bool:
        return all(reading in part for part in self.parts)

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


class Or(Frozen):
    """What answers to one part at least."""

    parts: tuple["Node", ...]

    def __contains__(self, reading: Haystack) -> bool:
        return any(reading in part for part in self.parts)

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


class Not(Frozen):
    """What does not answer to the part, an unreadable clip among it."""

    part: "Node"

    def __contains__(self, reading: Haystack) -> bool:
        return reading not in self.part

    def __str__(self) -> str:
        return f"NOT ({self.part})" if isinstance(self.part, And | Or) else f"NOT {self.part}"


class Text(Frozen):
    """Words side by side in the title, description, body, source, one author or one tag.

    With `prefix` the last word is only a beginning.
    """

    words: tuple[str, ...]
    prefix: bool = False

    def __contains__(self, reading: Haystack) -> bool:
        return needle(self.words, prefix=self.prefix) in reading.anywhere

    def __str__(self) -> str:
        return _spelled(self.words, prefix=self.prefix)


class FieldText(Frozen):
    """Words side by side in one value of a text field, or of a key that has no meaning of its own.

    `key` is a field's name or a casefolded key. With `exact` the value begins with the words, and without `prefix`
    ends with them too.
    """

    key: str
    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False

    def __contains__(self, reading: Haystack) -> bool:
        return needle(self.words, prefix=self.prefix, exact=self.exact) in reading.under(self.key)

    def __str__(self) -> str:
        return f"{self.key}:{'=' * self.exact}{_spelled(self.words, prefix=self.prefix)}"


class From(Frozen):
    """The words of any of an outlet's names in the source, its own name first; `prefix` and `exact` as in a field."""

    names: tuple[tuple[str, ...], ...]
    prefix: bool = False
    exact: bool = False

    def __contains__(self, reading: Haystack) -> bool:
        source = reading.under("source")
        return any(needle(name, prefix=self.prefix, exact=self.exact) in source for name in self.names)

    def __str__(self) -> str:
        return f"source:{'=' * self.exact}{_spelled(self.names[0], prefix=self.prefix)}"


class Tagged(Frozen):
    """A tag, as `reading.tag_key` leaves it, or one below it; only itself if `exact`, all that begin so if `prefix`."""

    tag: str
    prefix: bool = False
    exact: bool = False

    def __contains__(self, reading: Haystack) -> bool:
        below = self.tag if self.prefix else f"{self.tag}/"
        return any(tag == self.tag or (not self.exact and tag.startswith(below)) for tag in reading.tags)

    def __str__(self) -> str:
        return f"tag:{'=' * self.exact}{_bare(self.tag)}{'*' * self.prefix}"


class Address(Frozen):
    """A domain with what is below it, or an address with what is below it, however it was copied."""

    value: str

    def __contains__(self, reading: Haystack) -> bool:
        wanted = urls.key(self.value)
        if wanted == urls.host(self.value):
            return f".{urls.host(reading.clip.url)}".endswith(f".{wanted}")
        return f"{urls.key(reading.clip.url)}/".startswith((f"{wanted}/", f"{wanted}?"))

    def __str__(self) -> str:
        return f"url:{_bare(self.value)}"


class Dated(Frozen):
    """A date that has a day in common with a span; the span is open at one end at most."""

    field: Literal["date", "clipped"]
    span: Span

    def __contains__(self, reading: Haystack) -> bool:
        extent = dates.extent(reading.clip.date if self.field == "date" else reading.clip.clipped)
        return extent is not None and extent.overlaps(self.span)

    def __str__(self) -> str:
        first = date.fromordinal(self.span.start).isoformat() if self.span.start else ""
        last = date.fromordinal(self.span.end - 1).isoformat() if self.span.end else ""
        # The quotes keep an open end from the words that follow.
        return f"{self.field}:{first}" if first == last else f'{self.field}:"{first}..{last}"'


class Is(Frozen):
    """A readable clip without tags, or without a date that says when; or an unreadable one."""

    state: State

    def __contains__(self, reading: Haystack) -> bool:
        clip = reading.clip
        if self.state == "unreadable" or clip.problem:
            return self.state == "unreadable" and bool(clip.problem)
        return not clip.tags if self.state == "untagged" else dates.extent(clip.date) is None

    def __str__(self) -> str:
        return f"is:{self.state}"


class Has(Frozen):
    """Any value under a field or a casefolded key."""

    key: str

    def __contains__(self, reading: Haystack) -> bool:
        return any(reading.clip.values(self.key))

    def __str__(self) -> str:
        return f"has:{_bare(self.key)}"


Node: TypeAlias = Everything | And | Or | Not | Text | FieldText | From | Tagged | Address | Dated | Is | Has


def matches(node: Node, clip: Clip) -> bool:
    """Tell whether a clip answers to a query."""
    return Haystack(clip) in node


def all_of(nodes: Iterable[Node]) -> Node:
    """Return what answers to every one of the nodes: Everything if there is none."""
    return _joined(And, (node for node in nodes if not isinstance(node, Everything)))


def any_of(nodes: Iterable[Node]) -> Node:
    """Return what answers to one of the nodes."""
    return _joined(Or, nodes)


def none_of(node: Node) -> Node:
    """Return what does not answer to the node."""
    return node.part if isinstance(node, Not) else Not(node)


def quoted(value: str) -> str:
    """Return a value in quotes, as a query spells it."""
    return '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'


def _bare(value: str) -> str:
    """Return a value as a query spells it: in quotes unless it can do without."""
    return value if _BARE.fullmatch(value) else quoted(value)


def _spelled(words: tuple[str, ...], *, prefix: bool) -> str:
    joined = "".join(words)
    # Words that are written without blanks between them are shown as they are written.
    return _bare(joined if tuple(text.words(joined)) == words else " ".join(words)) + "*" * prefix


def _joined(kind: type[And | Or], nodes: Iterable[Node]) -> Node:
    parts: list[Node] = []
    for node in nodes:
        parts.extend(node.parts if isinstance(node, kind) else (node,))
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
