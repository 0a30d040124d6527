"""The table of stories: clips with the same text, the same address, or texts that are alike.

Which texts are alike: see `shingles.are_alike`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from clipper.index import clusters, shingles
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

_STATE = "SELECT coalesce(max(id), 0), count(*) FROM clips"
_SAME_TEXT = "SELECT group_concat(id) FROM clips WHERE body_key IS NOT NULL GROUP BY body_key HAVING count(*) > 1"
# A home page is the address of many stories.
_SAME_ADDRESS = """
SELECT group_concat(id) FROM clips WHERE url_key <> '' AND (instr(url_key, '/') OR instr(url_key, '?'))
GROUP BY url_key HAVING count(*) > 1
"""
_CLIPS = """
SELECT clips.id, sketches.id, sketches.cluster, clips.body_key, clips.url_key
FROM clips LEFT JOIN sketches ON sketches.body_key = clips.body_key
ORDER BY clips.sort_key = '', clips.sort_key, clips.path
"""

_StoryRow: TypeAlias = tuple[int, int, int, str, int | None]
"""A row of `stories`: the story, the place in it, the clip, why it belongs to the story, the share in percent."""


class _Clip(NamedTuple):
    """The id of a clip, with the sketch of its text and the sketch's cluster."""

    id: int
    sketch: int | None
    cluster: int | None
    body_key: bytes | None
    url_key: str


def update_stories(connection: "Connection", root: str, progress: Progress) -> bool:
    """Bring the table of stories up to date with the clips; return whether there was anything to do.

    Only new texts are read and compared, and each only once. The stories are then computed from the stored clusters.
    """
    cursor = connection.cursor()
    state = cursor.execute(_STATE).fetchone()
    if cursor.execute("SELECT max_id, clip_count FROM stories_state").fetchone() == state:
        return False
    cursor.execute("BEGIN IMMEDIATE")
    with connection:
        clusters.update_clusters(cursor, root, progress)
        cursor.execute("DELETE FROM stories")
        cursor.executemany("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", _all_rows(cursor))
        cursor.execute("DELETE FROM stories_state")
        cursor.execute("INSERT INTO stories_state VALUES (?, ?)", state)
    return True


def _all_rows(cursor: "Cursor") -> list[_StoryRow]:
    """Return the rows of all stories."""
    union = clusters.Clusters()
    for same in (_SAME_TEXT, _SAME_ADDRESS):
        for (listed,) in cursor.execute(same):
            first, *others = map(int, listed.split(","))
            for other in others:
                union.join(first, other)
    first_of_cluster: dict[int, int] = {}
    clips = [_Clip(*row) for row in cursor.execute(_CLIPS)]
    for clip in clips:
        if clip.cluster is not None:
            union.join(first_of_cluster.setdefault(clip.cluster, clip.id), clip.id)
    stories: dict[int, list[_Clip]] = {}
    for clip in clips:
        stories.setdefault(union.find(clip.id), []).append(clip)
    sketches = clusters.Sketches(cursor)
    return [row for story in stories.values() if len(story) > 1 for row in _rows(story, sketches)]


def _rows(story: list[_Clip], sketches: clusters.Sketches) -> Iterator[_StoryRow]:
    """Yield the rows of one story; its clips are in order of time."""
    first = story[0]
    body_keys: set[bytes] = set()
    url_keys: set[str] = set()
    for place, clip in enumerate(story):
        if clip.body_key in body_keys:
            kind = "exact"
        elif clip.url_key and clip.url_key in url_keys:
            kind = "address"
        else:
            kind = "near"
        share: int | None = 100
        if clip.body_key != first.body_key or clip.body_key is None:
            earliest_text, text = sketches.get(first.sketch), sketches.get(clip.sketch)
            is_comparable = earliest_text.shingles and text.shingles
            share = round(100 * shingles.share(earliest_text, text)) if is_comparable else None
        yield first.id, place, clip.id, kind if place else "first", share
        url_keys.add(clip.url_key)
        if clip.body_key is not None:
            body_keys.add(clip.body_key)
