"""The neighbours of a clip: clips of the same story, clips with the same tags, and the next ones in time."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from clipper.index import schema, shingles
from clipper.index.clusters import COMMON
from clipper.model.clip import StoredClip

MOST = 4
"""How many clips of a kind are shown."""

Select: TypeAlias = Callable[..., list[schema.Row]]
"""Returns the rows of a SELECT, given with its parameters."""

_CANDIDATES = 5 * MOST
_MAX_LENGTH = 200_000
_MAX_ALIKE = 200
_OWN = "SELECT id, sort_key, path, body_key, url_key, coalesce(day_from, 0) FROM clips WHERE path = ?"
_SAME_STORY = """
SELECT clip FROM stories WHERE story IN (SELECT story FROM stories WHERE clip = ?)
UNION SELECT id FROM clips WHERE body_key = ?
UNION SELECT id FROM clips WHERE url_key = ? AND url_key <> '' AND (instr(url_key, '/') OR instr(url_key, '?'))
UNION SELECT clips.id FROM sketches JOIN clips ON clips.body_key = sketches.body_key WHERE sketches.id IN ({})
"""
_CLIPS = "SELECT {} FROM clips WHERE {}"
_EARLIEST = "id IN ({}) ORDER BY sort_key = '', sort_key, path LIMIT {}"
# Only clips that may come first are looked up in `clips`: a common tag has many thousand clips.
_SAME_TAGS = """
WITH candidates (clip, shared) AS (
    SELECT clip, count(*) FROM tags WHERE tag IN (SELECT tag FROM tags WHERE clip = ?) GROUP BY clip
)
SELECT id, (SELECT story FROM stories WHERE stories.clip = id), {} FROM candidates JOIN clips ON clip = id
WHERE shared >= coalesce((SELECT shared FROM candidates ORDER BY shared DESC LIMIT 1 OFFSET ?), 1)
ORDER BY shared DESC, abs(coalesce(day_from, 0) - ?), sort_key DESC, path LIMIT ?
"""
_SKETCHES = "SELECT id, sketch FROM sketches WHERE id IN ({})"
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


def find(select: Select, path: str, body: str) -> Neighbours:
    """Return the neighbours of a clip as far as the index knows them; no file is read, and no text compared but this.

    Of the clips that are newer than the table of stories, only this one is recognised by its words.
    """
    rows = select(_OWN, schema.encode_path(path))
    if not rows:
        return Neighbours()
    clip_id, sort_key, stored_path, body_key, url_key, day = rows[0]
    alike = _alike(select, body_key, body) if body_key else []
    found = select(_SAME_STORY.format(_join(alike)), clip_id, body_key, url_key)
    story = {clip for (clip,) in found} - {clip_id}
    earliest = _clips(select, _EARLIEST.format(_join(story), MOST))
    limit = _CANDIDATES + min(len(story), _MAX_ALIKE)
    tagged = select(_SAME_TAGS.format(schema.COLUMNS), clip_id, limit - 1, day, limit)
    others: dict[tuple[int, int | None], StoredClip] = {}  # one clip of each story is enough
    for clip, story_of_clip, *row in tagged:
        if clip not in story and clip != clip_id:
            others.setdefault((0, story_of_clip) if story_of_clip else (clip, None), schema.stored_clip(row))
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


def _alike(select: Select, body_key: bytes, body: str) -> list[int]:
    """Return the ids of the sketches of texts that have many words in common with a text."""
    known = select("SELECT sketch FROM sketches WHERE body_key = ?", body_key)
    if not known and (len(body) > _MAX_LENGTH or not select("SELECT 1 FROM sketches LIMIT 1")):
        return []
    sketch = known[0][0] if known else shingles.sketch(body)
    shared: Counter[int] = Counter()
    common: set[int] = set()
    for shingle in shingles.decode(sketch):
        texts = select("SELECT sketch FROM shingles WHERE shingle = ? LIMIT ?", shingle, COMMON + 1)
        if len(texts) > COMMON:
            common.add(shingle)
        else:
            shared.update(sketch_id for (sketch_id,) in texts)
    own = shingles.read(sketch, frozenset(common))
    candidates = [sketch_id for sketch_id, count in shared.most_common(_MAX_ALIKE) if count >= shingles.MIN_COMMON]
    sketches = select(_SKETCHES.format(_join(candidates)))
    return [
        sketch_id for sketch_id, other in sketches if shingles.are_alike(own, shingles.read(other, frozenset(common)))
    ]


def _join(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids))
