"""The SQL of a list that has one row for each story: the earliest of the story's clips that match the query."""

from collections.abc import Sequence
from typing import Any

from clipper.index import schema
from clipper.model.clip import Pickup, StoryClip

_OTHERS = """(
SELECT group_concat({}, char(10)) FROM (
    SELECT clip_of_other.handle, clip_of_other.date, clip_of_other.source
    FROM stories AS own JOIN stories AS other ON other.story = own.story AND other.clip <> own.clip
    JOIN clips AS clip_of_other ON clip_of_other.id = other.clip WHERE own.clip = clips.id ORDER BY other.place
))"""
PICKUPS = _OTHERS.format("handle || char(9) || date || char(9) || source")
"""A column with the other clips of the story: one per line, and between handle, date and source a tab.

No value contains a line end or a tab.
"""

HANDLES = f"coalesce(replace({_OTHERS.format('handle')}, char(10), ','), '')"
"""A column with the handles of the other clips of the story, with commas between."""

LATER = """
WITH matching (clip, story, place) AS (
    SELECT stories.clip, stories.story, stories.place FROM stories JOIN clips ON clips.id = stories.clip WHERE {}
), later (clip) AS (
    SELECT clip FROM (SELECT clip, row_number() OVER (PARTITION BY story ORDER BY place) AS turn FROM matching)
    WHERE turn > 1
)
"""
"""A CTE `later`: the clips that meet a condition and have an earlier clip in their story that meets it too.

The SELECT after it leaves them out. The condition is formatted in; its parameters come first.
"""


def story_clip(row: Sequence[Any]) -> StoryClip:
    """Return the clip from a row of PICKUPS and `schema.COLUMNS`."""
    listed, *columns = row
    stored = schema.stored_clip(columns)
    pickups = tuple(Pickup(*line.split("\t")) for line in listed.split("\n")) if listed else ()
    return StoryClip(**vars(stored), pickups=pickups)
