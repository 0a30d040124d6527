"""The words with which a row of the full-text table was made, kept so that the row can be deleted.

The table has no texts of its own, and SQLite deletes a row of such a table only if it is told the words again. It needs
each different word once, and the number of words in each column, by which the length of the text is counted.
"""

import re
import zlib
from typing import TYPE_CHECKING

from clipper.index.schema import INSERT_TEXT, IndexedText, TextRow

if TYPE_CHECKING:
    from sqlite3 import Cursor

_DELETE = "INSERT INTO texts (texts, rowid, title, details, body) VALUES ('delete', ?, ?, ?, ?)"
_DELETED = "SELECT clip, words FROM indexed_words WHERE clip IN (SELECT clip FROM deleted_texts)"
# What SQLite's tokenizer `ascii` takes for a word.
_WORD = "[0-9A-Za-z\x80-\U0010ffff]+"
_FASTEST = 1


def encode(row: TextRow) -> bytes:
    """Return what is needed to delete a row of the full-text table."""
    columns = []
    for value in row[1:]:
        words = re.findall(_WORD, value.lower() if value.isascii() else value)
        columns.append(f"{len(words)} {' '.join(sorted(set(words)))}")
    return zlib.compress("\n".join(columns).encode(), _FASTEST)


def insert(cursor: "Cursor", text: IndexedText) -> None:
    """Insert the words of a clip into the full-text table."""
    row, words = text
    cursor.execute(INSERT_TEXT, row)
    cursor.execute("INSERT INTO indexed_words VALUES (?, ?)", (row[0], words))
    cursor.execute("UPDATE clips SET in_texts = 1 WHERE id = ?", row[:1])


def delete_outdated(cursor: "Cursor") -> None:
    """Delete from the full-text table the words of the clips that were deleted."""
    for clip_id, words in cursor.execute(_DELETED).fetchall():
        cursor.execute(_DELETE, (clip_id, *_decode(words)))
        cursor.execute("DELETE FROM indexed_words WHERE clip = ?", (clip_id,))
    cursor.execute("DELETE FROM deleted_texts")


def _decode(encoded: bytes) -> list[str]:
    """Return columns with as many words as those of the row, and with the same different words."""
    columns = []
    for line in zlib.decompress(encoded).decode().split("\n"):
        count, *words = line.split(" ")
        columns.append(" ".join(words + words[:1] * (int(count) - len(words))))
    return columns
