"""The choice among what a page says: whom it believes, and what it passes over for that."""

import pytest
from lxml import html

from clipper.intake.page.metadata import addresses, gather_claims
from clipper.intake.page.metadata.choice import ChosenFields


def chosen(head: str, body: str = "", url: str = "") -> ChosenFields:
    tree = html.document_fromstring(f"<html lang=en><head>{head}</head><body>{body}</body></html>")
    return ChosenFields(gather_claims(tree, url), url)


def og(**values: str) -> str:
    return "".join(f'<meta property="og:{name}" content="{value}">' for name, value in values.items())


@pytest.mark.parametrize(
    ("said", "asked", "wanted"),
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
def test_an_address_is_believed_on_its_own_site(said: str, asked: str, wanted: str) -> None:
    assert addresses.canonical_url(said, asked) == wanted


def test_the_canonical_address_comes_before_the_one_for_sharing_and_the_one_asked_for_last() -> None:
    head = og(url="https://e.com/shared?utm_medium=x")
    assert (
        chosen(head + "<link rel=canonical href=/own>", url="https://e.com/asked?fbclid=1").url == "https://e.com/own"
    )
    assert chosen(head, url="https://e.com/asked").url == "https://e.com/shared"
    found = chosen("", url="https://e.com/asked?fbclid=1&p=2")
    assert (found.url, found.said[0].origin) == ("https://e.com/asked?p=2", "its address")


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (og(title="Head", site_name="The Example"), "", "Head"),
        (og(title="Head | The Example", site_name="The Example"), "", "Head"),
        (
            og(title="The Example view on long headlines | Opinion", site_name="The Example"),
            "",
            "The Example view on long headlines | Opinion",
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
    assert chosen(head, body).title == wanted


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
def test_the_outlet_is_a_name_and_else_the_host(head: str, url: str, source: str, origin: str) -> None:
    found = chosen(head, "<h1>Head line</h1>", url)
    said = [one.origin for one in found.said if one.field == "source"]
    assert (found.source, *said) == (source, *filter(None, [origin]))


def test_of_what_says_the_same_day_the_most_exact_counts() -> None:
    day = "<meta name=dc.date content=2025-05-20>"
    time = "<time datetime=2025-05-20T10:15:00></time>"
    zone = '<meta property="article:published_time" content="2025-05-20T08:15:00Z">'
    assert chosen(day).date == "2025-05-20"
    assert chosen(day, time).date == "2025-05-20T10:15:00"
    assert chosen(day + zone, time).date == "2025-05-20T08:15:00Z"
    found = chosen(day, "<time datetime=2025-05-21T10:15:00></time>")
    assert found.date == "2025-05-20"
    said = next(one for one in found.said if one.field == "date")
    assert said.passed_over == (("2025-05-21T10:15:00", "<time>"),)


def test_a_day_in_the_address_is_the_last_to_be_believed() -> None:
    url = "https://e.com/2024/01/31/a"
    assert chosen("", url=url).date == "2024-01-31"
    assert chosen("<meta name=date content=2025-05-20>", url=url).date == "2025-05-20"


def test_what_is_of_other_articles_or_of_comments_is_no_byline() -> None:
    body = (
        "<h1>Head</h1><p class=byline>By Jane Doe</p><aside class=related><p class=byline>By John Roe</p></aside>"
        "<div id=comments><span class=author>Max Moe</span></div><footer><p class=author>Ann Own</p></footer>"
    )
    assert chosen("", body).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("en_US", "en-US"), ("de", "de"), ("DE-at", "de-AT"), ("zh-Hans-CN", "zh-Hans"), ("utf-8", ""), ("English", "")],
)
def test_a_language_is_written_as_the_web_does(said: str, wanted: str) -> None:
    tree = html.document_fromstring(f"<html lang='{said}'><body><p>x</p></body></html>")
    assert ChosenFields(gather_claims(tree, "")).language == wanted


def test_keywords_are_parted_and_stand_there_once() -> None:
    head = "<meta name=news_keywords content='Rates, Banks; Rates'><meta name=keywords content='x'>"
    found = chosen(head)
    assert found.keywords == ("Rates", "Banks")
    said = next(one for one in found.said if one.field == "keywords")
    assert said.passed_over == (("x", "meta keywords"),)
