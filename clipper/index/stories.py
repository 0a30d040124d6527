"""Stories: clips that have one text, one address, or many of their words in common, found anew when clips changed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from clipper.index import entries, shingles, tables
from clipper.index.entries import Watch

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

CAP = 500
"""A run of words that more texts have than this is a newspaper's footer, and says nothing of a story."""

_BATCH = 500
_NOW = "SELECT coalesce(max(id), 0), count(*) FROM clips"
_UNREAD = """
SELECT body_key, min(path) FROM clips
WHERE body_key IS NOT NULL AND body_key NOT IN (SELECT body FROM prints) GROUP BY body_key
"""
_ORPHANS = "SELECT id, sketch FROM prints WHERE NOT EXISTS (SELECT 1 FROM clips WHERE body_key = prints.body)"
_COMMON = "SELECT number FROM shingles GROUP BY number HAVING count(*) > ?"
_SHARED = "SELECT group_concat(print) FROM shingles GROUP BY number HAVING count(*) BETWEEN 2 AND ?"
_SAME_TEXT = "SELECT group_concat(id) FROM clips WHERE body_key IS NOT NULL GROUP BY body_key HAVING count(*) > 1"
# A home page is the address of many a story.
_SAME_ADDRESS = """
SELECT group_concat(id) FROM clips WHERE url_key <> '' AND (instr(url_key, '/') OR instr(url_key, '?'))
GROUP BY url_key HAVING count(*) > 1
"""
_PRINT_OF_CLIP = """
SELECT clips.id, prints.id, clips.body_key, clips.url_key FROM clips LEFT JOIN prints ON prints.body = clips.body_key
ORDER BY clips.sorted = '', clips.sorted, clips.path
"""


class _Texts:
    """The sketches of the texts, without the shingles that too many of them share."""

    def __init__(self, ask: "Cursor") -> None:
        self._connection = ask.connection
        self._common = frozenset(number for (number,) in ask.execute(_COMMON, (CAP,)))
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, number: int | None) -> shingles.Sketch:
        found = self._connection.execute("SELECT sketch FROM prints WHERE id = ?", (number,)).fetchone()
        return shingles.read(found[0] if found else b"", self._common)


class _Groups:
    """Things that belong together, by number."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def top(self, one: int) -> int:
        """Return the thing that stands for all that belong together with one."""
        above = self._above
        while (higher := above.get(one, one)) != one:
            above[one] = above.get(higher, higher)
            one = higher
        return one

    def join(self, one: int, other: int) -> None:
        """Say that two things belong together."""
        self._above[self.top(other)] = self.top(one)


def relate(connection: "Connection", root: str, watch: Watch) -> bool:
    """Bring the stories up to date with the clips; tell whether there was anything to do.

    Only texts that are new are read, and only once; what belongs together is then told from the sketches of all.
    """
    ask = connection.cursor()
    now = ask.execute(_NOW).fetchone()
    if ask.execute("SELECT last, number FROM compared").fetchone() == now:
        return False
    ask.execute("BEGIN IMMEDIATE")
    with connection:
        for number, sketch in ask.execute(_ORPHANS).fetchall():
            ask.executemany(
                "DELETE FROM shingles WHERE number = ? AND print = ?",
                [(one, number) for one in shingles.numbers(sketch)],
            )
            ask.execute("DELETE FROM prints WHERE id = ?", (number,))
        unread = [(key, tables.path_of(path)) for key, path in ask.execute(_UNREAD).fetchall()]
        _read(ask, entries.sketches(root, unread, watch))
        ask.execute("DELETE FROM stories")
        ask.executemany("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", _stories(ask))
        ask.execute("DELETE FROM compared")
        ask.execute("INSERT INTO compared VALUES (?, ?)", now)
    return True


def _read(ask: "Cursor", sketches: Iterator[tuple[bytes, bytes]]) -> None:
    (first,) = ask.execute("SELECT coalesce(max(id), 0) + 1 FROM prints").fetchone()
    while batch := list(islice(sketches, _BATCH)):
        numbered = list(enumerate(batch, first))
        first += len(batch)
        ask.executemany("INSERT INTO prints VALUES (?, ?, ?)", [(number, *one) for number, one in numbered])
        ask.executemany(
            "INSERT INTO shingles VALUES (?, ?)",
            sorted((shingle, number) for number, (_, sketch) in numbered for shingle in shingles.numbers(sketch)),
        )


def _stories(ask: "Cursor") -> list[tuple[int, int, int, str, int | None]]:
    """Return the rows of all stories: the story, the place in it, the clip, what makes it one of it, the share."""
    texts = _Texts(ask)
    alike = _Groups()
    _join_alike(ask.execute(_SHARED, (CAP,)).fetchall(), texts, alike)
    clips = _Groups()
    for same in (_SAME_TEXT, _SAME_ADDRESS):
        for (listed,) in ask.execute(same):
            first, *others = map(int, listed.split(","))
            for other in others:
                clips.join(first, other)
    holders: dict[int, int] = {}
    rows = ask.execute(_PRINT_OF_CLIP).fetchall()
    for clip, text, *_ in rows:
        if text is not None:
            clips.join(holders.setdefault(alike.top(text), clip), clip)
    members: dict[int, list[tuple[int, int | None, bytes | None, str]]] = {}
    for row in rows:
        members.setdefault(clips.top(row[0]), []).append(row)
    return [row for story in members.values() if len(story) > 1 for row in _rows(story, texts)]


def _join_alike(shared: Iterable[tuple[str]], texts: _Texts, groups: _Groups) -> None:
    """Join the texts that are alike among those that share a run of words; each two are compared once."""
    seen: set[tuple[int, int]] = set()
    for (listed,) in shared:
        holders = sorted(map(int, listed.split(",")))
        for place, one in enumerate(holders):
            for other in holders[:place]:
                if groups.top(one) == groups.top(other) or (other, one) in seen:
                    continue
                seen.add((other, one))
                if shingles.alike(texts.of(one), texts.of(other)):
                    groups.join(other, one)


def _rows(
    story: list[tuple[int, int | None, bytes | None, str]], texts: _Texts
) -> Iterator[tuple[int, int, int, str, int | None]]:
    """Yield the rows of one story, whose clips are given with the earliest first."""
    first, origin, body, _ = story[0]
    bodies: set[bytes] = set()
    addresses: set[str] = set()
    for place, (clip, text, key, address) in enumerate(story):
        kind = "exact" if key in bodies else "address" if address and address in addresses else "near"
        share: int | None = 100
        if key != body or key is None:
            one, other = texts.of(origin), texts.of(text)
            share = round(100 * shingles.share(one, other)) if one.numbers and other.numbers else None
        yield first, place, clip, kind if place else "first", share
        addresses.add(address)
        if key is not None:
            bodies.add(key)
