"""The outline of a press review, which is a text of the user's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UsageError
from clipper.library.outline import Outline, OutlineEntry, OutlineSection
from clipper.output.review import outline
from clipper.output.review.outline import HELP, parse, write

TEXT = """\
# Press review, 27 November 2026
Harbour strike and what came of it

> The strike is over.
>
> - three papers blame the ministry

## World
What the *others* say.

* kvqzbtnr  2026-11-26 Daily Example, p. A5: Harbour strike ends after nine days   (+11 outlets)
  Leads on our statement.

  - its first line
  - its picture
- bcdfghjk
Not indented, and a comment all the same.

## In brief
. wxzklmnp  2026-11-25 Beispiel Zeitung: <!-- a headline -->
. zzzzzzzz
"""


def test_an_outline_is_read() -> None:
    assert parse(TEXT, "monday.md") == Outline(
        "Press review, 27 November 2026",
        "Harbour strike and what came of it",
        "The strike is over.\n\n- three papers blame the ministry",
        (
            OutlineSection(
                "World",
                "What the *others* say.",
                (
                    OutlineEntry(
                        "kvqzbtnr", "full", "Leads on our statement.\n\n- its first line\n- its picture", line=11
                    ),
                    OutlineEntry("bcdfghjk", "excerpt", "Not indented, and a comment all the same.", line=16),
                ),
            ),
            OutlineSection(
                "In brief", "", (OutlineEntry("wxzklmnp", "line", line=20), OutlineEntry("zzzzzzzz", "line", line=21))
            ),
        ),
    )


def test_the_help_for_the_editor_is_no_part_of_it() -> None:
    read = parse(TEXT, "x")
    assert parse(f"{TEXT}\n{HELP}", "x") == read
    assert HELP in write(read, with_help=True)
    assert parse(write(read, with_help=True), "x").summary == read.summary


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Only a title\n", "m.md:1: the outline names no clip"),
        ("# One\n\n# Two\n- bcdfghjk\n", "m.md:3: “# Two” is no heading of an outline"),
        ("- bcdfghjk\n### Deep\n", "m.md:2: “### Deep” is no heading of an outline"),
        ("- bcdfghjk\n##\n", "m.md:2: “##” is no heading of an outline"),
    ],
)
def test_a_line_that_means_nothing_is_an_error_with_its_number(text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(text, "m.md")
    assert str(raised.value) == message


def test_line_ends_and_a_mark_at_the_top_do_not_matter() -> None:
    assert parse("\ufeff" + TEXT.replace("\n", "\r\n"), "x") == parse(TEXT, "x")


MARKDOWN = st.lists(
    st.sampled_from(["One line.", "", "- a point", "> quoted", "**bold**", "  deeper"]), max_size=5
).map(lambda lines: "\n".join(lines).strip())
ENTRIES = st.builds(
    OutlineEntry,
    st.text("bcdfghjklmnpqrstvwxz", min_size=8, max_size=8),
    st.sampled_from(["full", "excerpt", "line"]),
    MARKDOWN,
    st.sampled_from(["", "2026-11-26 Daily Example: A headline", "# <!-- *"]),
)
SECTIONS = st.builds(
    OutlineSection,
    st.sampled_from(["World", "In brief", "日本"]),
    st.sampled_from(["", "An introduction."]),
    st.lists(ENTRIES, min_size=1, max_size=4).map(tuple),
)
OUTLINES = st.builds(
    Outline,
    st.sampled_from(["Press review", "Über uns"]),
    st.sampled_from(["", "A subtitle"]),
    MARKDOWN,
    st.lists(SECTIONS, min_size=1, max_size=3).map(tuple),
)


@given(OUTLINES)
def test_what_is_written_is_read_again(planned: Outline) -> None:
    read = outline.parse(outline.write(planned, with_help=True), "x")
    assert [section.heading for section in read.sections] == [section.heading for section in planned.sections]
    plain = [entry.replace(line=0) for entry in read.entries]
    assert [(e.handle, e.extent) for e in plain] == [(e.handle, e.extent) for e in planned.entries]
    assert [e.comment.split() for e in plain] == [e.comment.split() for e in planned.entries]
    assert (read.title, read.subtitle) == (planned.title, planned.subtitle)
    assert read.summary.split() == planned.summary.split()
    assert outline.write(read) == outline.write(outline.parse(outline.write(read), "x"))
