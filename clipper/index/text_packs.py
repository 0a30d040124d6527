"""Packs of the texts of which the full-text table was made, compressed, so that its rows can be deleted.

The table has no texts of its own, and SQLite deletes a row of such a table only if it is told the text again. To
compress several texts together takes less time and less room than each by itself.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from clipper.index.schema import INSERT_TEXT, TextRow

if TYPE_CHECKING:
    from sqlite3 import Cursor

_DELETE = "INSERT INTO texts (texts, rowid, title, details, body) VALUES ('delete', ?, ?, ?, ?)"
_MAX_ROWS = 16
_MAX_CHARACTERS = 1 << 18
_FASTEST = 1
_BLANK, _END = " ", "\0"  # for the tokenizer both are what stands between words
_ROW_SIZE = 4


class TextPack(NamedTuple):
    """Rows of the full-text table, and their texts as they are kept."""

    rows: tuple[TextRow, ...]
    texts: bytes


def make_packs(rows: Sequence[TextRow]) -> Iterator[TextPack]:
    """Yield rows in packs, each so small that it is soon decompressed for one of its rows."""
    pack: list[TextRow] = []
    characters = 0
    for row in rows:
        size = sum(map(len, row[1:]))
        if pack and (len(pack) == _MAX_ROWS or characters + size > _MAX_CHARACTERS):
            yield TextPack(tuple(pack), _compress(pack))
            pack, characters = [], 0
        pack.append(row)
        characters += size
    if pack:
        yield TextPack(tuple(pack), _compress(pack))


def insert(cursor: "Cursor", pack: TextPack) -> None:
    """Insert rows into the full-text table, and keep their texts."""
    cursor.executemany(INSERT_TEXT, pack.rows)
    cursor.execute("INSERT INTO packs (clips, texts) VALUES (?, ?)", (len(pack.rows), pack.texts))
    ids = [(cursor.lastrowid, row[0]) for row in pack.rows]
    cursor.executemany("UPDATE clips SET pack = ? WHERE id = ?", ids)


def delete_outdated(cursor: "Cursor") -> None:
    """Delete from the full-text table the rows of the clips that were deleted; drop the packs that are used up."""
    deleted = cursor.execute("SELECT pack, clip FROM deleted_texts ORDER BY pack, clip").fetchall()
    for pack, group in groupby(deleted, key=lambda row: row[0]):
        ids = [clip_id for _, clip_id in group]
        (texts,) = cursor.execute("SELECT texts FROM packs WHERE id = ?", (pack,)).fetchone() or (b"",)
        cursor.executemany(_DELETE, _rows(texts, ids))
        cursor.execute("UPDATE packs SET clips = clips - ? WHERE id = ?", (len(ids), pack))
        cursor.execute("DELETE FROM packs WHERE id = ? AND clips = 0", (pack,))
    cursor.execute("DELETE FROM deleted_texts")


def _compress(rows: Sequence[TextRow]) -> bytes:
    values = [str(value).replace(_END, _BLANK) for row in rows for value in row]
    return zlib.compress(_END.join(values).encode(), _FASTEST)


def _rows(texts: bytes, ids: Sequence[int]) -> list[TextRow]:
    """Return the rows with some ids of a pack; raise ValueError if it does not have them, since it is damaged."""
    try:
        values = iter(zlib.decompress(texts).decode().split(_END))
        rows = {int(first): (int(first), *columns) for first, *columns in zip(*[values] * _ROW_SIZE, strict=True)}
        return [rows[clip_id] for clip_id in ids]
    except (zlib.error, KeyError) as error:
        raise ValueError("a pack of texts is damaged") from error
