"""The text of a clip as a part of a larger document in Markdown."""

import pytest

from clipper.output.markup.markdown import escape, nested


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n\ntext\n\n###### B", "### A\n\ntext\n\n###### B"),
        ("A\n===\n\nB\n---\n\nc", "### A\n\n#### B\n\nc"),
        ("- a\n---", "- a\n---"),
        ("```\n# no heading\n```", "```\n# no heading\n```"),
        ("~~~\nnever closed\n# x", "~~~\nnever closed\n# x\n~~~"),
        ("<b>x</b> `<b>` <https://e.example/>", "\\<b>x\\</b> `<b>` <https://e.example/>"),
        ("[x](javascript:a) [y](https://e.example/)", "[x]\\(javascript:a) [y](https://e.example/)"),
        ("#hashtag", "#hashtag"),
    ],
)
def test_a_text_fits_below_a_heading(body: str, expected: str) -> None:
    assert nested(body, 2) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Notre-Dame: 3. act (part #2)!", "Notre-Dame: 3. act (part #2)!"),
        ("1. First", "1\\. First"),
        ("- *so* [x](y) <b> & &lt;", "\\- \\*so\\* \\[x\\](y) \\<b\\> & \\&lt;"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_value_is_no_markup(value: str, expected: str) -> None:
    assert escape(value) == expected
