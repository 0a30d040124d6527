"""Paywalls, consent dialogs and other obstacles: tell why a page has no article, or only its beginning."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from clipper import text
from clipper.intake.page import phrases
from clipper.intake.page.metadata import Claim

HINT = "Open it in a browser until the text is there, save the page, and `clipper add` the file; or paste the text."

# Thresholds in words.
_MIN_ARTICLE = 20
_MIN_WHOLE = 5
"""Words of a text that is most of what the page shows, and so its article, however short."""
_FEW = 40
_MAX_NOTICE = 60
_NEARLY_EMPTY = 60
_CHALLENGE = 120
_SHORT = 250
_MEDIUM = 500

_MAX_CHARACTERS = 40_000
"""Characters of visible text that are searched for phrases."""
_CHALLENGE_CHARACTERS = 2000

_FALSE = frozenset({"false", "no", "0", "http://schema.org/false", "https://schema.org/false"})


class VisibleText(NamedTuple):
    """The text that a page shows, the text of its `<noscript>` elements, and whether it has scripts."""

    shown: str
    noscript: str
    has_scripts: bool


def read_visible_text(tree: _Element) -> VisibleText:
    """Return the text of a page; call it before the tree is cleaned."""
    shown: list[str] = []
    noscript: list[str] = []
    remaining = _MAX_CHARACTERS
    in_noscript = {element for parent in tree.iter("noscript") for element in parent.iter()}
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "head", "title"}:
            continue
        texts = noscript if element in in_noscript else shown
        for part in (element.text, element.tail):
            if part and not part.isspace() and remaining > 0:
                texts.append(part.strip())
                remaining -= len(part)
    has_scripts = next(tree.iter("script"), None) is not None
    return VisibleText(text.one_line(" ".join(shown)), text.one_line(" ".join(noscript)), has_scripts)


def why_no_article(body: str, visible: VisibleText, title: str, *, is_article: bool) -> str:
    """Return what a page shows instead of an article, as a clause for an error message; empty if `body` is an article.

    `is_article` says that the metadata call the page an article: then a short text is enough.
    """
    words = text.count_words(body)
    beginning = visible.shown[:_CHALLENGE_CHARACTERS]
    if words < _CHALLENGE and any(phrases.contains(phrases.CHALLENGE, part) for part in (title, beginning)):
        return "the site asks whether a human is there, and shows no article"
    if words < _SHORT and _count_consent_groups(body) > 1:
        return "it asks for consent to cookies, and shows no article"
    if words < _FEW and not is_article and _count_consent_groups(visible.shown) > 2:  # noqa: PLR2004
        return "it asks for consent to cookies, and shows no article"
    is_short = words < (1 if is_article else _MIN_ARTICLE)
    if is_short and not _is_whole_page(words, visible, (title, body)):
        asks_for_scripts = any(phrases.contains(phrases.SCRIPTS, part) for part in (visible.noscript, visible.shown))
        if asks_for_scripts or (visible.has_scripts and text.count_words(visible.shown) < _NEARLY_EMPTY):
            return "its text is put there by scripts, which are not run"
        return "no article was found on it"
    return ""


def _is_whole_page(words: int, visible: VisibleText, texts: Iterable[str]) -> bool:
    """Tell whether a short text is most of what a page without scripts shows, and no message of its server."""
    if visible.has_scripts or words < _MIN_WHOLE or words * 2 < text.count_words(visible.shown):
        return False
    return not any(phrases.contains(phrases.ERRORS, part) for part in texts)


def is_paywalled(body: str, visible: VisibleText, claims: Iterable[Claim]) -> bool:
    """Tell whether `body` is only the beginning of an article whose rest is behind a paywall."""
    words = text.count_words(body)
    claims = list(claims)
    is_closed = any(claim.field == "is_free" and claim.value.casefold() in _FALSE for claim in claims)
    counts = (int(claim.value) for claim in claims if claim.field == "word_count" and claim.value.isdecimal())
    stated_words = max(counts, default=0)
    if is_closed and (words < _SHORT or (stated_words and words * 2 < stated_words)):
        return True
    return words < (_MEDIUM if is_closed else _SHORT) and phrases.contains(phrases.PAYWALL, visible.shown)


def drop_notices(blocks: Sequence[str]) -> list[str]:
    """Return the blocks of an article without the notices at its end that offer a subscription."""
    remaining = list(blocks)
    while len(remaining) > 1 and len(remaining[-1].split()) < _MAX_NOTICE:
        if not (remaining[-1].startswith("#") or phrases.contains(phrases.PAYWALL, remaining[-1])):
            break
        remaining.pop()
    return remaining


def _count_consent_groups(value: str) -> int:
    return sum(phrases.contains(group, value) for group in phrases.CONSENT_GROUPS)
