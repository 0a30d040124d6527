"""A table is read by the names of its columns; a row that does not fit is reported and hides no other."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.intake.exports import Notice, UnknownName, UnreadableRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows
from tests.effort import examples
from tests.intake.exports.conftest import Open

REQUIRED = ("title", "url")


def read(open_file: Open, content: str | bytes) -> list[object]:
    with open_file(content) as export:
        return [
            (row.place.partition(":")[2], row.cells["title"], row.cells["url"])
            if isinstance(row, CsvRow)
            else (row.place.partition(":")[2], row.reason)
            if isinstance(row, UnreadableRow)
            else row
            for row in read_rows(export, "file", REQUIRED)
        ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("title,url\na,b\n", [("2", "a", "b")]),
        ("URL , Title\r\nb,a\r\n", [("2", "a", "b")]),
        ("title,url\ra,b\r", [("2", "a", "b")]),
        ("\ufefftitle,url\na,b", [("2", "a", "b")]),
        ('"title","url"\n"a\n1","b ""c"", d"\nx,y\n', [("2", "a\n1", 'b "c", d'), ("4", "x", "y")]),
        ("title,url\n\n,\n  , \na,b\n", [("5", "a", "b")]),
        (
            "title,url\na\nb,c,\nd,e,f\n",
            [("2", "it has 1 cell, the first row 2"), ("3", "b", "c"), ("4", "it has 3 cells, the first row 2")],
        ),
        ("title,url,mood,\na,b,c,\n", [UnknownName("mood"), ("2", "a", "b")]),
        ("title,url,title\na,b,c\n", [("2", "a", "b")]),
        ("title,uri\na,b\n", [("", "it has no column url")]),
        ("", []),
        ("title,url\n\0,\x1b\n", [("2", "\0", "\x1b")]),
        ('title,url\na "block_quote" word,b\n', [("2", 'a "block_quote" word', "b")]),
        ('title,url\n"a,b\nc,d\n', [("2", "a quote is opened and never closed"), ("3", "c", "d")]),
        ('title,url\na,b\n"open', [("2", "a", "b"), ("3", "a quote is opened and never closed")]),
        ('title,url\na,b\n"closed",c', [("2", "a", "b"), ("3", "closed", "c")]),
    ],
)
def test_rows_are_found_by_their_columns(content: str, expected: list[object], open_file: Open) -> None:
    assert read(open_file, content) == expected


def test_what_other_columns_hold_is_not_lost(open_file: Open) -> None:
    with open_file("title,url,Mood,Empty\na,b,grim, \n") as export:
        results = [*read_rows(export, "file", REQUIRED)]
    assert results[:2] == [UnknownName("mood"), UnknownName("empty")]
    assert isinstance(results[2], CsvRow)
    assert results[2].others == {"mood": "grim"}


def test_cells_of_a_megabyte_are_read_and_one_of_eleven_hides_no_other(open_file: Open) -> None:
    large = "x" * 1_000_000
    assert read(open_file, f'title,url\n{large},b\n"{large}\n{large}",c\n') == [
        ("2", large, "b"),
        ("3", f"{large}\n{large}", "c"),
    ]
    results = read(open_file, "title,url\na,b\n" + '"' + f"{large}\n" * 11 + '",c\nd,e\n')
    assert results[0] == ("2", "a", "b")
    assert results[1] == ("3", "field larger than field limit (10000000)")
    assert csv.field_size_limit() == 131_072
    assert read(open_file, "title,url\na,b\n" + "x" * 10_000_001)[1] == ("", "line 3 is too long")


def test_quotes_that_are_never_closed_cost_their_rows_only(open_file: Open) -> None:
    line = "x" * 99_999 + "\n"
    results = read(open_file, "title,url\na,b\n" + f'"never\n{line * 110}c,d\n' * 2)
    assert [row for row in results if len(row) == 3] == [("2", "a", "b"), ("114", "c", "d"), ("226", "c", "d")]  # type: ignore[arg-type]
    assert len(results) == 3 + 2 * 111


def test_a_guessed_encoding_gives_a_notice(open_file: Open) -> None:
    notice, row = read(open_file, "title,url\nCaf\xe9,b\n".encode("cp1252"))
    assert isinstance(notice, Notice)
    assert row == ("2", "Café", "b")


def test_the_names_of_columns_are_safe_to_show(open_file: Open) -> None:
    with open_file("ti\x1b[2Jtle,u\u202erl," + "x" * 500) as export:
        assert read_header(export, "file")[:2] == ("ti␛[2jtle", "u<u+202e>rl")
        assert all(len(name) <= 60 for name in read_header(export, "file"))


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=20)


@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(cells, cells).filter(lambda row: any(cell.strip() for cell in row))),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_written_as_csv_is_read_as_it_was(
    open_file: Open, written: list[tuple[str, str]], end: str
) -> None:
    out = io.StringIO()
    table = csv.writer(out, lineterminator=end)
    table.writerows([REQUIRED, *written])
    assert [row[1:] for row in read(open_file, out.getvalue())] == written  # type: ignore[index]
