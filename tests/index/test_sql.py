import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper import text
from clipper.errors import UsageError
from clipper.index import schema, sql
from clipper.index.rows import body_key, clip_rows, text_row
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from clipper.query import Has, Node, OneOf, Text, all_of, any_of, matches, negate
from clipper.query.haystack import BODY_LIMIT
from clipper.query.parser import parse
from tests import strategies
from tests.effort import examples
from tests.query import test_nodes

_NO_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema.SCHEMA)
        yield connection


def fill(database: sqlite3.Connection, archive: list[StoredClip]) -> None:
    """Replace the clips by others, as a refresh does: the words of the old ones stay in `texts`."""
    cursor = database.cursor()
    schema.delete(cursor, [number for (number,) in cursor.execute("SELECT id FROM clips")])
    schema.insert(cursor, [clip_rows(stored, mtime_ns=1, ctime_ns=1, size=1, inode=1) for stored in archive])
    numbers = [number for (number,) in cursor.execute("SELECT id FROM clips ORDER BY id")]
    rows = [text_row(number, stored.clip) for number, stored in zip(numbers, archive, strict=True)]
    cursor.executemany(schema.INSERT_TEXT, rows)


def paths(database: sqlite3.Connection, node: Node) -> set[str]:
    compiled = sql.compile_query(node)
    statement = f"SELECT path FROM clips WHERE {compiled.where}"
    parameters = compiled.parameters
    if compiled.match:
        statement = (
            f"SELECT path FROM texts JOIN clips ON clips.id = texts.rowid WHERE texts MATCH ? AND {compiled.where}"
        )
        parameters = (compiled.match, *parameters)
    return {schema.decode_path(path) for (path,) in database.execute(statement, parameters)}


@pytest.mark.sampled
def test_sql_finds_what_the_definition_says(database: sqlite3.Connection) -> None:
    queries = hits = 0

    @settings(max_examples=examples(50), suppress_health_check=_NO_CHECKS)
    @given(strategies.archives, st.lists(strategies.queries, min_size=10, max_size=10))
    def law(archive: list[StoredClip], drawn: list[Node]) -> None:
        nonlocal queries, hits
        fill(database, archive)
        neighbours = list(pairwise(drawn))
        for query in (*drawn, *map(negate, drawn), *map(all_of, neighbours), *map(any_of, neighbours)):
            found = paths(database, query)
            expected = {stored.path for stored in archive if matches(query, stored.clip, stored.handle, stored.path)}
            assert found == expected, str(query)
            queries += 1
            hits += bool(found)

    law()
    assert queries >= examples(50) * 35
    assert 0.2 < hits / queries < 0.95


@pytest.mark.parametrize(("query", "names"), test_nodes.TABLE)
def test_sql_means_the_same_clips(database: sqlite3.Connection, query: str, names: str) -> None:
    fill(database, [StoredClip(name, naming.handle(name), clip) for name, clip in test_nodes.CLIPS.items()])
    node = parse(query, today=test_nodes.TODAY, aliases=test_nodes.ALIASES)
    assert paths(database, node) == set(names.split())


@pytest.mark.parametrize("number", [0, 1, 3, 20_000])
def test_named_clips_are_found_however_many_they_are(database: sqlite3.Connection, number: int) -> None:
    names = [str(n) for n in range(40)]
    fill(database, [StoredClip(name, naming.handle(name), Clip(title="x")) for name in names])
    node = OneOf(frozenset(naming.handle(str(n)) for n in range(number)))
    assert paths(database, node) == set(names[:number])
    assert paths(database, all_of((node, Text(("x",))))) == set(names[:number])


@settings(max_examples=40, suppress_health_check=_NO_CHECKS)
@given(strategies.archives)
def test_a_clip_comes_back_from_the_tables_as_it_went_in_but_for_its_body(
    database: sqlite3.Connection, archive: list[StoredClip]
) -> None:
    fill(database, archive)
    rows = database.execute(f"SELECT {schema.COLUMNS} FROM clips ORDER BY clips.id")
    assert list(map(schema.stored_clip, rows)) == [
        stored.replace(clip=stored.clip.replace(body="")) for stored in archive
    ]


@given(st.text(st.characters(codec="utf-8")) | st.text("aB1 é\u0301’ﬁ日한\u1100\u1161_·\n"))
def test_the_index_is_given_the_words_that_queries_are_made_of(value: str) -> None:
    *_, body = text_row(1, Clip(body=value))
    # As the tokenizer `ascii` does it: letters and digits of ASCII, and whatever is not ASCII.
    folded = "".join(letter.lower() if letter.isascii() else letter for letter in body)
    assert re.findall("[0-9a-z\x80-\U0010ffff]+", folded) == text.words(value)


