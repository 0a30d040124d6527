"""The choice among the claims of a page: which claim wins, and which are not chosen."""

import pytest
from lxml import html

from clipper.intake.page.metadata import addresses, gather_claims
from clipper.intake.page.metadata.choice import ChosenFields
from tests.intake.page.metadata.pages import choose, og


@pytest.mark.parametrize(
    ("stated", "page_url", "wanted"),
    [
        ("https://e.com/a?utm_source=x&id=1#top", "", "https://e.com/a?id=1"),
        ("/a", "https://e.com/b", "https://e.com/a"),
        ("a", "https://e.com/x/b", "https://e.com/x/a"),
        ("//www.e.com/a", "https://e.com/b", "https://www.e.com/a"),
        ("https://edition.e.com/a", "https://www.e.com/b", "https://edition.e.com/a"),
        ("https://www.e.co.uk/a", "https://m.e.co.uk/b", "https://www.e.co.uk/a"),
        ("https://other.co.uk/a", "https://e.co.uk/b", ""),
        ("https://other.com/a", "https://e.com/b", ""),
        ("https://e.com/", "https://e.com/b", ""),
        ("https://e.com/", "https://e.com/", "https://e.com/"),
        ("/a", "", ""),
        ("javascript:x", "https://e.com/b", ""),
        ("http://[", "https://e.com/b", ""),
        ("", "https://e.com/b", "https://e.com/b"),
    ],
)
def test_a_stated_address_must_be_on_the_site_of_the_page(stated: str, page_url: str, wanted: str) -> None:
    assert addresses.canonical_url(stated, page_url) == wanted


def test_the_canonical_address_comes_before_the_one_for_sharing_and_the_requested_one_comes_last() -> None:
    head = og(url="https://e.com/shared?utm_medium=x")
    assert (
        choose(head + "<link rel=canonical href=/own>", url="https://e.com/asked?fbclid=1").url == "https://e.com/own"
    )
    assert choose(head, url="https://e.com/asked").url == "https://e.com/shared"
    chosen = choose("", url="https://e.com/asked?fbclid=1&p=2")
    assert (chosen.url, chosen.provenance[0].origin) == ("https://e.com/asked?p=2", "its address")


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (og(title="Head", site_name="The Example"), "", "Head"),
        (og(title="Head | The Example", site_name="The Example"), "", "Head"),
        (
            og(title="The Example view on long headlines | Opinion", site_name="The Example"),
            "",
            "The Example view on long headlines",
        ),
        (og(title="The Example: Head", site_name="The Example"), "<h1>Head</h1>", "The Example: Head"),
        (og(title="For sharing, and much louder"), "<h1>What the page says</h1>", "For sharing, and much louder"),
        (og(title="A long headline"), "<h1>Kicker: A long headline</h1>", "A long headline"),
        ("<title>A long headline – News – Example</title>", "<h1>A long headline</h1>", "A long headline"),
        ("<title>A long headline - Example</title>", "", "A long headline - Example"),
        ("<title> </title>", "<h1> </h1>", ""),
    ],
)
def test_the_title_is_the_headline_without_the_outlet(head: str, body: str, wanted: str) -> None:
    assert choose(head, body).title == wanted


@pytest.mark.parametrize(
    ("head", "url", "source", "origin"),
    [
        (og(site_name="The Example"), "https://e.com/a", "The Example", "og:site_name"),
        (og(site_name="www.example.com") + "<title>Head line | Example</title>", "", "Example", "<title>"),
        (og(site_name="@example"), "https://www.e.com/a", "e.com", "its address"),
        ("<meta name=publisher content='Deutsche Welle (www.dw.com)'>", "", "Deutsche Welle", "meta publisher"),
        ("", "", "", ""),
    ],
)
def test_the_outlet_is_a_name_or_else_the_host(head: str, url: str, source: str, origin: str) -> None:
    chosen = choose(head, "<h1>Head line</h1>", url)
    origins = [provenance.origin for provenance in chosen.provenance if provenance.field == "source"]
    assert (chosen.source, *origins) == (source, *filter(None, [origin]))


def test_of_claims_for_the_same_day_the_most_precise_wins() -> None:
    day = "<meta name=dc.date content=2025-05-20>"
    time = "<time datetime=2025-05-20T10:15:00></time>"
    zone = '<meta property="article:published_time" content="2025-05-20T08:15:00Z">'
    assert choose(day).date == "2025-05-20"
    assert choose(day, time).date == "2025-05-20T10:15:00"
    assert choose(day + zone, time).date == "2025-05-20T08:15:00Z"
    chosen = choose(day, "<time datetime=2025-05-21T10:15:00></time>")
    assert chosen.date == "2025-05-20"
    date = next(provenance for provenance in chosen.provenance if provenance.field == "date")
    assert date.passed_over == (("2025-05-21T10:15:00", "<time>"),)


def test_a_date_in_the_address_comes_last() -> None:
    url = "https://e.com/2024/01/31/a"
    assert choose("", url=url).date == "2024-01-31"
    assert choose("<meta name=date content=2025-05-20>", url=url).date == "2025-05-20"


def test_bylines_of_other_articles_and_of_comments_are_ignored() -> None:
    body = (
        "<h1>Head</h1><p class=byline>By Jane Doe</p><aside class=related><p class=byline>By John Roe</p></aside>"
        "<div id=comments><span class=author>Max Moe</span></div><footer><p class=author>Ann Own</p></footer>"
    )
    assert choose("", body).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [("en_US", "en-US"), ("de", "de"), ("DE-at", "de-AT"), ("zh-Hans-CN", "zh-Hans"), ("utf-8", ""), ("English", "")],
)
def test_a_language_becomes_a_tag_of_the_web(stated: str, wanted: str) -> None:
    tree = html.document_fromstring(f"<html lang='{stated}'><body><p>x</p></body></html>")
    assert ChosenFields(gather_claims(tree, "")).language == wanted


def test_keywords_are_split_and_each_is_listed_once() -> None:
    head = "<meta name=news_keywords content='Rates, Banks; Rates'><meta name=keywords content='x'>"
    chosen = choose(head)
    assert chosen.keywords == ("Rates", "Banks")
    keywords = next(provenance for provenance in chosen.provenance if provenance.field == "keywords")
    assert keywords.passed_over == (("x", "meta keywords"),)
