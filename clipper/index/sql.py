"""The compiler from queries to SQL."""

import heapq
from collections.abc import Iterable
from functools import singledispatch
from itertools import count
from typing import NamedTuple

from clipper.errors import UsageError
from clipper.model import urls
from clipper.model.inferred import ORIGINS
from clipper.model.keys import field_name
from clipper.query import (
    And,
    AtUrl,
    Dated,
    Everything,
    FieldText,
    From,
    Has,
    Is,
    Node,
    Not,
    OneOf,
    Or,
    Tagged,
    Text,
    WithHandle,
)
from clipper.query.haystack import make_needle

_STATES = {
    "untagged": "(clips.tags = '' AND clips.problem = '')",
    "undated": "(clips.day_from IS NULL AND clips.problem = '')",
    "unreadable": "clips.problem <> ''",
}
_DAYS = {"date": ("clips.day_from", "clips.day_to"), "clipped": ("clips.clipped_from", "clips.clipped_to")}
_TAGGED = "clips.id IN (SELECT clip FROM tags WHERE tag = ?)"
_TAGGED_BELOW = "clips.id IN (SELECT clip FROM tags WHERE tag = ? OR tag >= ? AND tag < ?)"
_TAGGED_LIKE = "clips.id IN (SELECT clip FROM tags WHERE tag >= ? AND instr(tag, ?) = 1)"
_ON_HOST = "clips.id IN (SELECT id FROM clips WHERE host <> '' AND instr('.' || host || '/', ?))"
_AT_URL = "(clips.url_key = ? OR clips.url_key >= ? AND clips.url_key < ? OR clips.url_key >= ? AND clips.url_key < ?)"
_FROM_SOURCE = "clips.id IN (SELECT clip FROM fields WHERE key = 'source' AND {})"
_UNDER_KEY = "clips.id IN (SELECT clip FROM fields WHERE key = ? AND instr(words, ?))"
_WITH_KEY = "clips.id IN (SELECT clip FROM fields WHERE key = ?)"
_WITH_HANDLE = "(clips.handle >= ? AND clips.handle < ?)"
_ONE_OF = "clips.handle IN (SELECT value FROM json_each(?))"
_WITH_TEXT = "clips.id IN (SELECT rowid FROM texts WHERE texts MATCH ?)"

# SQLite's parser has room for 100 open symbols, and a statement for 32766 parameters; a list by story has each
# parameter twice.
_MAX_DEPTH = 70
_MAX_PARAMETERS = 16_000
# The parser of FTS5 has less room.
_MAX_MATCH_DEPTH = 8


class CompiledQuery(NamedTuple):
    """A query as a condition on `clips`: `FROM clips WHERE {where}`, with its parameters.

    `match` is the FTS5 expression of the free words that rank the clips; empty if there are none. It is a part of the
    query of its own: `FROM texts JOIN clips ON clips.id = texts.rowid WHERE texts MATCH {match} AND {where}`.
    `needs_texts` is True if the full-text table must have the words of every clip.
    """

    where: str
    parameters: tuple[str | int, ...]
    match: str
    needs_texts: bool

    def unranked(self) -> tuple[str, tuple[str | int, ...]]:
        """Return the whole query as a condition on `clips` alone, and its parameters."""
        if not self.match:
            return self.where, self.parameters
        return f"{_WITH_TEXT} AND {self.where}", (self.match, *self.parameters)


class _Condition(NamedTuple):
    """A part of a WHERE clause; `depth` is how deep SQLite's parser nests it."""

    sql: str
    parameters: tuple[str | int, ...] = ()
    depth: int = 0


def compile_query(node: Node) -> CompiledQuery:
    """Compile a query to SQL; raise UsageError if it has more parts than SQLite takes."""
    parts = node.parts if isinstance(node, And) else (node,)
    matches = [match for part in parts if (match := _match(part))]
    conditions = [_condition(part) for part in parts if not _match(part)]
    where = _merge("AND", conditions) if conditions else _Condition("1")
    if where.depth > _MAX_DEPTH or len(where.parameters) > _MAX_PARAMETERS:
        raise UsageError("the query is too long or too deeply nested")
    needs_texts = bool(matches) or " MATCH " in where.sql
    return CompiledQuery(where.sql, where.parameters, " AND ".join(matches), needs_texts)


@singledispatch
def _condition(node: Node) -> _Condition:
    """Compile a node to a condition that is true or false, but never NULL, which negated would be NULL again."""
    raise AssertionError(node)


# The classes are named, for otherwise `register` evaluates the annotations of each function when clipper starts.
@_condition.register(Everything)
def _(_: Everything) -> _Condition:
    return _Condition("1")


