"""Names of clips: the file name that a new one gets, and the handle by which people call it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, MutableMapping

from clipper import text
from clipper.model import dates, urls
from clipper.model.clip import Clip

HANDLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{1,8}")
SHORTEST = 3
"""The fewest letters of a handle that lists embolden, so that a beginning stays unique a while."""

_CONFLICT_COPY = (".sync-conflict-", "conflicted copy")
_LETTERS = "bcdfghjklmnpqrstvwxz"
_PAIRS = [one + other for one in _LETTERS for other in _LETTERS]
_STEM_BYTES = 92  # with a suffix and `.md` a name stays under 100 bytes
_SOURCE_BYTES = 30
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def stem(path: str) -> str:
    """Return the last part of a clip's path without its ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def handle(path: str) -> str:
    """Return the handle of a clip: eight letters made from its stem, the same on every machine and in every folder."""
    said = unicodedata.normalize("NFC", stem(path)).encode("utf-8", "surrogateescape")
    number = int.from_bytes(hashlib.blake2b(said, digest_size=8).digest())
    letters = ""
    for _ in range(4):
        number, pair = divmod(number, len(_PAIRS))
        letters += _PAIRS[pair]
    return letters


def is_conflict_copy(path: str) -> bool:
    """Tell whether a sync program made this file, because a clip was changed on two machines."""
    return any(mark in path for mark in _CONFLICT_COPY)


def unique_length(called: str, *neighbours: str | None) -> int:
    """Return how many letters tell a handle from its neighbours in the sorted list of all."""
    needed = SHORTEST
    for other in filter(None, neighbours):
        common = next((n for n, (a, b) in enumerate(zip(called, other, strict=True)) if a != b), len(called))
        needed = max(needed, min(common + 1, len(called)))
    return needed


def candidates(clip: Clip, given: MutableMapping[str, int] | None = None) -> Iterator[str]:
    """Yield paths for a new clip, the best first: `2000/2000-05-19-reuters-title.md`, then with `-2`, `-3` ….

    A clip without a title is called after its address. `given` remembers the numbers that were yielded for clips of
    the same name, which are not yielded again.
    """
    day = dates.iso(clip.date).partition("T")[0]
    pieces = [day, text.slug(clip.source, _SOURCE_BYTES)]
    room = _STEM_BYTES - sum(len(piece.encode()) + 1 for piece in pieces if piece)
    subject = text.slug(clip.title, room) or text.slug(urls.key(clip.url), room)
    name = "-".join(filter(None, (*pieces, subject))) or "untitled"
    if _RESERVED.fullmatch(name):
        name = f"clip-{name}"
    path = f"{day[:4] if day else 'undated'}/{name}"
    given = {} if given is None else given
    while True:
        number = given[path] = given.get(path, 0) + 1
        yield f"{path}.md" if number == 1 else f"{path}-{number}.md"
