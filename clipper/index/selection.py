"""The SELECT for the clips that match a query."""

from sys import maxsize
from typing import NamedTuple

from clipper.index import one_per_story, orders, sql
from clipper.query import Node


class Selection(NamedTuple):
    """A SELECT and its parameters; `needs_texts` is True if the full-text table must have the words of every clip."""

    statement: str
    parameters: tuple[str | int, ...]
    needs_texts: bool


def select(columns: str, query: Node, sort: str | None, limit: int, *, group_by: str, by_story: bool) -> Selection:
    """Return the SELECT for columns of the clips that match a query, with `limit` 0 of all.

    They are sorted unless `sort` is None, and grouped unless `group_by` is empty. With `by_story` the first clip of a
    story stands for it.
    """
    compiled = sql.compile_query(query)
    source, where, parameters = "clips", compiled.where, compiled.parameters
    if compiled.match:
        source, where = "texts JOIN clips ON clips.id = texts.rowid", f"texts MATCH ? AND {where}"
        parameters = (compiled.match, *parameters)
    cte = ""
    if by_story:
        condition, repeated = compiled.unranked()
        cte, parameters = one_per_story.LATER.format(condition), (*repeated, *parameters)
        where = f"clips.id NOT IN later AND {where}"
    end = f" GROUP BY {group_by}" if group_by else ""
    if sort is not None:
        key, reverse = orders.parse(sort, ranked=bool(compiled.match))
        end = f" ORDER BY {orders.order_by(key, reverse=reverse)}"
    statement = f"{cte}SELECT {columns} FROM {source} WHERE {where}{end} LIMIT ?"  # noqa: S608 - the user's words are parameters
    return Selection(statement, (*parameters, min(limit, maxsize) or -1), compiled.needs_texts)
