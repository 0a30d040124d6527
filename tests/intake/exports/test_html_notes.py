"""No word of a note is lost: its markup becomes Markdown, and a quotation is told from the words of the user."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.exports.html_notes import read_note, read_quotes


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            '<DD>First, see <a href="https://o.example/r?a=1&amp;b">the report</a>, and call.',
            "First, see [the report](https://o.example/r?a=1&b), and call.",
        ),
        ("<DD><a href=https://o.example/>https://o.example/</a>", "https://o.example/"),
        ("<dd>one<br>two<br/>three", "one\ntwo\nthree"),
        ("First.<p>Second.</p><p>Third.</p>", "First.\n\nSecond.\n\nThird."),
        ("Points:<ul><li>one</li><li>two</li></ul>end", "Points:\n\n- one\n- two\n\nend"),
        ("Before<h3>Not a folder</h3>after", "Before\n\nNot a folder\n\nafter"),
        ("A <b>note</b> &amp; more, 1 < 2", "A note & more, 1 < 2"),
        ("<blockquote>One<br>Two</blockquote>Mine.", "> One\n> Two\n\nMine."),
        ("<blockquote>Not closed", "> Not closed"),
        ("&lt;blockquote&gt;Hello&lt;/blockquote&gt; my words", "> Hello\n\nmy words"),
        ("two\nlines", "two\nlines"),
        ("", ""),
    ],
)
def test_markup_becomes_markdown(markup: str, expected: str) -> None:
    assert read_note(markup).text == expected


def test_quotations_can_be_told_apart() -> None:
    note = read_note("Mine.<blockquote>One</blockquote> <blockquote>Two</blockquote>", apart=True)
    assert (note.text, note.quotes) == ("Mine.", ["> One", "> Two"])


def test_a_plain_note_with_quotations_is_read_too() -> None:
    assert read_quotes("<blockquote>One</blockquote> Mine <b>.") == "> One\n\nMine <b>."
    assert read_quotes("a <b> c") == "a <b> c"


pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<li>",
        "<a href=x>",
        "</a>",
        "<blockquote>",
        "</blockquote>",
        "<b>",
        "w1 ",
        "w2 ",
        "<",
        "&amp;",
    ]
)


@given(st.lists(pieces, max_size=15))
def test_all_words_stay(parts: list[str]) -> None:
    for apart in (False, True):
        note = read_note("".join(parts), apart=apart)
        found = re.findall(r"w\d", "\n".join([note.text, *note.quotes]))
        assert sorted(found) == sorted(part.strip() for part in parts if part.startswith("w"))
