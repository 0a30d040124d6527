"""The names of outlets: what a page calls itself, without slogans, legal forms and domains."""

import pytest

from clipper.intake.page.metadata.outlet_names import (
    clean_brand,
    clean_outlet,
    find_outlet,
    is_outlet,
    matches_domain,
    strip_name,
    strip_outlet,
)
from tests.intake.page.metadata.pages import choose, og, origin

HEADLINE = "Bins are blue now"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("The Example", "The Example"),
        ("Deutsche Welle (www.dw.com)", "Deutsche Welle"),
        ("Impulse GmbH", "Impulse"),
        ("TAZ Verlags- und Vertriebs GmbH", "TAZ"),
        ("The Example, Inc.", "The Example"),
        ("Beispiel GmbH & Co. KG", "Beispiel"),
        ("Bernau LIVE - Dein Stadt- und Regionalportal für Bernau", "Bernau LIVE"),
        (
            "www.athletics.com | The portal of all athletes in town",
            "www.athletics.com | The portal of all athletes in town",
        ),
        ("@example", ""),
        ("example.com", ""),
    ],
)
def test_a_name_has_no_slogan_no_legal_form_and_no_domain(value: str, wanted: str) -> None:
    assert clean_outlet(value) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{HEADLINE} | The Times of Merrow", "The Times of Merrow"),
        (f"{HEADLINE} - Bins - Merrow Times", "Merrow Times"),
        (f"Merrow Times | {HEADLINE} | Bins, streets and all the rest", "Merrow Times"),
        (f"{HEADLINE} – Courier", "Courier"),
        (f"{HEADLINE} | Everything you want about streets", ""),
        (f"{HEADLINE} | Who painted them?", ""),
        (f"{HEADLINE} | Blog", ""),
        (HEADLINE, ""),
    ],
)
def test_the_part_of_a_title_with_the_domain_is_the_outlet_but_no_slogan(title: str, wanted: str) -> None:
    assert find_outlet(title, HEADLINE, "merrowtimes.com" if "Merrow T" in title else "timesofmerrow.com") == wanted


@pytest.mark.parametrize(
    ("name", "domain", "wanted"),
    [
        ("The Example Times", "exampletimes.com", True),
        ("Example", "exampletimes.com", True),
        ("exampletimes.com", "exampletimes.com", False),
        ("The Courier", "exampletimes.com", False),
        ("x", "", False),
    ],
)
def test_a_name_and_a_domain_have_the_same_words(name: str, domain: str, wanted: bool) -> None:
    assert matches_domain(name, domain) is wanted


def test_the_name_on_the_logo_or_behind_the_copyright_sign_comes_before_the_bare_host() -> None:
    url = "https://www.exampletimes.com/bins"
    logo = choose("", f"<a href=/><img alt='The Example Times logo'></a><h1>{HEADLINE}</h1>", url)
    assert (logo.source, origin(logo, "source")) == ("The Example Times", "logo")
    owner = choose("", f"<h1>{HEADLINE}</h1><p>© 2015–2025 Example Times. All rights reserved</p>", url)
    assert (owner.source, origin(owner, "source")) == ("Example Times", "copyright")
    other = choose("", f"<a href=/x><img alt='Example Times'></a><h1>{HEADLINE}</h1><p>© Somebody Else</p>", url)
    assert (other.source, origin(other, "source")) == ("exampletimes.com", "its address")
    assert clean_brand("Partner of Example Times since 1999", "exampletimes.com") == ""


def test_a_section_and_a_company_are_no_outlets_if_the_page_names_another() -> None:
    section = '<meta property="article:section" content="World">'
    publisher = '<script type="application/ld+json">{"@type": "WebSite", "name": "The Example"}</script>'
    assert choose(og(site_name="World") + section + publisher).source == "The Example"
    assert choose(og(site_name="World") + section).source == "World"
    assert choose(og(site_name="Example Media Ltd") + publisher).source == "The Example"
    assert choose(og(site_name="Example Media Ltd")).source == "Example"


def test_a_title_that_is_only_the_outlet_is_none() -> None:
    assert is_outlet("The Example", "the example", "")
    assert is_outlet("example", "", "example.com")
    assert not is_outlet("The Example of bins", "The Example", "example.com")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{HEADLINE} - Merrow – a diary", HEADLINE),
        (f"Merrow – a diary » {HEADLINE}", HEADLINE),
        (f"Merrow – a diary: {HEADLINE}", HEADLINE),
        (f"{HEADLINE} in Merrow – a diary", f"{HEADLINE} in Merrow – a diary"),
        ("Merrow – a diary", "Merrow – a diary"),
        (HEADLINE, HEADLINE),
    ],
)
def test_a_name_with_separators_is_cut_from_either_end_of_a_title(title: str, wanted: str) -> None:
    assert strip_name(title, "Merrow – a diary") == wanted


def test_no_name_is_cut_from_no_title() -> None:
    assert strip_name("»Bins«", "") == "»Bins«"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("«Bins are blue» | Merrow", "«Bins are blue»"),
        ("Merrow » Bins", "Bins"),
        ("蓝色的垃圾桶_Merrow", "蓝色的垃圾桶"),
        ("蓝色的垃圾桶｜Merrow", "蓝色的垃圾桶"),
        ("bins_blue_Merrow", "bins_blue_Merrow"),
    ],
)
def test_the_outlet_is_cut_with_its_separator_but_not_with_quotation_marks(title: str, wanted: str) -> None:
    assert strip_outlet(title, "Merrow", "") == wanted