def test_the_index_is_given_a_body_up_to_its_limit() -> None:
    body = "x " * (BODY_LIMIT // 2) + "out"
    assert text_row(1, Clip(body=body)) == (1, "", " · ", body[:BODY_LIMIT])
    assert text_row(1, Clip(body=f"é {body}"))[3].split()[-2:] == ["x", "x"]


def test_the_old_words_of_a_changed_clip_are_not_found(database: sqlite3.Connection) -> None:
    fill(database, [StoredClip("a.md", "bcdfghjk", Clip(title="old"))])
    fill(database, [StoredClip("a.md", "bcdfghjk", Clip(title="new"))])
    assert paths(database, parse("old", today=TODAY)) == set()
    assert paths(database, parse("-old", today=TODAY)) == {"a.md"}
    assert paths(database, parse("new", today=TODAY)) == {"a.md"}


@pytest.mark.parametrize(
    ("query", "match", "where"),
    [
        ("", "", "1"),
        ("a", '"a"', "1"),
        ("a b*", '"a" AND "b" *', "1"),
        ('"a b"* OR c', '("a b" * OR "c")', "1"),
        ("a (b OR c d) has:url", '"a" AND ("b" OR ("c" AND "d"))', "clips.url <> ''"),
        ("-a", "", "NOT clips.id IN (SELECT rowid FROM texts WHERE texts MATCH ?)"),
        ("has:url", "", "clips.url <> ''"),
        (
            "a OR has:url OR b",
            "",
            "(clips.id IN (SELECT rowid FROM texts WHERE texts MATCH ?) OR clips.url <> '')",
        ),
    ],
)
def test_free_words_at_the_top_can_be_ranked(query: str, match: str, where: str) -> None:
    compiled = sql.compile_query(parse(query, today=TODAY))
    assert (compiled.match, sorted(compiled.where)) == (match, sorted(where))
    assert compiled.needs_texts == bool(match or "MATCH" in where)


def test_no_value_of_a_query_is_in_the_sql() -> None:
    query = 'tag:a source:b author:c x:d url:e.f/g url:h -i date:2025 has:j "k l"'
    hostile = 'tag:"\'; --" source:z author:y x:\'x url:"w.v/\'?u" url:t -s clipped:2024 has:"\';" "r q"'
    plain, harmful = (
        sql.compile_query(parse(words, today=TODAY)) for words in (query, hostile.replace("clipped", "date"))
    )
    assert plain.where == harmful.where
    assert len(plain.parameters) == len(harmful.parameters) == plain.where.count("?")


@pytest.mark.parametrize(
    "query",
    [
        " OR ".join(f"word{n}" for n in range(2000)),
        " ".join(f"-word{n}" for n in range(2000)),
        " OR ".join(f"tag:tag{n}" for n in range(2500)),
        " OR ".join(f"title:a{n} -x:b{n}" for n in range(1250)),
        "x OR -(tag:y " * 20 + "z" + ")" * 20,
        "(is:undated OR x:1 y:2) -(a:1 b:2 OR c:3 -(d:4 OR e:5) " * 19 + "z" + ")" * 19,
        "(a (b:c OR (d " * 6 + "e" + ")))" * 6 + " f" * 2000,
        '"' + "a " * 2500 + '"',
    ],
    ids=lambda query: query[:20],
)
def test_long_and_deep_queries_are_answered(database: sqlite3.Connection, query: str) -> None:
    fill(database, [StoredClip("a.md", "bcdfghjk", Clip(title="word7 z", tags=("tag7",)))])
    node = parse(query, today=TODAY)
    assert bool(paths(database, node)) == matches(node, Clip(title="word7 z", tags=("tag7",)))


def test_what_is_too_deep_for_sqlite_is_refused() -> None:
    node: Node = Has("a")
    for _ in range(45):
        node = negate(any_of([all_of([node, Has("b"), Has("c")]), Has("d")]))
    with pytest.raises(UsageError, match="too deeply nested"):
        sql.compile_query(node)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("source:a", "PRIMARY KEY"),
        ("title:a", "PRIMARY KEY"),
        ("tag:a", "PRIMARY KEY"),
        ("x:a", "PRIMARY KEY"),
        ("url:a.b", "hosts"),
        ("date:2025", "days"),
    ],
)
def test_a_field_is_found_without_looking_at_every_clip(database: sqlite3.Connection, query: str, index: str) -> None:
    compiled = sql.compile_query(parse(query, today=TODAY))
    plan = database.execute(
        f"EXPLAIN QUERY PLAN SELECT id FROM clips WHERE {compiled.where}", compiled.parameters
    ).fetchall()
    steps = [step for *_, step in plan]
    assert any(index in step for step in steps)
    assert "SCAN clips" not in steps


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a b\nc", "a  b c\n", True),
        ("a b c", "a b d", False),
        ("é\u3000x", "é\u3000x\r\n", True),
    ],
)
def test_two_copies_of_a_body_have_one_key_however_their_lines_break(one: str, other: str, same: bool) -> None:
    assert (body_key(one) == body_key(other)) is same


def test_an_empty_body_has_no_key() -> None:
    assert body_key(" \n") is None
