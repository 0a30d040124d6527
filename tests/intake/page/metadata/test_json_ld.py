"""JSON-LD as pages have it: nested, in lists, about many things at once, or broken."""

import json
from typing import Any

import pytest
from lxml import html

from clipper.intake.page.metadata.claims import Claim
from clipper.intake.page.metadata.json_ld import read_claims


def claims(*values: Any, known: set[str] | None = None) -> dict[str, list[str]]:
    """Return the values that scripts with these contents claim, by field."""
    scripts = "".join(
        f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'
        for value in values
    )
    found: dict[str, list[str]] = {}
    for claim in read_claims(
        html.document_fromstring(f"<html><head>{scripts}</head><body></body></html>"), known or set()
    ):
        assert isinstance(claim, Claim)
        found.setdefault(claim.field, []).append(claim.value)
    return found


ARTICLE = {"@type": "NewsArticle", "headline": "Head", "datePublished": "2025-05-20"}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        [[{"@type": "Thing"}, ARTICLE]],
        {"@graph": [{"@type": "WebPage", "name": "Other"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": "http://schema.org/NewsArticle"},
        {**ARTICLE, "@type": ["Article", "ReportageNewsArticle"]},
        {**ARTICLE, "@type": "schema:BlogPosting"},
        {**ARTICLE, "headline": {"@value": "Head", "@language": "en"}},
        {**ARTICLE, "headline": "&lt;em&gt;He&amp;#97;d&lt;/em&gt;"},
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"/*<![CDATA[*/ {json.dumps(ARTICLE)} /*]]>*/",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE) + json.dumps({"@type": "Thing"}),
        json.dumps(ARTICLE).replace("Head", "Head\n"),
    ],
)
def test_the_article_is_found_wherever_it_is(value: Any) -> None:
    found = claims(value)
    assert (found["title"][0], found["date"][0]) == ("Head", "2025-05-20")


def test_a_truncated_script_is_read_as_far_as_it_goes() -> None:
    cut = (
        '{"@type":"NewsArticle","headline":"A \\"quoted\\" head","author":[{"@type":"Person","name":"Jane Doe"}],"x":"'
    )
    assert claims(cut) == {"title": ['A "quoted" head'], "author": ["Jane Doe"]}
    assert claims("{") == claims("null") == claims('"x"') == claims("[" * 100_000) == {}


@pytest.mark.parametrize(
    ("author", "wanted"),
    [
        ("Jane Doe", ["Jane Doe"]),
        (["Jane Doe", "John Roe"], ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "name": "Jane Doe"}, ["Jane Doe"]),
        ([{"name": "Jane Doe"}, {"name": ["John Roe"]}], ["Jane Doe", "John Roe"]),
        ({"@id": "#jane"}, ["Jane Doe"]),
        ({"@id": "#jane", "name": ""}, ["Jane Doe"]),
        ({"@id": "#gone"}, []),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ["Jane Doe"]),
        ({"@type": "Organization", "name": "Reuters"}, []),
        (None, []),
        (17, []),
    ],
)
def test_authors_come_in_many_shapes(author: Any, wanted: list[str]) -> None:
    graph = {"@graph": [{**ARTICLE, "author": author}, {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]}
    assert claims(graph).get("author", []) == wanted


def test_of_several_articles_the_one_known_from_the_rest_of_the_page_is_chosen() -> None:
    other = {"@type": "NewsArticle", "headline": "Other", "url": "https://e.com/other"}
    own = {"@type": "NewsArticle", "headline": "Own", "mainEntityOfPage": {"@id": "https://e.com/own"}}
    assert claims([other, own])["title"][0] == "Other"
    assert claims([other, own], known={"https://www.e.com/own?utm_source=x"})["title"][0] == "Own"
    assert claims([other, own], known={"Own - The Example"})["title"][0] == "Own"


def test_descriptions_of_other_pages_are_ignored() -> None:
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}
    blog = {**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Part"}]}
    assert claims(listed, blog)["title"] == ["Head"]
    assert claims(listed) == {}


def test_the_description_of_the_page_comes_after_that_of_the_article() -> None:
    page = {"@type": "WebPage", "name": "Page", "datePublished": "2025-05-21", "isAccessibleForFree": False}
    assert claims(page, ARTICLE)["title"] == ["Head", "Page"]
    assert "is_free" not in claims(page)
