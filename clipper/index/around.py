"""The clips around one: those of the same story, those with the same tags, and the next ones in time."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from clipper.index import schema, shingles
from clipper.index.likeness import CAP
from clipper.model.clip import StoredClip

MOST = 4
"""So many clips are shown of a kind."""

Ask: TypeAlias = Callable[..., list[tuple[Any, ...]]]
"""Returns the rows that a statement selects, given with its parameters."""

_CHOICE = 5 * MOST
_LONGEST = 200_000
_MOST_ALIKE = 200
_OWN = "SELECT id, sorted, path, body_key, url_key, coalesce(day_from, 0) FROM clips WHERE path = ?"
_KIN = """
SELECT clip FROM stories WHERE story IN (SELECT story FROM stories WHERE clip = ?)
UNION SELECT id FROM clips WHERE body_key = ?
UNION SELECT id FROM clips WHERE url_key = ? AND url_key <> '' AND (instr(url_key, '/') OR instr(url_key, '?'))
UNION SELECT clips.id FROM prints JOIN clips ON clips.body_key = prints.body WHERE prints.id IN ({})
"""
_FEW = "SELECT {} FROM clips WHERE {}"
_STORY = "id IN ({}) ORDER BY sorted = '', sorted, path LIMIT {}"
# Only those that may come first are looked up: a common tag has many thousand clips.
_TAGGED = """
WITH likely (clip, shared) AS (
    SELECT clip, count(*) FROM tags WHERE tag IN (SELECT tag FROM tags WHERE clip = ?) GROUP BY clip
)
SELECT id, (SELECT story FROM stories WHERE stories.clip = id), {} FROM likely JOIN clips ON clip = id
WHERE shared >= coalesce((SELECT shared FROM likely ORDER BY shared DESC LIMIT 1 OFFSET ?), 1)
ORDER BY shared DESC, abs(coalesce(day_from, 0) - ?), sorted DESC, path LIMIT ?
"""
_SKETCHES = "SELECT id, sketch FROM prints WHERE id IN ({})"
# As the newest come first in a list: of one day, by their paths.
_BEFORE = ("sorted = ? AND path > ? ORDER BY path", "sorted < ? AND sorted <> '' ORDER BY sorted DESC, path")
_AFTER = ("sorted = ? AND path < ? ORDER BY path DESC", "sorted > ? ORDER BY sorted, path DESC")


class Neighbours(NamedTuple):
    """The first clips of the same story, how many `more` there are, those with most of the same tags, the next in time.

    Before and after a clip without a date there is none.
    """

    story: tuple[StoredClip, ...] = ()
    more: int = 0
    tags: tuple[StoredClip, ...] = ()
    before: StoredClip | None = None
    after: StoredClip | None = None

    @property
    def all(self) -> tuple[StoredClip, ...]:
        """Every clip that is named."""
        return (*self.story, *self.tags, *filter(None, (self.before, self.after)))


def find(ask: Ask, path: str, body: str) -> Neighbours:
    """Return the neighbours of a clip as the index knows them now; no text is read, and none compared anew but its own.

    Of clips that came since texts were last compared only this one is known to be of a story by its words.
    """
    standing = ask(_OWN, schema.spelled(path))
    if not standing:
        return Neighbours()
    own, day, stored, body_key, url_key, ordinal = standing[0]
    alike = _alike(ask, body_key, body) if body_key else []
    kin = {clip for (clip,) in ask(_KIN.format(_listed(alike)), own, body_key, url_key)} - {own}
    story = _few(ask, _STORY.format(_listed(kin), MOST))
    most = _CHOICE + min(len(kin), _MOST_ALIKE)
    tagged = ask(_TAGGED.format(schema.COLUMNS), own, most - 1, ordinal, most)
    others: dict[tuple[int, int | None], StoredClip] = {}  # one clip of a story is enough
    for number, of, *row in tagged:
        if number not in kin and number != own:
            others.setdefault((0, of) if of else (number, None), schema.stored(row))
    return Neighbours(
        tuple(story),
        len(kin) - len(story),
        tuple(others.values())[:MOST],
        _next(ask, _BEFORE, day, stored),
        _next(ask, _AFTER, day, stored),
    )


def _next(ask: Ask, ways: tuple[str, str], day: str, path: str | bytes) -> StoredClip | None:
    if not day:
        return None
    same_day, other_day = (f"{way} LIMIT 1" for way in ways)
    return next(iter(_few(ask, same_day, day, path) or _few(ask, other_day, day)), None)


def _few(ask: Ask, where: str, *parameters: Any) -> list[StoredClip]:
    return [schema.stored(row) for row in ask(_FEW.format(schema.COLUMNS, where), *parameters)]


def _alike(ask: Ask, key: bytes, body: str) -> list[int]:
    """Return the prints of the texts that have many of the words of one in common."""
    known = ask("SELECT sketch FROM prints WHERE body = ?", key)
    if not known and (len(body) > _LONGEST or not ask("SELECT 1 FROM prints LIMIT 1")):
        return []
    sketch = known[0][0] if known else shingles.sketch(body)
    shared: Counter[int] = Counter()
    common: set[int] = set()
    for number in shingles.numbers(sketch):
        holders = ask("SELECT print FROM shingles WHERE number = ? LIMIT ?", number, CAP + 1)
        if len(holders) > CAP:
            common.add(number)
        else:
            shared.update(holder for (holder,) in holders)
    own = shingles.read(sketch, frozenset(common))
    likely = [one for one, number in shared.most_common(_MOST_ALIKE) if number >= shingles.LEAST_COMMON]
    sketches = ask(_SKETCHES.format(_listed(likely)))
    return [one for one, other in sketches if shingles.alike(own, shingles.read(other, frozenset(common)))]


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
