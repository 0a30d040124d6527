"""The members of stories: each clip with what it shares with the earliest clip of its story."""

from collections.abc import Iterator
from typing import NamedTuple

from clipper.index import schema, sql
from clipper.index.database import Database
from clipper.model.clip import StoredClip
from clipper.query import Node

_STORIES = """
SELECT stories.story, stories.kind, stories.share, {columns} FROM stories JOIN clips ON clips.id = stories.clip
JOIN clips AS earliest ON earliest.id = stories.story
WHERE stories.story IN (SELECT stories.story FROM stories JOIN clips ON clips.id = stories.clip WHERE {where})
ORDER BY earliest.sort_key DESC, earliest.path, stories.place
"""


class StoryMember(NamedTuple):
    """A clip of a story: the id of the story, why the clip belongs to it, and what it shares with the earliest clip.

    `kind` is `first`, `exact`, `address` or `near`. `share` is in percent; None if a text is too short to compare.
    """

    story: int
    kind: str
    share: int | None
    stored: StoredClip


def read(database: Database, query: Node) -> Iterator[StoryMember]:
    """Yield all clips of the stories in which a clip matches; the newest story and its earliest clip come first."""
    compiled = sql.compile_query(query)
    where, parameters = compiled.unranked()
    statement = _STORIES.format(columns=schema.COLUMNS, where=where)
    rows = database.select(statement, *parameters, texts=compiled.needs_texts, stories=True)
    return (StoryMember(story, kind, share, schema.stored_clip(row)) for story, kind, share, *row in rows)
