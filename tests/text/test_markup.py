"""Markdown as the words that a reader sees."""

import pytest

from clipper.text.markup import without_markup


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("We **did** _not_ `say` it", "We did not say it"),
        ("the [talks](https://example.com/a_(b)) end", "the talks end"),
        ("![a picture](x.png)the end", "the end"),
        ("[[page|the name]] and [[other]]", "the name and other"),
        ("a claim[^1] here", "a claim here"),
        ("<b>bold</b> <https://example.com>", "bold https://example.com"),
        ("> quoted\n- item\n2. second", "quoted\nitem\nsecond"),
        ("2 * 3 and snake_case", "2 * 3 and snake_case"),
    ],
)
def test_signs_go_and_words_stay(markdown: str, plain: str) -> None:
    assert without_markup(markdown) == plain
