"""The title of a text that has none of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake import headline

MORE = "\n\nMore follows.\n"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("Trump calls Putin" + MORE, "Trump calls Putin"),
        ("Trump calls Putin\r\n\r\nMore.", "Trump calls Putin"),
        ("\n  Who calls whom?" + MORE, "Who calls whom?"),
        ("Trump: ‘This is not my war’" + MORE, "Trump: ‘This is not my war’"),
        ("# Trump *calls* Putin #\nMore.", "Trump calls Putin"),
        ("**Bold** and [linked](https://example.com/a_(b))" + MORE, "Bold and linked"),
        ("An *outer **inner** word*" + MORE, "An outer inner word"),
        (
            "**Bold *inner*** and ***both*** and `code` and snake_case_word" + MORE,
            "Bold inner and both and code and snake_case_word",
        ),
        ("> A \\*starred\\* f*ck and sh*t" + MORE, "A *starred* f*ck and sh*t"),
        ("---\n\n![a picture](x.png)\n\nThe headline" + MORE, "The headline"),
        ("Trump calls Putin", "Trump calls Putin"),
        ("This is a sentence." + MORE, "This is a sentence."),
        ("“This is a sentence.” And another." + MORE, "“This is a sentence.”"),
        ("One line\nand its second. The end.", "One line and its second."),
        ("One, by itself:" + MORE, "One, by itself:"),
        (
            "Mr. Smith of the U.S. paid 1.5 million on Jan. 5. He left.",
            "Mr. Smith of the U.S. paid 1.5 million on Jan. 5.",
        ),
        ("J. K. Doe said no. 5 is out. He left.", "J. K. Doe said no. 5 is out."),
        ("They said no. He left.", "They said no."),
        ("The firm Yahoo! said so. It did.", "The firm Yahoo! said so."),
        ("会谈失败了。他离开了。", "会谈失败了。"),
        ("word " * 24, ("word " * 24).strip()),
        ("word " * 25, ""),  # a title is never cut off
        ("x" * 300, ""),
        ("# " + "long " * 48, ("long " * 48).strip()),
        ("# " + "long " * 60, ""),
        ("???", "???"),
        ("#hashtag is no heading. So.", "#hashtag is no heading."),
    ],
)
def test_the_title_is_the_headline_or_the_first_sentence(body: str, title: str) -> None:
    assert headline.find_title(body) == title


@given(st.text(alphabet="aB .!?*_[]()#>\\`~\n\r\t“”。", max_size=300))
def test_a_title_is_one_line_of_bounded_length(body: str) -> None:
    title = headline.find_title(body)
    assert title == " ".join(title.split())
    assert len(title) <= 240
    assert title or len(body) > 120 or not body.strip()
