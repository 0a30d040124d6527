"""Addresses: the table says which are the same, however they were copied, and which are not."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model import urls

SAME = {
    "example.com/world/talks": (
        "https://example.com/world/talks",
        "http://www.example.com/world/talks/",
        "HTTPS://WWW.Example.com:443/world/talks#top",
        "https://example.com./world/talks?utm_source=x&fbclid=y",
        "example.com/world/talks",
        "https://m.example.com/world/talks",
        "https://mobile.example.com/world/talks",
        "https://www.m.example.com/world/talks",
        "https://amp.example.com/world/talks",
        "https://example.com/world/talks/amp",
        "https://example.com/world/talks/amp/",
        "https://example.com/amp/world/talks",
        "https://example.com/world/talks.amp",
        "https://example.com/world/talks?amp=1",
        "https://example.com/world/talks?amp",
        "https://example.com/world/talks?outputType=amp",
        "https://www.google.com/amp/s/www.example.com/world/talks",
        "https://www.google.co.uk/amp/s/amp.example.com/world/talks",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/world/talks?usqp=mq331&amp_js_v=0.1",
        "https://www-example-com.cdn.ampproject.org/v/s/example.com/world/talks/amp?amp_gsa=1",
    ),
    "example.com/talks.html": ("https://example.com/talks.html", "https://example.com/talks.amp.html"),
    "example.com/a?b=1&c=2": ("https://example.com/a?c=2&b=1", "https://m.example.com/a?b=1&amp=1&c=2&utm_medium=z"),
    "example.com": ("https://example.com", "http://www.example.com/", "m.example.com"),
    "example.com/wiki/%C3%89checs_(jeu)": (
        "https://example.com/wiki/%C3%89checs_(jeu)",
        "https://example.com/wiki/Échecs_(jeu)",
        "https://example.com/wiki/E\u0301checs_(jeu)",
        "https://example.com/wiki/%c3%89checs_%28jeu%29",
        "http://m.example.com/%77iki/%C3%89checs_%28jeu)/#Histoire",
    ),
    "example.com/a?t=%C3%89": ("https://example.com/a?t=%C3%89", "https://example.com/a?t=É", "example.com/a?t=%c3%89"),
    "example.com/a%2Fb": ("https://example.com/a%2fb", "https://example.com/%61%2Fb"),
    "bücher.example/a": (
        "https://bücher.example/a",
        "https://BÜCHER.example:443/a",
        "https://xn--bcher-kva.example/a",
        "http://www.xn--bcher-kva.example/a",
    ),
    "straße.example": ("https://straße.example", "https://xn--strae-oqa.example/"),
    "例え。テスト".replace("。", "."): ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
    "paper.example/#!/story/101": ("https://paper.example/#!/story/101", "http://www.paper.example#!/story/101"),
    "paper.example/app?a=1/#/story/%C3%A9": (
        "https://paper.example/app?a=1#/story/é",
        "https://paper.example/app/?utm_source=x&a=1#/story/%c3%a9",
    ),
}
APART = (
    "https://example.com/world/talks",
    "https://example.com/world/talks-2",
    "https://example.com/world/Talks",
    "https://live.example.com/world/talks",
    "https://example.com/world/talks?page=2",
    "https://example.com/world/talks?outputType=print",
    "https://example.com/world/ampere",
    "https://example.com/world/champ",
    "https://example.com/world/amp/talks",
    "https://amp.dev/world/talks",
    "https://m.co/world/talks",
    "https://google.com/amp/",
    "https://google.com/search?q=amp",
    "https://example.com",
    "https://example.com/#!/world/talks",
    "https://example.com/#!/world/talks-2",
    "https://example.com/#/world/talks",
    "https://example.com/world%2Ftalks",
    "https://example.com/world/%C9",
    "https://example.com/world/É",
    "https://strasse.example",
    "https://straße.example",
    "https://example.org",
    "https://example.org:8080",
)


@pytest.mark.parametrize(("key", "address"), [(key, one) for key, several in SAME.items() for one in several])
def test_one_address_has_one_key_however_it_was_copied(key: str, address: str) -> None:
    assert urls.key(address) == key


def test_what_are_two_pages_have_two_keys() -> None:
    assert len({urls.key(address) for address in APART}) == len(APART)


_PIECES = ["/amp", "/a", ".amp.html", "?amp=1", "?b=2", "&c", "İ"]


@given(st.lists(st.sampled_from(_PIECES) | st.text("ab/?&=#.%", max_size=3), max_size=8).map("".join))
def test_whatever_stands_below_a_host_its_mobile_page_is_the_same(below: str) -> None:
    key = urls.key(f"https://example.com/{below}")
    assert key.startswith("example.com")
    assert urls.key(f"http://www.m.example.com/{below}") == key


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("https://e.com/a", "https://e.com/a"),
        ("https://e.com/a?utm_source=x&b=2&fbclid=y#top", "https://e.com/a?b=2"),
        ("https://e.com/a?utm_source=x", "https://e.com/a"),
        ("https://e.com/a?b=%20&c&d=", "https://e.com/a?b=%20&c&d="),
        ("https://e.com/?", "https://e.com/"),
        ("https://e.com/a?id=utm_source", "https://e.com/a?id=utm_source"),
    ],
)
def test_an_address_is_told_without_whence_a_reader_came(value: str, wanted: str) -> None:
    assert urls.without_tracking(value) == wanted
    assert urls.key(wanted) == urls.key(value)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://e.com/a#menu", "https://e.com/a#toolbar", False),
        ("https://e.com/a#menu", "https://e.com/a", False),
        ("https://e.com/a#Überblick", "http://www.e.com/a/?utm_source=x#%C3%9Cberblick", True),
        ("https://e.com/a#:~:text=word", "https://e.com/a", True),
        ("https://e.com/a#menu:~:text=word", "https://e.com/a#menu", True),
        ("https://e.com/#!/a", "http://e.com#!/a", True),
        ("https://e.com/a#", "https://e.com/a", True),
    ],
)
def test_of_a_bookmark_the_fragment_counts_too(first: str, second: str, same: bool) -> None:
    assert (urls.exact_key(first) == urls.exact_key(second)) is same


@given(st.text(max_size=30))
def test_any_path_has_one_key_however_it_is_encoded(value: str) -> None:
    usual = quote(value, errors="replace")
    most = re.sub("%..", lambda code: code[0].lower(), quote(value, safe="/", errors="replace").replace("~", "%7E"))
    key = urls.key(f"https://example.com/a{usual}")
    assert key == urls.key(f"https://example.com/a{most}")
    assert key.isascii()
