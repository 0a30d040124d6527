"""The edges of an article: what says only what the fields say, and what is not the article's."""

import pytest

from clipper.intake.page.boilerplate import Article

TEXT = ["It was a long day on the river, and it ended well.", "Nobody was hurt.", "The boat is for sale."]


def trimmed(*blocks: str) -> list[str]:
    return Article(
        blocks, title="A long day", description="On the river.", date="2025-05-20T10:00", authors=["Jane Doe"]
    ).trimmed()


@pytest.mark.parametrize(
    "top",
    [
        ["# A long day"],
        ["A long day", "On the river."],
        ["By Jane Doe"],
        ["**Jane Doe**, political editor"],
        ["20 May 2025, 10:00"],
        ["Published: 20 May 2025"],
        ["Rivers", "By [Jane Doe](https://e.com/jane)", "20 May 2025"],
        ["Home | News | Rivers"],
        ["[Rivers](https://e.com/rivers)"],
    ],
)
def test_what_the_fields_say_is_not_said_again_above_the_text(top: list[str]) -> None:
    assert trimmed(*top, *TEXT) == TEXT


@pytest.mark.parametrize(
    "top",
    [
        ["Jane Doe was on the river when it happened, and this is what she saw."],
        ["On 20 May 2025 the river rose by a metre and a half within an hour, as it had in 1954, and then fell."],
        ["KARSBY (AP)"],
        ["## The first hour"],
        ["> A long day"],
    ],
)
def test_the_beginning_of_a_text_is_left_alone(top: list[str]) -> None:
    kept = trimmed(*top, *TEXT)
    assert kept == [*top, *TEXT] or (top == ["> A long day"] and kept == TEXT)


@pytest.mark.parametrize(
    "leftover",
    [
        "Advertisement",
        "**Anzeige**",
        "Read more: [The boat](https://e.com/boat)",
        "**Read also:** [The boat](https://e.com/boat)",
        "Lesen Sie auch: [Das Boot](https://e.com/boot)",
        "À lire aussi : [Le bateau](https://e.com/b)",
        "Les også: [Båten](https://e.com/b)",
        "Sign up for our daily newsletter and get the best of the day.",
        "Follow us on Instagram and never miss a thing.",
        "## Related stories",
        "© 2025 The Example. All rights reserved.",
        "Share this article",
        "関連記事：川の一日",
        "Tags: rivers, boats",
    ],
)
def test_what_is_of_the_page_and_not_of_the_article_is_dropped(leftover: str) -> None:
    assert trimmed(TEXT[0], leftover, *TEXT[1:]) == TEXT
    assert trimmed(*TEXT, leftover) == TEXT


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more books, the minister said, and buy fewer boats.",
        "Advertisement is a word that she does not like.",
        "Follow us, he shouted, and they did.",
        "Related to the family was also the man who had sold the boat.",
        "Share this with your children.  It is " + "long " * 40,
        "More people than ever came to see it.",
    ],
)
def test_a_paragraph_that_only_begins_so_is_kept(paragraph: str) -> None:
    assert trimmed(TEXT[0], paragraph, *TEXT[1:]) == [TEXT[0], paragraph, *TEXT[1:]]


def test_links_and_headings_with_nothing_below_are_dropped_at_the_end() -> None:
    assert trimmed(*TEXT, "## More", "[One](https://e.com/1)", "[Two](https://e.com/2)") == TEXT
    assert trimmed(*TEXT, "He wrote [a book](https://e.com/1) about it.")[-1].startswith("He wrote")
    assert trimmed() == []
