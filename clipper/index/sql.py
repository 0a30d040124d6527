"""A query spoken in SQL, to the tables of the index."""

import heapq
from collections.abc import Iterable
from functools import singledispatch
from itertools import count
from typing import NamedTuple

from clipper.errors import UsageError
from clipper.model import urls
from clipper.model.clip import field_of
from clipper.query import Address, And, Dated, Everything, FieldText, From, Has, Is, Node, Not, Or, Tagged, Text
from clipper.query.haystack import needle

_STATES = {
    "untagged": "(clips.tags = '' AND clips.problem = '')",
    "undated": "(clips.day_from IS NULL AND clips.problem = '')",
    "unreadable": "clips.problem <> ''",
}
_DAYS = {"date": ("clips.day_from", "clips.day_to"), "clipped": ("clips.clipped_from", "clips.clipped_to")}
_TAGGED = "clips.id IN (SELECT clip FROM tags WHERE tag = ?)"
_TAGGED_BELOW = "clips.id IN (SELECT clip FROM tags WHERE tag = ? OR tag >= ? AND tag < ?)"
_TAGGED_LIKE = "clips.id IN (SELECT clip FROM tags WHERE tag >= ? AND instr(tag, ?) = 1)"
_AT = "clips.id IN (SELECT id FROM clips WHERE host <> '' AND instr('.' || host || '/', ?))"
_BELOW = "(clips.url_key = ? OR clips.url_key >= ? AND clips.url_key < ? OR clips.url_key >= ? AND clips.url_key < ?)"
_FROM = "clips.id IN (SELECT clip FROM fields WHERE key = 'source' AND {})"
_UNDER_KEY = "clips.id IN (SELECT clip FROM fields WHERE key = ? AND instr(words, ?))"
_WITH_KEY = "clips.id IN (SELECT clip FROM fields WHERE key = ?)"
_WITH_TEXT = "clips.id IN (SELECT rowid FROM texts WHERE texts MATCH ?)"

# The parser of SQLite has room for 100 open signs, and a statement for 32766 parameters; a list of stories has each
# twice.
_MAX_DEPTH = 70
_MAX_PARAMETERS = 16_000
# The parser of FTS5 has less room.
_MAX_MATCH_DEPTH = 8


class Spoken(NamedTuple):
    """A query as SQL: `FROM clips WHERE {where}`, with its parameters.

    With a `match`, an FTS5 expression that ranks: `FROM texts JOIN clips ON clips.id = texts.rowid WHERE texts MATCH
    {match} AND {where}`. `needs_text` says that the words of every clip must be in `texts` before it is asked.
    """

    where: str
    parameters: tuple[str | int, ...]
    match: str
    needs_text: bool


class _Piece(NamedTuple):
    """A part of the condition; `depth` is the room that the parser of SQLite needs for it."""

    sql: str
    parameters: tuple[str | int, ...] = ()
    depth: int = 0


def speak(node: Node) -> Spoken:
    """Return a query as SQL; a UsageError says that it has more parts than SQLite takes."""
    parts = node.parts if isinstance(node, And) else (node,)
    matches = [match for part in parts if (match := _match(part))]
    rest = [_where(part) for part in parts if not _match(part)]
    where = _merged("AND", rest) if rest else _Piece("1")
    if where.depth > _MAX_DEPTH or len(where.parameters) > _MAX_PARAMETERS:
        raise UsageError("the query is too long or too deeply nested")
    return Spoken(where.sql, where.parameters, " AND ".join(matches), bool(matches) or " MATCH " in where.sql)


@singledispatch
def _where(node: Node) -> _Piece:
    """Return a node as a condition that is never NULL, lest NOT say nothing of it."""
    raise AssertionError(node)


@_where.register
def _(_: Everything) -> _Piece:
    return _Piece("1")


@_where.register
def _(node: And | Or) -> _Piece:
    operator = "AND" if isinstance(node, And) else "OR"
    matches = [match for part in node.parts if (match := _match(part))]
    pieces = [_where(part) for part in node.parts if not _match(part)]
    if matches:
        pieces.append(_Piece(_WITH_TEXT, (f" {operator} ".join(matches),)))
    return _merged(operator, pieces)


@_where.register
def _(node: Not) -> _Piece:
    piece = _where(node.part)
    return _Piece(f"NOT {piece.sql}", piece.parameters, piece.depth + 1)


@_where.register
def _(node: Text) -> _Piece:
    return _Piece(_WITH_TEXT, (_match(node),))


@_where.register
def _(node: FieldText) -> _Piece:
    return _Piece(_UNDER_KEY, (node.key, needle(node.words, prefix=node.prefix, exact=node.exact)))


@_where.register
def _(node: From) -> _Piece:
    needles = [needle(name, prefix=node.prefix, exact=node.exact) for name in node.names]
    held = _merged("OR", [_Piece("instr(words, ?)", (one,)) for one in needles])
    return held._replace(sql=_FROM.format(held.sql))


@_where.register
def _(node: Tagged) -> _Piece:
    if node.prefix:
        return _Piece(_TAGGED_LIKE, (node.tag, node.tag))
    if node.exact:
        return _Piece(_TAGGED, (node.tag,))
    return _Piece(_TAGGED_BELOW, (node.tag, *_range(f"{node.tag}/")))


@_where.register
def _(node: Address) -> _Piece:
    wanted = urls.key(node.value)
    if wanted == urls.host(node.value):
        return _Piece(_AT, (f".{wanted}/",))
    return _Piece(_BELOW, (wanted, *_range(f"{wanted}/"), *_range(f"{wanted}?")))


@_where.register
def _(node: Dated) -> _Piece:
    first, after = _DAYS[node.field]
    ends = ((f"{first} < ?", node.span.end), (f"{after} > ?", node.span.start))
    conditions = " AND ".join((f"{first} IS NOT NULL", *(condition for condition, end in ends if end is not None)))
    return _Piece(f"({conditions})", tuple(end for _, end in ends if end is not None))


@_where.register
def _(node: Is) -> _Piece:
    return _Piece(_STATES[node.state])


@_where.register
def _(node: Has) -> _Piece:
    name = field_of(node.key)
    return _Piece(f"clips.{name} <> ''") if name else _Piece(_WITH_KEY, (node.key.casefold(),))


def _match(node: Node, room: int = _MAX_MATCH_DEPTH) -> str:
    """Return a node of nothing but free text as an FTS5 expression; empty if it is another, or too deep."""
    if isinstance(node, Text):
        return f'"{" ".join(node.words)}"' + " *" * node.prefix
    if isinstance(node, And | Or) and room:
        parts = [_match(part, room - 1) for part in node.parts]
        return f"({(' AND ' if isinstance(node, And) else ' OR ').join(parts)})" if all(parts) else ""
    return ""


def _range(beginning: str) -> tuple[str, str]:
    """Return a text and the first one after all that begin with it; it ends in ASCII."""
    return beginning, beginning[:-1] + chr(ord(beginning[-1]) + 1)


def _merged(operator: str, pieces: Iterable[_Piece]) -> _Piece:
    """Join conditions two by two, the shallow ones first: SQLite has room for neither a long chain nor a deep tree."""
    order = count()
    heap = [(piece.depth, next(order), piece) for piece in pieces]
    heapq.heapify(heap)
    while len(heap) > 1:
        small, large = heapq.heappop(heap)[2], heapq.heappop(heap)[2]
        sql = f"({large.sql} {operator} {small.sql})"
        merged = _Piece(sql, large.parameters + small.parameters, max(large.depth + 1, small.depth + 3))
        heapq.heappush(heap, (merged.depth, next(order), merged))
    return heap[0][2]
