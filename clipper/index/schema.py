"""The tables of the index: how they are made, what a clip is in them, and the way back."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from clipper import text
from clipper.model import dates, urls
from clipper.model.clip import FIELDS, Clip, StoredClip, Value, field_of, scalars
from clipper.query.haystack import BODY_LIMIT, haystack, tag_key

if TYPE_CHECKING:
    from sqlite3 import Cursor

Flat: TypeAlias = tuple[tuple[Any, ...], tuple[str, ...], tuple[tuple[str, str], ...]]
"""A clip as rows without its id: its own, its tags as they are compared, the words under its keys."""

_WORDED = tuple(name for name in FIELDS if name not in {"date", "url", "tags", "clipped"})
_MANY = tuple(name for name, spec in FIELDS.items() if spec.many)
_STANDING = ("path", "folder", "mtime_ns", "ctime_ns", "size", "inode", "handle")
_DERIVED = ("day_from", "day_to", "clipped_from", "clipped_to", "sorted", "url_key", "host", "body_key")
_ROW = (*_STANDING, *FIELDS, "extra", "words", "problem", *_DERIVED)

# A clip that changed gets a new id, never used before: its old words stay in `texts`, and no clip answers to them.
# The index of the newest holds all that the plainest list shows, so that a list of everything reads nothing else.
# `prints` has the sketch of every text once, however many clips hold it, and the text that stands for all that are
# `alike`; `shingles` has the way back from its numbers, of which those in `common` say nothing. `stories` has what
# `stories.py` made of them when the newest clip and the number of all were those in `compared`.
# The words of a field are a `haystack` under its name in `fields`, where all of one key lie side by side.
SCHEMA = f"""
CREATE TABLE clips (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    handle TEXT NOT NULL,
    {" ".join(f"{name} TEXT NOT NULL," for name in FIELDS)}
    extra TEXT NOT NULL,
    words INTEGER NOT NULL,
    problem TEXT NOT NULL,
    day_from INTEGER,
    day_to INTEGER,
    clipped_from INTEGER,
    clipped_to INTEGER,
    sorted TEXT NOT NULL,
    url_key TEXT NOT NULL,
    host TEXT NOT NULL,
    body_key BLOB,
    searched INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX newest ON clips (sorted DESC, path, handle, date, source, title, tags);
CREATE INDEX folders ON clips (folder);
CREATE INDEX handles ON clips (handle);
CREATE INDEX days ON clips (day_from, day_to);
CREATE INDEX addresses ON clips (url_key) WHERE url_key <> '';
CREATE INDEX hosts ON clips (host) WHERE host <> '';
CREATE INDEX bodies ON clips (body_key) WHERE body_key IS NOT NULL;
CREATE INDEX bare ON clips (title) WHERE body_key IS NULL AND url_key = '';
CREATE INDEX unreadable ON clips (id) WHERE problem <> '';
CREATE INDEX unsearched ON clips (id) WHERE NOT searched;
CREATE TABLE tags (tag TEXT NOT NULL, clip INTEGER NOT NULL, PRIMARY KEY (tag, clip)) WITHOUT ROWID;
CREATE INDEX tags_of_clip ON tags (clip);
CREATE TABLE fields (
    key TEXT NOT NULL, words TEXT NOT NULL, clip INTEGER NOT NULL, PRIMARY KEY (key, clip)
) WITHOUT ROWID;
CREATE INDEX fields_of_clip ON fields (clip);
CREATE TABLE prints (
    id INTEGER PRIMARY KEY, body BLOB NOT NULL UNIQUE, sketch BLOB NOT NULL, alike INTEGER NOT NULL
);
CREATE TABLE shingles (number INTEGER NOT NULL, print INTEGER NOT NULL, PRIMARY KEY (number, print)) WITHOUT ROWID;
CREATE TABLE common (number INTEGER PRIMARY KEY);
CREATE TABLE stories (
    story INTEGER NOT NULL, place INTEGER NOT NULL, clip INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, share INTEGER,
    PRIMARY KEY (story, place)
) WITHOUT ROWID;
CREATE TABLE compared (last INTEGER NOT NULL, number INTEGER NOT NULL);
CREATE VIRTUAL TABLE texts USING fts5 (title, about, body, content = '', tokenize = 'ascii');
"""

COLUMNS = ", ".join(f"clips.{name}" for name in ("path", "handle", "words", *FIELDS, "extra", "problem"))
"""What `stored` reads, in its order."""

INSERT_TEXT = "INSERT INTO texts (rowid, title, about, body) VALUES (?, ?, ?, ?)"
"""The words of one clip: its id and its `text_row`."""

_INSERT_CLIP = f"INSERT INTO clips (id, {', '.join(_ROW)}) VALUES (?{', ?' * len(_ROW)})"  # noqa: S608 - our own names
_INSERT_TAG = "INSERT INTO tags VALUES (?, ?)"
_INSERT_FIELD = "INSERT INTO fields VALUES (?, ?, ?)"
_NEXT_ID = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'clips'"
_DELETE = ("DELETE FROM tags WHERE clip = ?", "DELETE FROM fields WHERE clip = ?", "DELETE FROM clips WHERE id = ?")


def row(stored: StoredClip, *, mtime_ns: int, ctime_ns: int, size: int, inode: int) -> Flat:
    """Return a clip, with what the system says of its file, as rows that need only an id."""
    clip = stored.clip
    values = {name: getattr(clip, name) for name in FIELDS}
    day, moment = dates.extent(clip.date), dates.extent(clip.clipped)
    key = urls.key(clip.url) if clip.url else ""
    own = (
        spelled(stored.path),
        spelled(stored.path.rpartition("/")[0]),
        mtime_ns,
        ctime_ns,
        size,
        inode,
        stored.handle,
        *["\n".join(value) if isinstance(value, tuple) else value for value in values.values()],
        _encoded(clip.extra) if clip.extra else "",
        stored.words,
        clip.problem,
        *((day.start, day.end) if day else (None, None)),
        *((moment.start, moment.end) if moment else (None, None)),
        dates.sort_key(clip.date),
        key,
        key.partition("/")[0].partition("?")[0],
        body_key(clip.body),
    )
    found = {name: [held] if isinstance(held, str) else held for name in _WORDED if (held := values[name])}
    for key, held in clip.extra.items():
        if field_of(key) is None:
            found[key.casefold()] = [*found.get(key.casefold(), ()), *scalars(held)]
    tags = tuple({tag_key(tag): None for tag in clip.tags})
    return own, tags, tuple((key, haystack(held)) for key, held in found.items() if held)


def text_row(clip: Clip) -> tuple[str, str, str]:
    """Return the words of a clip for `texts`: of its title, of what is said about it, and of its body.

    Pure ASCII goes as it is, for the tokenizer splits and folds that as `text.words` does.
    """
    about = (clip.description, *clip.author, clip.source, *clip.tags)
    return _words(clip.title), " · ".join(map(_words, about)), _words(clip.body[:BODY_LIMIT])


def body_key(body: str) -> bytes | None:
    """Return what two copies of one body have in common, however their lines are broken; None for an empty one."""
    letters = body[:BODY_LIMIT].encode("utf-8", "replace").translate(None, b" \t\n\v\f\r")
    return blake2b(letters, digest_size=8).digest() if letters else None


def insert(cursor: "Cursor", flats: Iterable[Flat]) -> None:
    """Add clips; their words are added to `texts` when something is first searched."""
    (first,) = cursor.execute(_NEXT_ID).fetchone()
    numbered = list(enumerate(flats, first))
    cursor.executemany(_INSERT_CLIP, [(number, *own) for number, (own, _, _) in numbered])
    cursor.executemany(_INSERT_TAG, [(tag, number) for number, (_, tags, _) in numbered for tag in tags])
    cursor.executemany(
        _INSERT_FIELD, [(key, words, number) for number, (_, _, fields) in numbered for key, words in fields]
    )


def delete(cursor: "Cursor", numbers: Iterable[int]) -> None:
    """Take clips out of every table but `texts`, which forgets nothing, by their ids."""
    rows = [(number,) for number in numbers]
    for statement in _DELETE:
        cursor.executemany(statement, rows)


def stored(row: Sequence[Any]) -> StoredClip:
    """Return the clip, without its body, that a row of COLUMNS holds."""
    path, handle, words, *values, extra, problem = row
    named = dict(zip(FIELDS, values, strict=True))
    for name in _MANY:
        named[name] = tuple(named[name].split("\n")) if named[name] else ()
    return StoredClip(
        path_of(path), handle, Clip(**named, extra=_decoded(extra) if extra else {}, problem=problem), words
    )


def spelled(path: str) -> str | bytes:
    """Return a path as it is stored: one that is no text, for its name holds strange bytes, as bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
    return path


def path_of(stored: str | bytes) -> str:
    """Return the path that is stored."""
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogatepass")


def _encoded(extra: Mapping[str, Value]) -> str:
    from json import dumps  # few clips have such keys, and a list waits for every import

    return dumps(extra)


def _decoded(extra: str) -> dict[str, Value]:
    from json import loads

    decoded: dict[str, Value] = loads(extra)
    return decoded


def _words(value: str) -> str:
    if value.isascii():
        return value
    return " ".join([piece if piece.isascii() else " ".join(text.words(piece)) for piece in value.split()])
