"""The neighbours of a clip: clips of the same story, clips with the same tags, and the next ones in time."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from clipper.index import schema
from clipper.model.clip import StoredClip

MOST = 4
"""How many clips of a kind are shown."""

MAX_COMPARED = 20_000
"""In an archive with more clips, nobody waits until all texts are compared: a story is what has one text or address."""

Select: TypeAlias = Callable[..., list[schema.Row]]
"""Returns the rows of a SELECT, given with its parameters."""

_CANDIDATES = 5 * MOST
_MAX_LEFT_OUT = 200
_OWN = "SELECT id, sort_key, path, body_key, url_key, coalesce(day_from, 0) FROM clips WHERE path = ?"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM clips LIMIT ?)"
_STORY = "SELECT clip FROM stories WHERE story IN (SELECT story FROM stories WHERE clip = ?)"
_SAME_TEXT_OR_ADDRESS = """
SELECT id FROM clips WHERE body_key = ?
UNION SELECT id FROM clips WHERE url_key = ? AND url_key <> '' AND (instr(url_key, '/') OR instr(url_key, '?'))
"""
_STORY_OF_CLIP = "(SELECT story FROM stories WHERE stories.clip = id)"
_CLIPS = "SELECT {} FROM clips WHERE {}"
_EARLIEST = "id IN ({}) ORDER BY sort_key = '', sort_key, path LIMIT {}"
# Only clips that may come first are looked up in `clips`: a common tag has many thousand clips.
_SAME_TAGS = """
WITH candidates (clip, shared) AS (
    SELECT clip, count(*) FROM tags WHERE tag IN (SELECT tag FROM tags WHERE clip = ?) GROUP BY clip
)
SELECT id, {}, {} FROM candidates JOIN clips ON clip = id
WHERE shared >= coalesce((SELECT shared FROM candidates ORDER BY shared DESC LIMIT 1 OFFSET ?), 1)
ORDER BY shared DESC, abs(coalesce(day_from, 0) - ?), sort_key DESC, path LIMIT ?
"""
# The conditions for the next clip of the same day, and for the next of another day, in the order of the list “newest
# first”, which sorts the clips of one day by path.
_BEFORE = ("sort_key = ? AND path > ? ORDER BY path", "sort_key < ? AND sort_key <> '' ORDER BY sort_key DESC, path")
_AFTER = ("sort_key = ? AND path < ? ORDER BY path DESC", "sort_key > ? ORDER BY sort_key, path DESC")


class Neighbours(NamedTuple):
    """The clips around a clip: those of the same story, those with most of the same tags, and the next ones in time.

    `story` has only the earliest clips of the story; `more` is the number of its other clips. A clip without a date has
    none `before` or `after` it.
    """

    story: tuple[StoredClip, ...] = ()
    more: int = 0
    tags: tuple[StoredClip, ...] = ()
    before: StoredClip | None = None
    after: StoredClip | None = None

    @property
    def all(self) -> tuple[StoredClip, ...]:
        """Every clip among them."""
        return (*self.story, *self.tags, *filter(None, (self.before, self.after)))


def find(select: Select, path: str) -> Neighbours:
    """Return the neighbours of a clip; new texts are compared for it, unless there are very many clips."""
    rows = select(_OWN, schema.encode_path(path))
    if not rows:
        return Neighbours()
    clip_id, sort_key, stored_path, body_key, url_key, day = rows[0]
    ((count,),) = select(_COUNT, MAX_COMPARED + 1)
    if is_compared := count <= MAX_COMPARED:
        found = select(_STORY, clip_id, stories=True)
    else:
        found = select(_SAME_TEXT_OR_ADDRESS, body_key, url_key)
    story = {clip for (clip,) in found} - {clip_id}
    earliest = _clips(select, _EARLIEST.format(_join(story), MOST))
    limit = _CANDIDATES + min(len(story), _MAX_LEFT_OUT)
    story_of_clip = _STORY_OF_CLIP if is_compared else "NULL"
    tagged = select(_SAME_TAGS.format(story_of_clip, schema.COLUMNS), clip_id, limit - 1, day, limit)
    others: dict[tuple[int, int | None], StoredClip] = {}  # one clip of each story is enough
    for clip, other_story, *row in tagged:
        if clip not in story and clip != clip_id:
            others.setdefault((0, other_story) if other_story else (clip, None), schema.stored_clip(row))
    return Neighbours(
        tuple(earliest),
        len(story) - len(earliest),
        tuple(others.values())[:MOST],
        _next(select, _BEFORE, sort_key, stored_path),
        _next(select, _AFTER, sort_key, stored_path),
    )


def _next(select: Select, conditions: tuple[str, str], sort_key: str, path: str | bytes) -> StoredClip | None:
    if not sort_key:
        return None
    same_day, other_day = (f"{condition} LIMIT 1" for condition in conditions)
    return next(iter(_clips(select, same_day, sort_key, path) or _clips(select, other_day, sort_key)), None)


def _clips(select: Select, where: str, *parameters: Any) -> list[StoredClip]:
    return [schema.stored_clip(row) for row in select(_CLIPS.format(schema.COLUMNS, where), *parameters)]


def _join(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids))
