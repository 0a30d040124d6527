"""A list in which every story is one row: that of its earliest clip among those that answer to the query."""

from collections.abc import Sequence
from typing import Any

from clipper.index import schema
from clipper.model.clip import Pickup, StoryClip

_PICKUPS = """(
SELECT group_concat({}, char(10)) FROM (
    SELECT others.handle, others.date, others.source
    FROM stories AS own JOIN stories AS other ON other.story = own.story AND other.clip <> own.clip
    JOIN clips AS others ON others.id = other.clip WHERE own.clip = clips.id ORDER BY other.place
))"""
PICKUPS = _PICKUPS.format("handle || char(9) || date || char(9) || source")
"""The other clips of a story, a line each, with tabs between what `folded` reads; no value holds either."""

HANDLES = f"coalesce(replace({_PICKUPS.format('handle')}, char(10), ','), '')"
"""The handles of the other clips of a story, with commas between."""

LATER = """
WITH answering (clip, story, place) AS (
    SELECT stories.clip, stories.story, stories.place FROM stories JOIN clips ON clips.id = stories.clip WHERE {}
), later (clip) AS (
    SELECT clip FROM (SELECT clip, row_number() OVER (PARTITION BY story ORDER BY place) AS turn FROM answering)
    WHERE turn > 1
)
"""
"""What must stand before a SELECT that leaves out those `later` clips of which an earlier one of the same story answers
to the condition, too; it has the parameters of that."""


def folded(row: Sequence[Any]) -> StoryClip:
    """Return the clip that a row of PICKUPS and `tables.COLUMNS` holds."""
    listed, *columns = row
    kept = schema.stored(columns)
    pickups = tuple(Pickup(*line.split("\t")) for line in listed.split("\n")) if listed else ()
    return StoryClip(kept.path, kept.handle, kept.clip, kept.words, pickups)
