"""Packs of texts: with them a row of the full-text table is deleted as if it had never been there."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.index import Index, schema, text_packs
from clipper.index.rows import text_row
from clipper.model.clip import Clip
from clipper.query.parser import parse
from tests.conftest import no_progress

RANKS = "SELECT rowid, bm25(texts, 10.0, 4.0, 1.0) FROM texts WHERE texts MATCH ? ORDER BY rowid"
CLIPS_LEFT = "SELECT clips FROM packs ORDER BY id"
texts = st.text(st.sampled_from("ab Bé東-'\x00\u0301\n0"), max_size=20)
clips = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=40)


def table(rows: Sequence[schema.TextRow]) -> sqlite3.Cursor:
    cursor = sqlite3.connect(":memory:").cursor()
    for statement in schema.SCHEMA.strip().split(";\n"):
        cursor.execute(statement)
    for pack in text_packs.make_packs(rows):
        text_packs.insert(cursor, pack)
    return cursor


def delete(cursor: sqlite3.Cursor, packs: Sequence[text_packs.TextPack], ids: set[int]) -> None:
    outdated = [(row[0], number) for number, pack in enumerate(packs, 1) for row in pack.rows if row[0] in ids]
    cursor.executemany("INSERT INTO deleted_texts VALUES (?, ?)", outdated)
    text_packs.delete_outdated(cursor)


@given(clips, st.sets(st.integers(0, 39)))
def test_what_is_deleted_leaves_no_trace_in_the_ranks(kept: list[tuple[str, str, str]], deleted: set[int]) -> None:
    rows = [
        text_row(number, Clip(title=title, source=source, body=body))
        for number, (title, source, body) in enumerate(kept)
    ]
    cursor = table(rows)
    packs = list(text_packs.make_packs(rows))
    delete(cursor, packs, deleted)
    fresh = table([row for row in rows if row[0] not in deleted])
    for query in ('"a"', '"b"', '"a b"', '"a" *', '"a" OR "0"', '"東"'):
        assert cursor.execute(RANKS, (query,)).fetchall() == fresh.execute(RANKS, (query,)).fetchall()
    left = [len({row[0] for row in pack.rows} - deleted) for pack in packs]
    assert cursor.execute(CLIPS_LEFT).fetchall() == [(count,) for count in left if count]
    cursor.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")


def test_clips_of_one_pack_can_be_deleted_one_after_the_other() -> None:
    rows = [text_row(number, Clip(title=f"t{number}", body=f"word{number} text")) for number in range(3)]
    cursor = table(rows)
    packs = list(text_packs.make_packs(rows))
    for number, left in enumerate(([(2,)], [(1,)], [])):
        delete(cursor, packs, {number})
        assert cursor.execute(CLIPS_LEFT).fetchall() == left
        assert not cursor.execute(RANKS, (f'"word{number}"',)).fetchall()


def test_a_pack_is_small_in_number_and_in_size() -> None:
    short = [(number, "title", "", "body") for number in range(40)]
    long = [(number, "", "", "x" * 200_000) for number in range(40, 43)]
    packs = list(text_packs.make_packs([*short, *long]))
    assert [len(pack.rows) for pack in packs] == [16, 16, 9, 1, 1]
    assert [row for pack in packs for row in pack.rows] == [*short, *long]


@pytest.mark.parametrize("damage", ["zeroblob(40)", "x''", "(SELECT texts FROM packs WHERE id = 2)"])
def test_with_a_damaged_pack_the_index_is_built_again(tmp_path: Path, damage: str) -> None:
    root = tmp_path / "clips"
    root.mkdir()
    for number in range(20):
        (root / f"{number}.md").write_text(f"---\ntitle: Harbour {number}\n---\n\npluto\n", encoding="utf-8")
    query = parse("pluto", today=date(2026, 11, 22))
    index = Index(root, tmp_path / "index", no_progress)
    assert index.count(query) == 20
    index.database._connection.execute(f"UPDATE packs SET texts = {damage} WHERE id = 1")
    for file in root.iterdir():
        file.write_text("---\ntitle: Other\n---\n\nneptune\n", encoding="utf-8")
    index.refresh()

    assert index.count(query) == 0
    assert index.count(parse("neptune", today=date(2026, 11, 22))) == 20
    index.close()
