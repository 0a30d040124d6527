"""Paywalls and other obstacles: few are taken for an article, and few articles are taken for one."""

import pytest

from clipper.intake.page import paywalls
from clipper.intake.page.extract import parse_html
from clipper.intake.page.metadata import Claim

LONG = "One more sentence of an article that goes on for a good while. " * 40
SHORT = "A short notice, all of it: the bridge is closed on Monday from nine to five, says the council of the town."
CONSENT = (
    "We value your privacy. We and our 842 partners use cookies and similar things. Accept all. Manage preferences."
)
FREE = Claim("is_free", "True", "JSON-LD isAccessibleForFree")
CLOSED = Claim("is_free", "False", "JSON-LD isAccessibleForFree")


def page(shown: str, more: str = "") -> paywalls.VisibleText:
    tree = parse_html(f"<html><body><p>{shown}</p>{more}</body></html>")
    assert tree is not None
    return paywalls.read_visible_text(tree)


@pytest.mark.parametrize(
    ("body", "shown", "title", "is_article", "wanted"),
    [
        (LONG, LONG + CONSENT, "Head", True, ""),
        (LONG, LONG + CONSENT, "Just a moment...", False, ""),
        (SHORT, SHORT + CONSENT, "Head", True, ""),
        (SHORT * 2, SHORT * 2 + CONSENT, "Head", False, ""),
        (f"The law says that cookies and similar things need consent. {LONG}", LONG, "On cookies", False, ""),
        (CONSENT, CONSENT, "Example", False, "it asks for consent"),
        ("", CONSENT, "Example", False, "it asks for consent"),
        ("Please wait.", "Verifying you are human.", "Example", False, "the site asks whether a human is there"),
        ("", "You need to enable JavaScript to run this app.", "Example", False, "its text is put there by scripts"),
        ("", "A row of words that is no article. " * 20, "Example", False, "no article was found"),
        ("Ten words", "Ten words", "Example", False, "no article was found"),
        ("Ten words", "Ten words", "Example", True, ""),
    ],
)
def test_the_reason_why_there_is_no_article_is_given(
    body: str, shown: str, title: str, is_article: bool, wanted: str
) -> None:
    reason = paywalls.why_no_article(body, page(shown), title, is_article=is_article)
    assert reason.startswith(wanted)
    assert bool(reason) is bool(wanted)


def test_a_page_that_needs_scripts_is_recognised() -> None:
    assert "scripts" in paywalls.why_no_article(
        "", page("", "<noscript>Please enable JavaScript</noscript>"), "", is_article=True
    )
    assert "scripts" in paywalls.why_no_article("", page("", "<script>x</script>"), "", is_article=True)
    assert "no article" in paywalls.why_no_article("", page(""), "", is_article=True)


@pytest.mark.parametrize(
    ("body", "shown", "is_refused"),
    [
        ("Closed on Monday for the feast.", "Harbour Closed on Monday for the feast.", False),
        (
            "Closed on Monday for the feast.",
            "Harbour News Sport Weather Contact Search Help Closed on Monday for the feast.",
            True,
        ),
        ("Closed on Monday for the feast.", "Closed on Monday for the feast. <script>x</script>", True),
        ("The page you asked for was not found.", "The page you asked for was not found.", True),
        ("Closed.", "Closed.", True),
    ],
)
def test_a_short_text_is_an_article_if_it_is_most_of_a_page_without_scripts(
    body: str, shown: str, is_refused: bool
) -> None:
    assert bool(paywalls.why_no_article(body, page(shown), "Harbour", is_article=False)) is is_refused


@pytest.mark.parametrize(
    ("body", "shown", "claims", "wanted"),
    [
        (SHORT, SHORT, [CLOSED], True),
        (SHORT, SHORT + " Subscribe now to continue reading.", [], True),
        (SHORT, SHORT + " Jetzt weiterlesen mit Plus.", [], True),
        (SHORT, SHORT + " 残り1234文字", [], True),
        (SHORT, SHORT, [], False),
        (SHORT, SHORT, [FREE], False),
        (LONG, LONG, [CLOSED], False),
        (LONG, LONG + " Subscribe now to continue reading.", [], False),
        (LONG, LONG, [CLOSED, Claim("word_count", "2000", "JSON-LD wordCount")], True),
        (LONG, LONG, [CLOSED, Claim("word_count", "500", "JSON-LD wordCount")], False),
        (LONG, LONG, [Claim("word_count", "2000", "JSON-LD wordCount")], False),
    ],
)
def test_the_beginning_of_a_paywalled_article_is_recognised(
    body: str, shown: str, claims: list[Claim], wanted: bool
) -> None:
    assert paywalls.is_paywalled(body, page(shown), claims) is wanted


def test_offers_of_a_subscription_are_dropped_at_the_end() -> None:
    blocks = ["One.", "Two.", "## Keep reading", "Subscribe now to continue reading this article."]
    assert paywalls.drop_notices(blocks) == ["One.", "Two."]
    assert paywalls.drop_notices(["Log in to continue reading."]) == ["Log in to continue reading."]
