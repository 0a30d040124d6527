"""The words of a row of the full-text table: with them it is deleted as if it had never been there."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from clipper.index import indexed_words, schema
from clipper.index.rows import text_row
from clipper.model.clip import Clip

RANKS = "SELECT rowid, bm25(texts, 10.0, 4.0, 1.0) FROM texts WHERE texts MATCH ? ORDER BY rowid"
texts = st.text(st.sampled_from("ab Bé東-'\x00\u0301\n0"), max_size=20)
clips = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=8)


def table(rows: list[schema.TextRow]) -> sqlite3.Cursor:
    cursor = sqlite3.connect(":memory:").cursor()
    for statement in schema.SCHEMA.strip().split(";\n"):
        cursor.execute(statement)
    for row in rows:
        indexed_words.insert(cursor, (row, indexed_words.encode(row)))
    return cursor


@given(clips, st.sets(st.integers(0, 7)))
def test_what_is_deleted_leaves_no_trace_in_the_ranks(kept: list[tuple[str, str, str]], deleted: set[int]) -> None:
    rows = [
        text_row(number, Clip(title=title, source=source, body=body))
        for number, (title, source, body) in enumerate(kept)
    ]
    cursor = table(rows)
    cursor.executemany("INSERT INTO deleted_texts VALUES (?)", [(number,) for number in deleted if number < len(rows)])
    indexed_words.delete_outdated(cursor)
    fresh = table([row for row in rows if row[0] not in deleted])
    for query in ('"a"', '"b"', '"a b"', '"a" *', '"a" OR "0"', '"東"'):
        assert cursor.execute(RANKS, (query,)).fetchall() == fresh.execute(RANKS, (query,)).fetchall()
    assert cursor.execute("SELECT clip FROM indexed_words").fetchall() == [
        (row[0],) for row in rows if row[0] not in deleted
    ]
    cursor.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")
