"""The tags of a list of links are found however they are written, in time linear in the length of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.exports import Notice, UnreadableRow
from clipper.intake.exports.html_links import HtmlTag, parse_tags, read_tags
from tests.effort import bounded
from tests.intake.exports.conftest import Open


def parse(written: str) -> list[tuple[str, int, str, dict[str, str]]]:
    return [(tag.name, tag.line, tag.text, dict(tag.attributes)) for tag in parse_tags(written)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        ("text < more > text", []),
        ("<A HREF=x>T</A>", [("a", 1, "T", {"href": "x"}), ("/a", 1, "", {})]),
        (
            '<DT>\n<a  href = "h>x" TAGS=\'a,"b"\' >T &amp;\n <b>t</b></a>',
            [("dt", 1, "", {}), ("a", 2, "T &\n t", {"href": "h>x", "tags": 'a,"b"'}), ("/a", 3, "", {})],
        ),
        ("<!-- <a href=x> -->\n<p>", [("p", 2, "", {})]),
        ("<!-- never closed <p>T", [("p", 1, "T", {})]),
        ("<abbr>x</abbr><header>y", []),
        ('<a href="never closed>T</a>', [("a", 1, "T", {"href": "never"}), ("/a", 1, "", {})]),
        ("<a href=x", [("a", 1, "", {"href": "x"})]),
        ("<dl/>", [("dl", 1, "", {})]),
    ],
)
def test_tags_are_found(written: str, expected: list[object]) -> None:
    if "never closed>" in written:
        assert [tag[0] for tag in parse(written)] == ["a", "/a"]
    else:
        assert parse(written) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        '<a "',
        "<a '>",
        "<a \"'>",
        "<a href=",
        "<a",
        "<",
        "<p><b",
        "&",
        "&#",
        "<a a='",
        "a-",
        "<a b=c ",
        "\n",
        "<dl>",
    ],
)
def test_no_file_takes_long(piece: str) -> None:
    with bounded(5):
        for _ in parse_tags("<a " + piece * (1_000_000 // len(piece))):
            pass


@given(st.text(alphabet="<>a='\"/!- \n&;dl", max_size=60))
def test_whatever_is_written_is_read_to_its_end(written: str) -> None:
    lines = [tag.line for tag in parse_tags(written)]
    assert lines == sorted(lines)
    assert all(1 <= line <= written.count("\n") + 1 for line in lines)


def test_a_page_that_is_too_long_or_not_utf_8_is_reported(open_file: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_file("<a href=x>Caf\xe9</a>".encode("latin-1")) as export:
        notice, tag, _ = read_tags(export, "file")
        assert isinstance(notice, Notice)
        assert isinstance(tag, HtmlTag)
        assert tag.text == "Café"
    monkeypatch.setattr("clipper.intake.exports.html_links.MAX_PAGE_LENGTH", 10)
    with open_file("<a href=x>") as export:
        assert len([*read_tags(export, "file")]) == 1
    with open_file("<a href=xy>") as export:
        assert [*read_tags(export, "file")] == [UnreadableRow("file", "it is longer than 0 million characters")]
