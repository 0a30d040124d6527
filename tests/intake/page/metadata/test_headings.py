"""Headings: the headline without the other lines in it; the name of the site is none."""

import pytest
from lxml import html

from clipper.intake.page.metadata.headings import headline_text, is_marked, leads_to_front_page, names_site
from tests.intake.page.metadata.pages import choose, og


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("<span class=article__kicker>Bins</span><i>: </i><b>Why they turn blue</b>", "Why they turn blue"),
        ("<span class=dachzeile>Nach dem Regen</span> Die Tonnen sind blau", "Die Tonnen sind blau"),
        ("<div class=topic-label>Bins</div>Why they turn blue", "Why they turn blue"),
        ("<b>Why they turn blue</b> <i class=entry-subtitle>A street in Hestad</i>", "Why they turn blue"),
        ("Why they turn blue<a class=headerlink href=#a>¶</a>", "Why they turn blue"),
        ("<b class=title-with-kicker>Why they <em>turn</em> blue</b>", "Why they turn blue"),
        ("<span class=subtitle>Why they turn blue</span>", "Why they turn blue"),
        ("<span class=big>Why they</span> turn blue", "Why they turn blue"),
    ],
)
def test_a_line_above_or_below_the_headline_in_the_same_heading_is_no_part_of_it(heading: str, wanted: str) -> None:
    assert headline_text(html.fragment_fromstring(f"<h1>{heading}</h1>")) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<h1 class=site-title>Merrow</h1>", True),
        ("<h1 id=logo>Merrow</h1>", True),
        ("<header class=site-branding><h1>Merrow</h1></header>", True),
        ("<h1><a href=/>Merrow</a></h1>", True),
        ("<h1><a href=../index.html>Merrow</a></h1>", True),
        ("<h1><a href=https://merrow.com/>Merrow</a></h1>", True),
        ("<h1><a href=https://web.archive.org/web/2016/http://merrow.com/>Merrow</a></h1>", True),
        ("<h1><a href=/en/about rel=home>Merrow</a></h1>", True),
        ("<h1><a href=https://merrow.com/bins/>Bins are blue</a></h1>", False),
        ("<h1>Bins are blue in <a href=/>Merrow</a></h1>", False),
        ("<h1 class=page-title>Bins are blue</h1>", False),
        ("<h1 class=logotype-story>Bins are blue</h1>", False),
        ("<h1>Bins are blue</h1>", False),
    ],
)
def test_a_heading_that_leads_to_the_front_page_or_is_called_a_logo_names_the_site(body: str, wanted: bool) -> None:
    tree = html.document_fromstring(body)
    assert names_site(next(tree.iter("h1"))) == wanted


def test_a_link_without_an_address_leads_nowhere() -> None:
    assert not leads_to_front_page(html.fragment_fromstring("<a>Merrow</a>"))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<h1 class=entry-title>Bins</h1>", True),
        ("<h1 itemprop='name headline'>Bins</h1>", True),
        ("<h1 class=l-headline>Bins</h1>", True),
        ("<h1 class=subheadline>Bins</h1>", False),
        ("<h1 class='entry-title sr-only'>Bins</h1>", False),
        ("<div class=breadcrumb><h1 class=headline>Bins</h1></div>", False),
        ("<nav><h1 class=headline>Bins</h1></nav>", False),
        ("<h1>Bins</h1>", False),
    ],
)
def test_a_heading_may_be_marked_as_the_headline_that_readers_see(body: str, wanted: bool) -> None:
    assert is_marked(next(html.document_fromstring(body).iter("h1"))) == wanted


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("<title>Bins | Merrow – a diary</title>", "<h1 id=site-title>Merrow – a diary</h1><h1>Bins</h1>", "Bins"),
        ("<title>Blue bins - Merrow - a diary</title>", "<h1><a href=/>Merrow - a diary</a></h1>", "Blue bins"),
        ("<title>Merrow - a diary - Blue bins</title>", "<h1><a href=/>Merrow - a diary</a></h1>", "Blue bins"),
    ],
)
def test_the_name_of_the_site_in_a_heading_is_cut_from_the_title_and_is_the_outlet(
    head: str, body: str, wanted: str
) -> None:
    chosen = choose(head, body)
    assert chosen.title == wanted
    assert chosen.source in {"Merrow – a diary", "Merrow - a diary"}


def test_the_title_for_sharing_is_the_headline_though_it_leads_to_the_front_page() -> None:
    assert choose(og(title="Blue bins"), "<h1><a href=/>Blue bins</a></h1>").title == "Blue bins"


def test_the_only_heading_that_is_marked_as_the_headline_comes_before_titles_for_sharing() -> None:
    head, marked = og(title="Quirky facts"), "<h1 class=entry-title>A street where nobody sleeps</h1>"
    assert choose(head, marked).title == "A street where nobody sleeps"
    assert choose(head, f"{marked}<h1 class=entry-title>Another street</h1>").title == "Quirky facts"
