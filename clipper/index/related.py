"""The stored clips that have something in common with a new one: its address, its body, or its title."""

from collections.abc import Callable
from typing import Any, NamedTuple

from clipper.index import schema
from clipper.index.schema import Row
from clipper.model import dates
from clipper.model.clip import Clip, StoredClip

# Each repeats the condition of its partial index: otherwise SQLite would not use that index.
_BY_BODY = "body_key = ?"
_BY_ADDRESS = "url_key = ? AND url_key <> ''"
_BY_TITLE_ONLY = "title = ? AND date = ? AND source = ? AND body_key IS NULL AND url_key = ''"
_BY_DAY_AND_TITLE = "day_from = ? AND title = ? AND date = ? AND source = ?"
_MOST = 20
_STATEMENT = f"""
SELECT body_key IS ? AS same_body, {schema.COLUMNS} FROM clips WHERE {{}}
ORDER BY same_body DESC, (url = ?) + (title = ?) + (date = ?) + (source = ?) DESC, path LIMIT {_MOST}
"""  # noqa: S608 - our own conditions


class RelatedClip(NamedTuple):
    """A stored clip, and whether its body is that of the new clip."""

    stored: StoredClip
    same_body: bool


def find(select: Callable[..., list[Row]], clip: Clip, address: str, body: bytes | None) -> list[RelatedClip]:
    """Return the stored clips at the address of a clip, else those with its body, else those with its title.

    `address` and `body` are the keys of the clip (`urls.key`, `rows.body_key`). The first are those most like it.
    """
    found: list[RelatedClip] = []
    if address:
        found = _find(select, clip, body, _BY_ADDRESS, address)
    if body and not found:
        found = _find(select, clip, body, _BY_BODY, body)
    if not address and not body and clip.title:
        values = (clip.title, clip.date, clip.source)
        found = _find(select, clip, body, _BY_TITLE_ONLY, *values)
        if not found and clip.source and (day := dates.span(clip.date)):
            found = _find(select, clip, body, _BY_DAY_AND_TITLE, day.start, *values)
    return found


def _find(
    select: Callable[..., list[Row]], clip: Clip, body: bytes | None, where: str, *parameters: Any
) -> list[RelatedClip]:
    likeness = (clip.url, clip.title, clip.date, clip.source)
    rows = select(_STATEMENT.format(where), body, *parameters, *likeness)
    return [RelatedClip(schema.stored_clip(row), bool(same_body)) for same_body, *row in rows]