@_condition.register(And)
@_condition.register(Or)
def _(node: And | Or) -> _Condition:
    operator = "AND" if isinstance(node, And) else "OR"
    matches = [match for part in node.parts if (match := _match(part))]
    conditions = [_condition(part) for part in node.parts if not _match(part)]
    if matches:
        conditions.append(_Condition(_WITH_TEXT, (f" {operator} ".join(matches),)))
    return _merge(operator, conditions)


@_condition.register(Not)
def _(node: Not) -> _Condition:
    condition = _condition(node.part)
    return _Condition(f"NOT {condition.sql}", condition.parameters, condition.depth + 1)


@_condition.register(Text)
def _(node: Text) -> _Condition:
    if node.handle:
        return _Condition(f"({_WITH_TEXT} OR clips.handle = ?)", (f'"{node.handle}"', node.handle), 1)
    return _Condition(_WITH_TEXT, (_match(node),))


@_condition.register(WithHandle)
def _(node: WithHandle) -> _Condition:
    return _Condition(_WITH_HANDLE, _prefix_range(node.beginning))


@_condition.register(OneOf)
def _(node: OneOf) -> _Condition:
    listed = '","'.join(sorted(node.handles))  # a handle has letters only
    return _Condition(_ONE_OF, (f'["{listed}"]' if listed else "[]",))


@_condition.register(FieldText)
def _(node: FieldText) -> _Condition:
    return _Condition(_UNDER_KEY, (node.key, make_needle(node.words, prefix=node.prefix, exact=node.exact)))


@_condition.register(From)
def _(node: From) -> _Condition:
    needles = [make_needle(name, prefix=node.prefix, exact=node.exact) for name in node.names]
    condition = _merge("OR", [_Condition("instr(words, ?)", (name,)) for name in needles])
    return condition._replace(sql=_FROM_SOURCE.format(condition.sql))


@_condition.register(Tagged)
def _(node: Tagged) -> _Condition:
    if node.prefix:
        return _Condition(_TAGGED_LIKE, (node.tag, node.tag))
    if node.exact:
        return _Condition(_TAGGED, (node.tag,))
    return _Condition(_TAGGED_BELOW, (node.tag, *_prefix_range(f"{node.tag}/")))


@_condition.register(AtUrl)
def _(node: AtUrl) -> _Condition:
    key = urls.key(node.value)
    if key == urls.host(node.value):
        return _Condition(_ON_HOST, (f".{key}/",))
    return _Condition(_AT_URL, (key, *_prefix_range(f"{key}/"), *_prefix_range(f"{key}?")))


@_condition.register(Dated)
def _(node: Dated) -> _Condition:
    start, end = _DAYS[node.field]
    bounds = ((f"{start} < ?", node.span.end), (f"{end} > ?", node.span.start))
    conditions = " AND ".join((f"{start} IS NOT NULL", *(sql for sql, day in bounds if day is not None)))
    return _Condition(f"({conditions})", tuple(day for _, day in bounds if day is not None))


@_condition.register(Is)
def _(node: Is) -> _Condition:
    return _Condition(_STATES[node.state])


@_condition.register(Has)
def _(node: Has) -> _Condition:
    name = field_name(node.key)
    if name is None:
        return _Condition(_WITH_KEY, (node.key.casefold(),))
    if name not in ORIGINS:
        return _Condition(f"clips.{name} <> ''")
    return _Condition(f"(clips.{name} <> '' AND instr(clips.inferred, '{name}') = 0)")  # what the header says itself


def _match(node: Node, room: int = _MAX_MATCH_DEPTH) -> str:
    """Compile a node of only free words to an FTS5 expression; return "" for any other, or one that is too deep.

    A word that can be a handle is not one of them: a clip that it names need not contain it.
    """
    if isinstance(node, Text) and not node.handle:
        return f'"{" ".join(node.words)}"' + " *" * node.prefix
    if isinstance(node, And | Or) and room:
        parts = [_match(part, room - 1) for part in node.parts]
        return f"({(' AND ' if isinstance(node, And) else ' OR ').join(parts)})" if all(parts) else ""
    return ""


def _prefix_range(prefix: str) -> tuple[str, str]:
    """Return the bounds of the texts that begin with a prefix: itself, and the first text after them.

    The prefix ends in an ASCII character.
    """
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _merge(operator: str, conditions: Iterable[_Condition]) -> _Condition:
    """Join conditions two by two, the shallow ones first: SQLite has room for neither a long chain nor a deep tree."""
    order = count()
    heap = [(condition.depth, next(order), condition) for condition in conditions]
    heapq.heapify(heap)
    while len(heap) > 1:
        small, large = heapq.heappop(heap)[2], heapq.heappop(heap)[2]
        sql = f"({large.sql} {operator} {small.sql})"
        merged = _Condition(sql, large.parameters + small.parameters, max(large.depth + 1, small.depth + 3))
        heapq.heappush(heap, (merged.depth, next(order), merged))
    return heap[0][2]
