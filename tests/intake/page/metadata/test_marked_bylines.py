"""Bylines that a page marks: which of them name the authors of its article."""

import pytest

from tests.intake.page.metadata.pages import choose, origin

HEAD = "<h1>Bins are blue</h1>"


@pytest.mark.parametrize(
    "byline",
    [
        "<p class=byline>By Jane Doe</p>",
        "<span class='post-meta author'><a>Jane Doe</a></span>",
        "<div class=article__author>Jane Doe</div>",
        "<div class=post-meta--author>Posted by Jane Doe</div>",
        "<div class=documentAuthor>erstellt von <a>Jane Doe</a></div>",
        "<a rel=author href=/x>Jane Doe</a>",
        "<a href=/autoren/doe-jane>Jane Doe</a>",
        "<div class=teaser-meta><a class=author>Jane Doe</a></div>",
        "<div class=byline><a>Jane Doe</a><button>Share</button><i>Text Size</i></div>",
        "<div class=byline>Written by <a>Jane Doe</a> in <a>Politics of bins</a></div>",
    ],
)
def test_a_byline_near_the_headline_names_the_author(byline: str) -> None:
    assert choose("", HEAD + byline).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    "other",
    [
        "<div class=author-bio>Jane Doe</div>",
        "<span class=author-image>Jane Doe</span>",
        "<span class=byline>Twitter</span>",
        "<span class=byline>Veröffentlicht von</span>",
        "<a href=/author/jane>Follow Jane Doe</a>",
        "<a href=/author/jane>Zeige alle Beiträge von Jane Doe</a>",
        "<figure itemscope itemtype=https://schema.org/ImageObject><i itemprop=author>Jane Doe</i></figure>",
    ],
)
def test_what_is_beside_a_byline_is_no_author(other: str) -> None:
    assert choose("", HEAD + other).authors == ()


def test_the_bylines_of_other_articles_far_below_are_not_added() -> None:
    body = f"{HEAD}<p class=byline>Jane Doe</p><p class=byline>Max Moe</p>{'<i>x</i>' * 60}<p class=byline>John Roe</p>"
    assert choose("", body).authors == ("Jane Doe", "Max Moe")


def test_an_account_is_an_author_if_no_person_is_named() -> None:
    assert choose("", f"{HEAD}<a rel=author>karl1984</a>").authors == ("karl1984",)
    assert choose("<meta name=author content='Karl Roe'>", f"{HEAD}<a rel=author>karl1984</a>").authors == ("Karl Roe",)
    assert choose("", f"{HEAD}<a rel=author>admin</a>").authors == ()


def test_a_name_in_full_comes_before_a_given_name() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "author": "Jane"}</script>'
    chosen = choose(script, f"{HEAD}<p class=byline>By Jane Doe</p>")
    assert (chosen.authors, origin(chosen, "author")) == (("Jane Doe",), "byline")


@pytest.mark.parametrize(
    "line",
    [
        "By <a>Jane Doe</a>",
        "Verfasst von: <b>Jane Doe</b> | 31. Dezember 2008",
        "Von <a>Jane Doe</a> am Samstag, 19. Oktober 2019",
        "11.12.2019 - Jane Doe",
        "Jane Doe | 20 May 2025",
    ],
)
def test_a_plain_line_near_the_headline_names_the_author(line: str) -> None:
    chosen = choose("", f"{HEAD}<div>{line}</div>")
    assert (chosen.authors, origin(chosen, "author")) == (("Jane Doe",), "text")


@pytest.mark.parametrize("line", ["By the numbers", "By Prince", "New York | 20 May 2025", "Von allen guten Geistern"])
def test_other_words_behind_by_are_no_author(line: str) -> None:
    assert choose("", f"{HEAD}<div>{line}</div>").authors == ()
