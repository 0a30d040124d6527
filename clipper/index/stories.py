"""Stories: clips that have one text, one address, or many of their words in common, told anew when clips changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from clipper.index import likeness, shingles
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

_NOW = "SELECT coalesce(max(id), 0), count(*) FROM clips"
_SAME_TEXT = "SELECT group_concat(id) FROM clips WHERE body_key IS NOT NULL GROUP BY body_key HAVING count(*) > 1"
# A home page is the address of many a story.
_SAME_ADDRESS = """
SELECT group_concat(id) FROM clips WHERE url_key <> '' AND (instr(url_key, '/') OR instr(url_key, '?'))
GROUP BY url_key HAVING count(*) > 1
"""
_PRINT_OF_CLIP = """
SELECT clips.id, prints.id, prints.alike, clips.body_key, clips.url_key
FROM clips LEFT JOIN prints ON prints.body = clips.body_key
ORDER BY clips.sorted = '', clips.sorted, clips.path
"""


class _Clip(NamedTuple):
    """A clip with the print of its text, and the one that stands for all that are alike."""

    number: int
    text: int | None
    alike: int | None
    body: bytes | None
    address: str


def relate(connection: "Connection", root: str, progress: Progress) -> bool:
    """Bring the stories up to date with the clips; tell whether there was anything to do.

    Only texts that are new are read and compared, and only once; the clips are then told by what is known of all texts.
    """
    ask = connection.cursor()
    now = ask.execute(_NOW).fetchone()
    if ask.execute("SELECT last, number FROM compared").fetchone() == now:
        return False
    ask.execute("BEGIN IMMEDIATE")
    with connection:
        likeness.liken(ask, root, progress)
        ask.execute("DELETE FROM stories")
        ask.executemany("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", _stories(ask))
        ask.execute("DELETE FROM compared")
        ask.execute("INSERT INTO compared VALUES (?, ?)", now)
    return True


def _stories(ask: "Cursor") -> list[tuple[int, int, int, str, int | None]]:
    """Return the rows of all stories: the story, the place in it, the clip, what makes it one of it, the share."""
    clips = likeness.Groups()
    for same in (_SAME_TEXT, _SAME_ADDRESS):
        for (listed,) in ask.execute(same):
            first, *others = map(int, listed.split(","))
            for other in others:
                clips.join(first, other)
    holders: dict[int, int] = {}
    rows = [_Clip(*row) for row in ask.execute(_PRINT_OF_CLIP)]
    for clip in rows:
        if clip.alike is not None:
            clips.join(holders.setdefault(clip.alike, clip.number), clip.number)
    members: dict[int, list[_Clip]] = {}
    for clip in rows:
        members.setdefault(clips.top(clip.number), []).append(clip)
    texts = likeness.Texts(ask)
    return [row for story in members.values() if len(story) > 1 for row in _rows(story, texts)]


def _rows(story: list[_Clip], texts: likeness.Texts) -> Iterator[tuple[int, int, int, str, int | None]]:
    """Yield the rows of one story, whose clips are given with the earliest first."""
    first = story[0]
    bodies: set[bytes] = set()
    addresses: set[str] = set()
    for place, clip in enumerate(story):
        kind = "exact" if clip.body in bodies else "address" if clip.address and clip.address in addresses else "near"
        share: int | None = 100
        if clip.body != first.body or clip.body is None:
            one, other = texts.of(first.text), texts.of(clip.text)
            share = round(100 * shingles.share(one, other)) if one.numbers and other.numbers else None
        yield first.number, place, clip.number, kind if place else "first", share
        addresses.add(clip.address)
        if clip.body is not None:
            bodies.add(clip.body)
