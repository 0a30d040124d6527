"""The tables of the index: how they are made, how a clip becomes rows, and how a row becomes a clip again.

- `clips`: a row for each file. A changed clip gets a new row, with an id that was never used before. The columns:
  - `path` to `inode`: the file, with its `stat` values when it was read.
  - `name_handle` follows from the clip's name; so does `handle`, unless several clips have that name: then it follows
    from the path (see `assign_handles`).
  - The fields of the clip as it states them, a field with several values as one line for each; `extra`, its other keys
    as JSON; `words`, the number of words of its body; `problem`, why it cannot be read; `inferred`, the fields that
    its header lacks, with commas between.
  - For sorting and searching: `day_from` and `day_to`, the first day of its date and the day after the last, as
    ordinals; the same for `clipped`; `sort_key`, by which dates are sorted; `url_key` and `host`, of its normalised
    address; `body_key`, a hash of its body.
  - `pack`: the pack that has its texts; 0 as long as `texts` does not have its words.
- `tags`: the tags of a clip, as they are compared.
- `fields`: the words of each text field, of each other key of a clip, and of its path, as a haystack. The rows of one
  key lie side by side, so a search in a field reads nothing else.
- `texts`: the full-text table. Its rowid is the id of the clip; `details` is description, authors, source and tags.
- `packs`: the texts of which rows of `texts` were made, some clips in one pack, and how many of these clips are left.
  SQLite cannot delete such a row without its text, and with words of deleted clips the ranks of all others would be
  wrong: a rank depends on how many clips have a word.
- `deleted_texts`: the ids of deleted clips whose words are in `texts` still, each with its pack. The next search for
  words deletes them.

The others find the clips that tell one story. They are filled when a command first asks for stories:

- `sketches`: a row for each different text, however many clips have it: the hash of the text, the path and the week of
  its earliest clip, its cluster, and its sketch (its smallest shingles, see `shingles.py`). Texts that are alike are in
  one cluster, known by the id of one of them; it may hold several stories.
- `shingles`: for each shingle, the sketches that contain it.
- `common_shingles`: the shingles that are boilerplate (see `clusters.py`). They do not count when texts are compared.
- `stories`: a row for each clip of a story, which has two clips or more: `story`, the id of its earliest clip; `place`,
  from 0 in order of time; `clip`; `kind`, why it belongs to the story; `share`, how much of the text it shares with
  the earliest clip, in percent.
- `stories_state`: the highest id and the number of clips when `stories` was last filled. If they have changed since,
  `stories` is filled again.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from clipper.model.keys import FIELDS
from clipper.model.values import Value

if TYPE_CHECKING:
    from sqlite3 import Cursor

Row: TypeAlias = tuple[Any, ...]
"""A row that SQLite returns; its values are those of the columns of the SELECT."""

TextRow: TypeAlias = tuple[int, str, str, str]
"""A row of `texts`: the id of a clip, and the words of its title, of `details`, and of its body."""


class ClipRows(NamedTuple):
    """What the index stores of a clip, without the clip's id."""

    columns: Row
    """The values for `clips`, in the order of its columns."""
    tags: tuple[str, ...]
    """The tags as they are compared."""
    fields: tuple[tuple[str, str], ...]
    """Each key with the words of its values."""


READING = 4
"""The number of the way in which files become rows. Raise it with every change after which a file that did not change
would have other rows: an index that was built before is built again."""

_LIST_FIELDS = tuple(name for name, spec in FIELDS.items() if spec.many)
_FILE_COLUMNS = ("path", "folder", "mtime_ns", "ctime_ns", "size", "inode", "name_handle", "handle")
_DERIVED_COLUMNS = ("day_from", "day_to", "clipped_from", "clipped_to", "sort_key", "url_key", "host", "body_key")
_CLIP_COLUMNS = (*_FILE_COLUMNS, *FIELDS, "extra", "words", "problem", "inferred", *_DERIVED_COLUMNS)

# `list_columns` has all columns that the plainest list shows: a list of everything reads that index, not the table.
SCHEMA = f"""
CREATE TABLE clips (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    name_handle TEXT NOT NULL,
    handle TEXT NOT NULL,
    {" ".join(f"{name} TEXT NOT NULL," for name in FIELDS)}
    extra TEXT NOT NULL,
    words INTEGER NOT NULL,
    problem TEXT NOT NULL,
    inferred TEXT NOT NULL,
    day_from INTEGER,
    day_to INTEGER,
    clipped_from INTEGER,
    clipped_to INTEGER,
    sort_key TEXT NOT NULL,
    url_key TEXT NOT NULL,
    host TEXT NOT NULL,
    body_key BLOB,
    pack INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX list_columns ON clips (sort_key DESC, path, handle, date, source, title, tags);
CREATE INDEX folders ON clips (folder);
CREATE INDEX handles ON clips (handle);
CREATE INDEX names ON clips (name_handle, handle);
CREATE INDEX days ON clips (day_from, day_to);
CREATE INDEX addresses ON clips (url_key) WHERE url_key <> '';
CREATE INDEX hosts ON clips (host) WHERE host <> '';
CREATE INDEX bodies ON clips (body_key) WHERE body_key IS NOT NULL;
CREATE INDEX clips_with_title_only ON clips (title) WHERE body_key IS NULL AND url_key = '';
CREATE INDEX unreadable ON clips (id) WHERE problem <> '';
CREATE INDEX not_in_texts ON clips (id) WHERE pack = 0;
CREATE TABLE tags (tag TEXT NOT NULL, clip INTEGER NOT NULL, PRIMARY KEY (tag, clip)) WITHOUT ROWID;
CREATE INDEX tags_of_clip ON tags (clip);
CREATE TABLE fields (
    key TEXT NOT NULL, words TEXT NOT NULL, clip INTEGER NOT NULL, PRIMARY KEY (key, clip)
) WITHOUT ROWID;
CREATE INDEX fields_of_clip ON fields (clip);
CREATE TABLE sketches (
    id INTEGER PRIMARY KEY, body_key BLOB NOT NULL UNIQUE, path TEXT NOT NULL, week INTEGER,
    cluster INTEGER NOT NULL, sketch BLOB NOT NULL
);
CREATE TABLE shingles (
    shingle INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (shingle, sketch)
) WITHOUT ROWID;
CREATE TABLE common_shingles (shingle INTEGER PRIMARY KEY);
CREATE TABLE stories (
    story INTEGER NOT NULL, place INTEGER NOT NULL, clip INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, share INTEGER,
    PRIMARY KEY (story, place)
) WITHOUT ROWID;
CREATE TABLE stories_state (max_id INTEGER NOT NULL, clip_count INTEGER NOT NULL);
CREATE TABLE packs (id INTEGER PRIMARY KEY, clips INTEGER NOT NULL, texts BLOB NOT NULL);
CREATE TABLE deleted_texts (clip INTEGER PRIMARY KEY, pack INTEGER NOT NULL);
CREATE VIRTUAL TABLE texts USING fts5 (title, details, body, content = '', tokenize = 'ascii');
"""

