"""The text of a clip as a part of a larger document in Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clipper.output.markup.markdown import escape, nested
from tests.effort import examples


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


LABELS = ["a", "A", "1", "^1", "^note", "x y", "b"]
USES = [
    "[text][{}]",
    "[{}]",
    "[{}][]",
    "![{}]",
    "`[{}]`",
    "[{}](https://e.example/i)",
    r"\[{}]",
    "word",
    "[![p][{}]][a]",
]
sentences = st.tuples(st.sampled_from(USES), st.sampled_from(LABELS)).map(lambda pair: pair[0].format(pair[1]))
definitions = st.tuples(st.sampled_from(LABELS), st.integers(1, 9)).map(
    lambda pair: f"[{pair[0]}]: https://e.example/{pair[1]}"
)
bodies = st.tuples(
    st.lists(sentences, max_size=5).map(" and ".join), st.lists(definitions, max_size=4).map("\n".join)
).map("\n\n".join)


@settings(max_examples=examples(100))
@given(bodies, bodies)
def test_two_texts_in_one_document_keep_their_own_reference_links(first: str, second: str) -> None:
    """Footnotes are no part of CommonMark, where `[^1]` is a label like others, and is shown with its part."""
    together = f"{nested(first, 0, part='1')}\n\n{nested(second, 0, part='2')}"
    render = MarkdownIt().render
    assert re.sub(r"\^[12]-", "^", render(together)) == render(first) + render(second)


def test_footnotes_and_links_have_labels_of_their_own_in_each_part() -> None:
    body = (
        "A claim.[^1] See [the page][p], [p], [p][] and `[p]`.\n\n[^1]: A note with [p].\n[p]: https://e.example/ 'T'\n"
    )
    assert nested(body, 0, part="2") == (
        "A claim.[^2-1] See [the page][2-p], [p][2-p], [p][2-p] and `[p]`.\n\n"
        "[^2-1]: A note with [p][2-p].\n[2-p]: https://e.example/ 'T'"
    )
    assert nested("[p] and [^1]", 0, part="3") == "[p] and [^1]"
