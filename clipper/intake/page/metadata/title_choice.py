"""Choose the headline among the titles that a page states: those for readers, for sharing and for searches."""

import re
from collections.abc import Sequence

from clipper.intake.page.metadata.claims import Claim
from clipper.text import split_words

_HEADLINE_ORIGINS = frozenset({"<h1>", "<h2>", "<h3>", "<h4>"})
"""The origins of a headline that readers see, and that a title of the page confirms."""
_SEARCH_ORIGINS = frozenset({"<title>", "text"})
"""The origins of titles for searches, which may differ from the headline, or be the name of a section."""
_MIN_LENGTH = 10
"""Characters of words that are a headline; a shorter one may be the name of a section."""
_MIN_WORDS = 5
"""Words of a heading that is surely a headline, and not the name of a site."""

_QUOTATION = r"""["“”„«»‘'‚‹›][^:]{1,200}["“”„«»’'‘‹›]\s?:"""
_SEPARATORS = " |｜–—·•-"


def choose(titles: Sequence[tuple[str, Claim]]) -> tuple[str, Claim]:
    """Return the headline and its claim; `titles` are claims in order of preference, with their cleaned values.

    A headline that readers see comes before titles for sharing and for searches. If it begins with a kicker, the title
    without the kicker is chosen.
    """
    title, claim = _choose(titles)
    return (title if claim.origin in _HEADLINE_ORIGINS else _cut_sections(title)), claim


def _choose(titles: Sequence[tuple[str, Claim]]) -> tuple[str, Claim]:
    headline = next((title for title in titles if title[1].origin in _HEADLINE_ORIGINS), None)
    if headline is not None:
        others = [title for title in titles if title[1].origin not in {headline[1].origin, "other <h1>"}]
        shared = [title for title in others if title[1].origin not in _SEARCH_ORIGINS]
        without_kicker = next((title for title in shared if _is_end(title[0], headline[0])), None)
        same = [title for title in others if split_words(title[0]) == split_words(headline[0])]
        # Of two forms of a headline, the longer has the colon between its kicker and the rest.
        return without_kicker or max([headline, *same], key=lambda title: len(title[0]))
    heading = next((title for title in titles if title[1].origin == "other <h1>"), None)
    if heading is None:
        return titles[0]
    is_long = len(split_words(heading[0])) >= _MIN_WORDS and titles[0][1].origin in _SEARCH_ORIGINS
    return heading if is_long or len(split_words(titles[0][0])) == 1 else titles[0]


def _is_end(title: str, headline: str) -> bool:
    """Tell whether a title is the end of a headline that begins with a kicker."""
    words, all_words = " ".join(split_words(title)), " ".join(split_words(headline))
    is_end = headline.endswith(title) or all_words.endswith(f" {words}")
    # A quotation with a colon behind it is a part of the headline.
    is_quoted = bool(re.match(_QUOTATION, headline))
    return len(words) > _MIN_LENGTH and is_end and words != all_words and not is_quoted


def _cut_sections(title: str) -> str:
    """Return a title that no heading confirms without the names of sections and sites behind its first bar.

    What stands before the bar is a kicker if it is shorter than what follows.
    """
    first, bar, rest = title.partition("|") if "|" in title else title.partition("｜")
    is_headline = bar and len("".join(split_words(first))) >= len("".join(split_words(rest)))
    return (first if is_headline else title).strip().rstrip(_SEPARATORS).strip() or title
