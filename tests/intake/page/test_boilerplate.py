"""Boilerplate: blocks that repeat the fields, and blocks that are not part of the article."""

import pytest

from clipper.intake.page.boilerplate import trim_boilerplate

TEXT = ["It was a long day on the river, and it ended well.", "Nobody was hurt.", "The boat is for sale."]


def trim(*blocks: str) -> list[str]:
    return trim_boilerplate(
        blocks, title="A long day", description="On the river.", date="2025-05-20T10:00", authors=["Jane Doe"]
    )


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
        ["> A long day"],
        ["# Rivers: A long day"],
        ["# A long day by water"],
    ],
)
def test_blocks_that_repeat_the_fields_are_dropped_above_the_text(top: list[str]) -> None:
    assert trim(*top, *TEXT) == TEXT


@pytest.mark.parametrize(
    "top",
    [
        ["Jane Doe was on the river when it happened, and this is what she saw."],
        ["On 20 May 2025 the river rose by a metre and a half within an hour, as it had in 1954, and then fell."],
        ["KARSBY (AP)"],
        ["## The first hour"],
        ["## A long day, and what came after it on the river"],
    ],
)
def test_the_beginning_of_a_text_is_left_alone(top: list[str]) -> None:
    assert trim(*top, *TEXT) == [*top, *TEXT]


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
def test_boilerplate_is_dropped_wherever_it_is(leftover: str) -> None:
    assert trim(TEXT[0], leftover, *TEXT[1:]) == TEXT
    assert trim(*TEXT, leftover) == TEXT


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
def test_a_paragraph_that_only_begins_like_boilerplate_is_kept(paragraph: str) -> None:
    assert trim(TEXT[0], paragraph, *TEXT[1:]) == [TEXT[0], paragraph, *TEXT[1:]]


def test_a_long_description_is_the_lead_and_stays() -> None:
    lead = "The river rose by a metre and a half within an hour on Tuesday, and then fell again."
    assert trim_boilerplate([lead, *TEXT], title="A long day", description=lead, date="", authors=[]) == [lead, *TEXT]


def test_a_text_that_only_repeats_the_description_is_kept() -> None:
    assert trim_boilerplate(["# A day", "It ends."], title="A day", description="It ends.", date="", authors=[]) == [
        "It ends."
    ]


def test_links_and_headings_without_text_below_are_dropped_at_the_end() -> None:
    assert trim(*TEXT, "## More", "[One](https://e.com/1)", "[Two](https://e.com/2)") == TEXT
    assert trim(*TEXT, "He wrote [a book](https://e.com/1) about it.")[-1].startswith("He wrote")
    assert trim() == []


@pytest.mark.parametrize("button", ["✕", "‹ › ×", "--\\>", "."])
def test_the_signs_of_buttons_are_dropped_at_the_end(button: str) -> None:
    assert trim(*TEXT, button) == TEXT
    assert trim(*TEXT, "=)") == [*TEXT, "=)"]
