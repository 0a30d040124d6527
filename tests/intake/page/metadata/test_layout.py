"""Where the article of a page is: its headline, and what lies outside of it."""

import pytest
from lxml import html

from clipper.intake.page.metadata.headings import element_text
from clipper.intake.page.metadata.layout import Layout
from tests.intake.page.metadata.pages import choose, og

LINE = "<p class=byline>By Jane Doe</p>"


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("<title>Bins are blue | Example</title>", "<h1>Example</h1><h1>Bins are blue</h1>", "Bins are blue"),
        ("<title>Bins are blue | Example</title>", "<h1>Example</h1><h2>Bins are blue</h2>", "Bins are blue"),
        (og(title="Bins are blue"), "<h1>Menu</h1><h2>Bins are blue</h2><h2>Related</h2>", "Bins are blue"),
        ("<title>Example</title>", "<h1>Bins are blue</h1><h2>They were green</h2>", "Bins are blue"),
        ("<title>Our Home - Bins are blue now</title>", "<h2>Bins are blue now</h2>", "Bins are blue now"),
        (
            "<title>Bins — are they blue? - jane@example.com</title>",
            "<h2>Bins — are they blue?</h2>",
            "Bins — are they blue?",
        ),
        (og(title="Bins are"), "<title>Bins are 'blue'</title><h2>Bins are 'blue'</h2>", "Bins are 'blue'"),
        (
            og(title="Hestad: bins are blue"),
            "<h2><i class=kicker>Hestad</i> bins are blue</h2>",
            "Hestad bins are blue",
        ),
        ("<title>Blue bins | The Example</title>", "<h1>Blue news</h1><h2>The Example</h2>", "Blue news"),
        (
            "<title>蓝色的垃圾桶，你看_本地_新闻网</title>",
            "<h1 class=logo>新闻网</h1><h2>蓝色的垃圾桶，你看</h2>",
            "蓝色的垃圾桶，你看",
        ),
        ("<title>Bins are blue - Example</title>", "<font><b>Bins are blue</b></font>", "Bins are blue"),
        ("<title>Example</title>", "<p>Bins</p>", None),
    ],
)
def test_the_headline_is_the_heading_with_most_words_of_the_page_s_titles(
    head: str, body: str, wanted: str | None
) -> None:
    layout = Layout(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))
    assert (None if layout.headline is None else element_text(layout.headline)) == wanted


@pytest.mark.parametrize("labels", ["class='page has-sidebar'", "class=node--promoted", "id=top-navigation-page"])
def test_a_wrapper_of_the_whole_page_is_not_another_part_of_it(labels: str) -> None:
    assert choose("", f"<div {labels}><h1>Bins are blue</h1>{LINE}</div>").authors == ("Jane Doe",)


@pytest.mark.parametrize("part", ["div class=sidebar", "section class=related", "div id=comments", "aside", "nav"])
def test_another_part_of_the_page_is_outside_of_the_article(part: str) -> None:
    tag = part.partition(" ")[0]
    assert choose("", f"<div class=has-sidebar><h1>Bins are blue</h1><{part}>{LINE}</{tag}></div>").authors == ()


def test_a_sidebar_with_a_heading_of_its_own_is_outside_of_the_article() -> None:
    body = f"<div class=sidebar><h1>Elsewhere</h1>{LINE}</div><h1>Bins are blue</h1>"
    assert choose("<title>Bins are blue</title>", body).authors == ()


def test_an_article_in_an_article_is_another_one() -> None:
    body = f"<article><h1>Bins are blue</h1><article>{LINE}</article></article>"
    assert choose("", body).authors == ()


def test_the_article_around_the_headline_is_not_another_one() -> None:
    body = f"<article><article><h1>Bins are blue</h1>{LINE}</article></article>"
    assert choose("", body).authors == ("Jane Doe",)
