"""Dates that a page shows: which of them is that of the article."""

import pytest

from tests.intake.page.metadata.pages import choose, origin

HEAD = "<h1>Bins are blue</h1>"


def test_a_time_near_the_headline_comes_before_one_far_above_it() -> None:
    body = "<time>1 June 2025</time>" + "<i>x</i>" * 60 + f"{HEAD}<p>By Jane Doe</p><time>20 May 2025</time>"
    assert choose("", body).date == "2025-05-20"


def test_a_line_near_the_headline_comes_before_a_time_far_below() -> None:
    body = f"{HEAD}<p>20 May 2025</p>" + "<i>x</i>" * 150 + "<time datetime=2024-01-01></time>"
    assert choose("", body).date == "2025-05-20"


def test_a_time_far_from_the_headline_is_only_likely() -> None:
    chosen = choose("", HEAD + "<i>x</i>" * 150 + "<time datetime=2024-01-01></time>")
    assert (chosen.date, origin(chosen, "date")) == ("2024-01-01", "<time> (likely)")


@pytest.mark.parametrize(
    "line",
    [
        "<p class=meta>20 May 2025</p>",
        "<div class=footer>20 May 2025</div>",
        "<div><footer>Posted on 20 May 2025</footer></div>",
        "<span class=date>May<b>20</b>2025</span>",
        "<span class=age title='2025-05-20T10:15:00'>3 hours ago</span>",
        "<relative-time datetime='2025-05-20T10:15:00Z'>3 hours ago</relative-time>",
        "<time class='entry-date published updated'>20 May 2025</time>",
        "<abbr class=published title='2025-05-20T10:15:00Z'>10:15</abbr>",
        "<div>2025年5月20日</div>",
    ],
)
def test_a_date_beside_the_headline_is_that_of_the_article(line: str) -> None:
    assert choose("", HEAD + line).date[:10] == "2025-05-20"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated on 20 May 2025</p>",
        "<p><b>Aktualisiert am</b> 20.05.2025</p>",
        "<span>Last change:</span><span>20 May 2025</span>",
        "<time class=updated datetime=2025-05-20></time>",
        "<p>On 20 May 2025 she turned fifty, and the whole town came to see it happen.</p>",
        "<ol class=footnotes><li>The Example, 20 May 2025</li></ol>",
        "<p>Nature 371, 15, 20 May 2025, DOI 10.1000/1</p>",
        "<p class=today>20 May 2025</p>",
        "<dd class=joined>20 May 2025</dd>",
        "<nav><a>20 May 2025</a></nav>",
    ],
)
def test_a_date_of_something_else_is_none(line: str) -> None:
    assert choose("", HEAD + line).date == ""


def test_a_link_to_another_article_comes_after_the_line_with_the_date() -> None:
    body = f"{HEAD}<a href=/x>All the rain that fell until 1 May 2025</a><i>x</i><p>20 May 2025</p>"
    assert choose("", body).date == "2025-05-20"


@pytest.mark.parametrize(
    "text",
    [
        "(20. Mai 2025) Die Stadt hat beschlossen, dass alle Tonnen blau werden, und zwar sofort und überall.",
        "20.05.2025 Die Stadt hat beschlossen, dass alle Tonnen blau werden, und zwar sofort und überall, sagt sie.",
        "Hestad, 20. Mai 2025 – Die Stadt hat beschlossen, dass alle Tonnen blau werden, und zwar sofort.",
    ],
)
def test_a_date_that_opens_the_text_is_likely(text: str) -> None:
    chosen = choose("", f"{HEAD}<p>{text}</p>", lang="de")
    assert (chosen.date, origin(chosen, "date")) == ("2025-05-20", "text (likely)")


def test_a_date_far_below_is_likely_if_words_or_its_class_say_that_it_is_of_publication() -> None:
    far = HEAD + "<i>x</i>" * 150
    stated = choose("", f"{far}<p>First published 20 May 2025</p>")
    marked = choose("", f"{far}<p class=pubdate>20 May 2025</p>")
    assert {(page.date, origin(page, "date")) for page in (stated, marked)} == {("2025-05-20", "text (likely)")}
    assert choose("", f"{far}<p>20 May 2025</p>").date == ""
