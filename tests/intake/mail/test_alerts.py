"""The articles that an alert names are found, with the addresses of the articles themselves."""

import pytest

from clipper.intake.mail import alerts


@pytest.mark.parametrize(
    ("address", "inner"),
    [
        ("https://www.google.com/url?rct=j&sa=t&url=https://e.example/a%3Fb%3D1&ct=ga", "https://e.example/a?b=1"),
        (
            "https://a.example/r?u=https%3A%2F%2Fb.example%2Fr%3Furl%3Dhttps%253A%252F%252Fc.example%252F",
            "https://c.example/",
        ),
        ("https://e.example/search?q=words", "https://e.example/search?q=words"),
        ("https://[broken", "https://[broken"),
        ("https://e.example/?" + "a=b&" * 100, "https://e.example/?" + "a=b&" * 100),
    ],
)
def test_an_address_is_freed_from_those_around_it(address: str, inner: str) -> None:
    assert alerts.unwrap(address) == inner


@pytest.mark.parametrize(
    ("address", "is_service"),
    [
        ("googlealerts-noreply@google.com", True),
        ("Alert@mail.LexisNexis.com", True),
        ("factiva@dowjones.com", True),
        ("jane@google.com", False),
        ("a@notnexis.com", False),
        ("", False),
    ],
)
def test_the_services_are_known_by_their_addresses(address: str, is_service: bool) -> None:
    assert alerts.is_of_service(address) == is_service


def test_a_link_without_a_title_is_none_of_an_article() -> None:
    page = '<a href="https://e.example/1">1</a><a>A title of many words</a><a href="mailto:a@b">A title of words</a>'
    assert alerts.find_articles(page, "") == []
    assert alerts.find_articles('<a href="https://e.example/1">A title of many words', "") == []


def test_no_more_articles_are_taken_than_an_alert_has() -> None:
    page = "".join(f'<a href="https://e.example/{n}">A title of many words</a>' for n in range(500))
    assert len(alerts.find_articles(page, "")) == alerts.MAX_ARTICLES