COLUMNS = ", ".join(f"clips.{name}" for name in ("path", "handle", "words", *FIELDS, "extra", "problem", "inferred"))
"""The columns that `stored_clip` reads, in its order."""

INSERT_TEXT = "INSERT INTO texts (rowid, title, details, body) VALUES (?, ?, ?, ?)"
"""The statement that inserts a `TextRow`."""

_INSERT_CLIP = f"INSERT INTO clips (id, {', '.join(_CLIP_COLUMNS)}) VALUES (?{', ?' * len(_CLIP_COLUMNS)})"  # noqa: S608 - our own names
_INSERT_TAG = "INSERT INTO tags VALUES (?, ?)"
_INSERT_FIELD = "INSERT INTO fields VALUES (?, ?, ?)"
_SET_HANDLE = "UPDATE clips SET handle = ? WHERE id = ?"
_NAMES = "SELECT name_handle FROM clips GROUP BY name_handle HAVING count(*)"
_FREE_NAMES = f"UPDATE clips SET handle = name_handle WHERE handle <> name_handle AND name_handle IN ({_NAMES} = 1)"  # noqa: S608 - our own
_SHARED_NAMES = f"SELECT id, path FROM clips WHERE handle = name_handle AND name_handle IN ({_NAMES} > 1)"  # noqa: S608 - our own
_NEXT_ID = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'clips'"
_DELETE = (
    "INSERT INTO deleted_texts SELECT id, pack FROM clips WHERE id = ? AND pack <> 0",
    "DELETE FROM tags WHERE clip = ?",
    "DELETE FROM fields WHERE clip = ?",
    "DELETE FROM clips WHERE id = ?",
)


def insert(cursor: "Cursor", clips: Iterable[ClipRows]) -> None:
    """Insert clips into every table except `texts`, which gets their words when a query first needs them."""
    (first,) = cursor.execute(_NEXT_ID).fetchone()
    with_ids = list(enumerate(clips, first))
    cursor.executemany(_INSERT_CLIP, [(clip_id, *rows.columns) for clip_id, rows in with_ids])
    cursor.executemany(_INSERT_TAG, [(tag, clip_id) for clip_id, rows in with_ids for tag in rows.tags])
    cursor.executemany(
        _INSERT_FIELD, [(key, words, clip_id) for clip_id, rows in with_ids for key, words in rows.fields]
    )


def delete(cursor: "Cursor", ids: Iterable[int]) -> None:
    """Delete clips, by their ids, from every table except `texts`, which the next search for words tidies."""
    rows = [(clip_id,) for clip_id in ids]
    for statement in _DELETE:
        cursor.executemany(statement, rows)


def assign_handles(cursor: "Cursor") -> None:
    """Give each clip the handle of its name, or where several clips have that name, the handles of their paths.

    So the handles follow from the paths in the archive alone, whatever was added first.
    """
    cursor.execute(_FREE_NAMES)
    shared = cursor.execute(_SHARED_NAMES).fetchall()
    cursor.executemany(_SET_HANDLE, [(naming.path_handle(decode_path(path)), clip_id) for clip_id, path in shared])


def stored_clip(row: Sequence[Any]) -> StoredClip:
    """Return the clip, without its body, from a row of COLUMNS."""
    path, handle, words, *values, extra, problem, inferred = row
    fields = dict(zip(FIELDS, values, strict=True))
    for name in _LIST_FIELDS:
        fields[name] = tuple(fields[name].split("\n")) if fields[name] else ()
    clip = Clip(**fields, extra=decode_extra(extra) if extra else {}, problem=problem)
    return StoredClip(decode_path(path), handle, clip, words, tuple(inferred.split(",")) if inferred else ())


def encode_path(path: str) -> str | bytes:
    """Return a path as SQLite can store it: as bytes if it contains surrogates, as those of invalid UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
    return path


def decode_path(value: str | bytes) -> str:
    """Return the path that `encode_path` encoded."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def decode_extra(extra: str) -> dict[str, Value]:
    """Return the keys of a header that are not fields, with their values, from the column `extra`."""
    from json import loads

    decoded: dict[str, Value] = loads(extra)
    return decoded
