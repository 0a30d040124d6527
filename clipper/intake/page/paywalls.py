"""Walls: what stands on a page in the place of its article, and what says that the rest of it is to be paid for."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from clipper import text
from clipper.intake.page import phrases
from clipper.intake.page.metadata import Claim

HINT = "Open it in a browser until the text is there, save the page, and `clipper add` the file; or paste the text."

_LEAST = 20
_FEW = 40
_SHORT = 250
_MIDDLING = 500
_FLASH = 120
_THIN = 60
_LOOKED_AT = 40_000

_FALSE = frozenset({"false", "no", "0", "http://schema.org/false", "https://schema.org/false"})


class Seen(NamedTuple):
    """What a page shows, what it says to those without scripts, and whether it has any."""

    shown: str
    unscripted: str
    scripted: bool


def look(tree: _Element) -> Seen:
    """Return what a page shows, before anything is cleared away."""
    shown: list[str] = []
    unscripted: list[str] = []
    room = _LOOKED_AT
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "head", "title"}:
            continue
        held = unscripted if _is_unscripted(element) else shown
        for piece in (element.text, element.tail):
            if piece and not piece.isspace() and room > 0:
                held.append(piece.strip())
                room -= len(piece)
    scripted = next(tree.iter("script"), None) is not None
    return Seen(text.one_line(" ".join(shown)), text.one_line(" ".join(unscripted)), scripted)


def instead_of(body: str, seen: Seen, title: str, *, is_article: bool) -> str:
    """Say what stands on the page in the place of an article; empty when there is one."""
    words = text.count_words(body)
    if words < _FLASH and (phrases.say(phrases.CHALLENGE, title) or phrases.say(phrases.CHALLENGE, seen.shown[:2000])):
        return "the site asks whether a human is there, and shows no article"
    if words < _SHORT and _consents(body) > 1:
        return "it asks for consent to cookies, and shows no article"
    if words < _FEW and not is_article and _consents(seen.shown) > 2:  # noqa: PLR2004
        return "it asks for consent to cookies, and shows no article"
    if words < (1 if is_article else _LEAST):
        scripts = phrases.say(phrases.SCRIPTS, seen.unscripted) or phrases.say(phrases.SCRIPTS, seen.shown)
        if scripts or (seen.scripted and text.count_words(seen.shown) < _THIN):
            return "its text is put there by scripts, which are not run"
        return "no article was found on it"
    return ""


def is_paid(body: str, seen: Seen, claims: Iterable[Claim]) -> bool:
    """Tell whether the body is only the beginning of an article that is behind a paywall."""
    words = text.count_words(body)
    said = list(claims)
    closed = any(claim.field == "is_free" and claim.value.casefold() in _FALSE for claim in said)
    counted = max(
        (int(claim.value) for claim in said if claim.field == "word_count" and claim.value.isdecimal()), default=0
    )
    if closed and (words < _SHORT or (counted and words * 2 < counted)):
        return True
    return words < (_MIDDLING if closed else _SHORT) and phrases.say(phrases.PAYWALL, seen.shown)


def without_marks(blocks: Sequence[str]) -> list[str]:
    """Return an article's paragraphs without the last ones that only say what the rest of it costs."""
    kept = list(blocks)
    while len(kept) > 1 and len(kept[-1].split()) < _THIN:
        if not (kept[-1].startswith("#") or phrases.say(phrases.PAYWALL, kept[-1])):
            break
        kept.pop()
    return kept


def _consents(written: str) -> int:
    return sum(phrases.say(things, written) for things in phrases.CONSENT)


def _is_unscripted(element: _Element) -> bool:
    return element.tag == "noscript" or any(one.tag == "noscript" for one in element.iterancestors())
