"""The table of stories: clips with the same text, the same address, or texts that are alike.

Which texts are alike: see `shingles.are_alike`. What follows from the clips alone follows in the same way whatever was
added first: texts are compared in the order of time.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from clipper.index import clusters, series, shingles
from clipper.index.clusters import Sketches, Source
from clipper.index.schema import decode_path
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

MAX_DAYS = 31
"""Texts that are further apart are one story only if neither has much that is not in the other."""

MAX_DAYS_OF_NOTICES = 3
"""A very short text that comes again later is a notice of the next meeting, although most of its words are the same."""

_STATE = "SELECT coalesce(max(id), 0), count(*) FROM clips"
_CLIPS = """
SELECT id, path, title, day_from, day_to, body_key, url_key FROM clips ORDER BY sort_key = '', sort_key, path
"""

_StoryRow: TypeAlias = tuple[int, int, int, str, int | None]
"""A row of `stories`: the story, the place in it, the clip, why it belongs to the story, the share in percent."""


class _Clip(NamedTuple):
    """A clip as the index stores it. The title and the day of a text are those of its earliest clip."""

    id: int
    path: str | bytes
    title: str
    day_from: int | None
    day_to: int | None
    body_key: bytes | None
    url_key: str

    @property
    def day(self) -> int | None:
        """The ordinal of its day; None if its date is not exact to the day."""
        return self.day_from if self.day_from and self.day_to == self.day_from + 1 else None

    @property
    def has_own_address(self) -> bool:
        """Whether its address is that of one piece; a home page is the address of many."""
        return "/" in self.url_key or "?" in self.url_key


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
        clips = [_Clip(*row) for row in cursor.execute(_CLIPS)]
        texts = {clip.body_key: clip for clip in reversed(clips) if clip.body_key is not None}
        sources = {key: Source(decode_path(clip.path), clip.day and clip.day // 7) for key, clip in texts.items()}
        is_complete = clusters.update_clusters(cursor, root, sources, progress)
        cursor.execute("DELETE FROM stories")
        cursor.executemany("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", _all_rows(cursor, clips, texts))
        cursor.execute("DELETE FROM stories_state")
        if is_complete:
            cursor.execute("INSERT INTO stories_state VALUES (?, ?)", state)
    return True


def _all_rows(cursor: "Cursor", clips: list[_Clip], texts: dict[bytes, _Clip]) -> list[_StoryRow]:
    """Return the rows of all stories; the clips are in order of time, `texts` has the earliest clip of each text."""
    sketches = Sketches(cursor)
    sketch_ids: dict[bytes, int] = {}
    in_cluster: dict[int, list[_Clip]] = {}
    for key, sketch_id, cluster in cursor.execute("SELECT body_key, id, cluster FROM sketches"):
        sketch_ids[key] = sketch_id
        in_cluster.setdefault(cluster, []).append(texts[key])
    union = clusters.Clusters()
    place = {clip.id: number for number, clip in enumerate(clips)}
    for members in in_cluster.values():
        if len(members) > 1:
            members.sort(key=lambda clip: place[clip.id])
            for first, member in _editions(members, sketch_ids, sketches):
                union.join(first.id, member.id)
    first_at: dict[str, int] = {}
    for clip in clips:
        if clip.body_key is not None:
            union.join(texts[clip.body_key].id, clip.id)
        if clip.has_own_address:
            union.join(first_at.setdefault(clip.url_key, clip.id), clip.id)
    stories: dict[int, list[_Clip]] = {}
    for clip in clips:
        stories.setdefault(union.find(clip.id), []).append(clip)
    return [row for story in stories.values() if len(story) > 1 for row in _rows(story, sketch_ids, sketches)]


def _editions(
    texts: Sequence[_Clip], sketch_ids: Mapping[bytes, int], sketches: Sketches
) -> Iterator[tuple[_Clip, _Clip]]:
    """Yield the editions among some texts, given in order of time, each with the earliest text that it is one of.

    An edition is like that text itself, not like another edition: otherwise each issue of a newsletter would lead on to
    the next.
    """
    firsts: list[_Clip] = []
    for text in texts:
        sketch = sketches.get(sketch_ids.get(text.body_key or b""))
        for first in firsts:
            days = abs(text.day - first.day) if text.day and first.day else None
            first_sketch = sketches.get(sketch_ids.get(first.body_key or b""))
            if is_edition(first_sketch, sketch, first.title, text.title, days):
                yield first, text
                break
        else:
            firsts.append(text)


def is_edition(
    first_sketch: shingles.Sketch, sketch: shingles.Sketch, first_title: str, title: str, days: int | None
) -> bool:
    """Tell whether a text is an edition of an earlier one; `days` are between them, None if that is not known."""
    if not shingles.are_alike(first_sketch, sketch):
        return False
    if days is not None and days > MAX_DAYS_OF_NOTICES and (first_sketch.is_short or sketch.is_short):
        return False
    if days is not None and days > MAX_DAYS and not shingles.are_nearly_equal(first_sketch, sketch):
        return False
    return not series.are_issues(first_title, title, days)


def _rows(story: list[_Clip], sketch_ids: Mapping[bytes, int], sketches: Sketches) -> Iterator[_StoryRow]:
    """Yield the rows of one story; its clips are in order of time."""
    first = story[0]
    earliest_text = sketches.get(sketch_ids.get(first.body_key or b""))
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
            text = sketches.get(sketch_ids.get(clip.body_key or b""))
            is_comparable = earliest_text.own and text.own
            share = round(100 * shingles.share(earliest_text, text)) if is_comparable else None
        yield first.id, place, clip.id, kind if place else "first", share
        url_keys.add(clip.url_key)
        if clip.body_key is not None:
            body_keys.add(clip.body_key)
