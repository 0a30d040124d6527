import sqlite3
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper import sql, tables
from clipper.query import all_of, any_of, matches, none_of
from clipper.queryparser import parse
from tests import strategies

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def database():
    connection = sqlite3.connect(":memory:")
    connection.executescript(tables.SCHEMA)
    return connection


def fill(database, archive):
    """Replace the clips by others, as a refresh does: the words of the old ones stay in `texts`."""
    cursor = database.cursor()
    tables.delete(cursor, [number for (number,) in cursor.execute("SELECT id FROM clips")])
    tables.insert(cursor, [tables.row(kept, mtime_ns=1, ctime_ns=1, size=1, inode=1) for kept in archive])
    numbers = [number for (number,) in cursor.execute("SELECT id FROM clips ORDER BY id")]
    rows = [(number, *tables.text_row(kept.clip)) for number, kept in zip(numbers, archive, strict=True)]
    cursor.executemany(tables.INSERT_TEXT, rows)


def paths(database, node):
    spoken = sql.speak(node)
    asked = f"SELECT path FROM clips WHERE {spoken.where}"
    parameters = spoken.parameters
    if spoken.match:
        asked = f"SELECT path FROM texts JOIN clips ON clips.id = texts.rowid WHERE texts MATCH ? AND {spoken.where}"
        parameters = (spoken.match, *parameters)
    return {tables.path_of(path) for (path,) in database.execute(asked, parameters)}


def test_sql_finds_what_the_definition_says(database):
    asked = hits = 0

    @settings(max_examples=140, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategies.archives, st.lists(strategies.queries, min_size=10, max_size=10))
    def law(archive, drawn):
        nonlocal asked, hits
        fill(database, archive)
        neighbours = list(pairwise(drawn))
        for query in (*drawn, *map(none_of, drawn), *map(all_of, neighbours), *map(any_of, neighbours)):
            found = paths(database, query)
            assert found == {kept.path for kept in archive if matches(query, kept.clip)}, str(query)
            asked += 1
            hits += bool(found)

    law()
    assert asked >= 5000
    assert 0.2 < hits / asked < 0.95
    print(asked, hits)
