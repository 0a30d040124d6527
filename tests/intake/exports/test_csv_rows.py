"""A table is read by the names of its columns; a row that does not fit is told with its line, and hides no other."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.intake.exports import Notice, UnknownName, UnreadableRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows
from tests.intake.exports.conftest import Open

REQUIRED = ("title", "url")


def read(open_file: Open, held: str | bytes) -> list[object]:
    with open_file(held) as export:
        return [
            (one.place.partition(":")[2], one.cells["title"], one.cells["url"])
            if isinstance(one, CsvRow)
            else (one.place.partition(":")[2], one.reason)
            if isinstance(one, UnreadableRow)
            else one
            for one in read_rows(export, "file", REQUIRED)
        ]


@pytest.mark.parametrize(
    ("held", "expected"),
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
def test_rows_are_found_by_their_columns(held: str, expected: list[object], open_file: Open) -> None:
    assert read(open_file, held) == expected


def test_what_other_columns_hold_is_not_lost(open_file: Open) -> None:
    with open_file("title,url,Mood,Empty\na,b,grim, \n") as export:
        found = [*read_rows(export, "file", REQUIRED)]
    assert found[:2] == [UnknownName("mood"), UnknownName("empty")]
    assert isinstance(found[2], CsvRow)
    assert found[2].others == {"mood": "grim"}


def test_cells_of_a_megabyte_are_read_and_one_of_eleven_hides_no_other(open_file: Open) -> None:
    large = "x" * 1_000_000
    assert read(open_file, f'title,url\n{large},b\n"{large}\n{large}",c\n') == [
        ("2", large, "b"),
        ("3", f"{large}\n{large}", "c"),
    ]
    found = read(open_file, "title,url\na,b\n" + '"' + f"{large}\n" * 11 + '",c\nd,e\n')
    assert found[0] == ("2", "a", "b")
    assert found[1] == ("3", "field larger than field limit (10000000)")
    assert csv.field_size_limit() == 131_072
    assert read(open_file, "title,url\na,b\n" + "x" * 10_000_001)[1] == ("", "line 3 is too long")


def test_quotes_that_are_never_closed_cost_their_rows_only(open_file: Open) -> None:
    line = "x" * 99_999 + "\n"
    found = read(open_file, "title,url\na,b\n" + f'"never\n{line * 110}c,d\n' * 2)
    assert [one for one in found if len(one) == 3] == [("2", "a", "b"), ("114", "c", "d"), ("226", "c", "d")]  # type: ignore[arg-type]
    assert len(found) == 3 + 2 * 111


def test_what_is_to_be_said_of_the_encoding_is_said(open_file: Open) -> None:
    notice, row = read(open_file, "title,url\nCaf\xe9,b\n".encode("cp1252"))
    assert isinstance(notice, Notice)
    assert row == ("2", "Café", "b")


def test_the_names_of_columns_are_safe_to_show(open_file: Open) -> None:
    with open_file("ti\x1b[2Jtle,u\u202erl," + "x" * 500) as export:
        assert read_header(export, "file")[:2] == ("ti␛[2jtle", "u<u+202e>rl")
        assert all(len(name) <= 60 for name in read_header(export, "file"))


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=20)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    assert [one[1:] for one in read(open_file, out.getvalue())] == written  # type: ignore[index]
