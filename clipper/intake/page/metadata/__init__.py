"""Metadata: find what a page states about its article, and choose one value for each field.

Every source yields claims: json_ld (scripts), meta_tags (<head>), markup and marked_bylines (marked elements), visible
and visible_dates (plain lines). `layout` tells where the article is.
`dates` parses days and times, `people` parses bylines; `choice` ranks the claims and picks the date, the author, …
To learn where the date of a page is decided, read `choice.ChosenFields._choose_date`.
"""

from lxml.etree import _Element

from clipper.intake.page.metadata import (
    dates,
    json_ld,
    likely_dates,
    marked_bylines,
    markup,
    meta_tags,
    visible,
    visible_dates,
)
from clipper.intake.page.metadata.claims import Claim
from clipper.intake.page.metadata.headings import element_text
from clipper.intake.page.metadata.layout import Layout
from clipper.intake.people import parse_bylines

__all__ = ["Claim", "gather_claims"]


def gather_claims(tree: _Element, page_url: str) -> list[Claim]:
    """Return all claims of a page; `page_url` is the address that it came from, or empty."""
    layout = Layout(tree)
    tags = [*meta_tags.read_claims(tree)]
    known = {claim.value for claim in tags if claim.field in {"title", "url"}}
    known |= {page_url, *map(element_text, layout.headings)}
    claims = [*json_ld.read_claims(tree, known - {""}), *tags, *markup.read_claims(tree, layout)]
    claims += marked_bylines.read_claims(layout)
    language = meta_tags.root_language(tree) or next((claim.value for claim in claims if claim.field == "language"), "")
    has_time = any(claim.field == "date" and "T" in dates.parse_date(claim.value) for claim in claims)
    # A date without a time is not enough: a visible line may state the time of the same day.
    claims += visible_dates.read_claims(layout, language, lines=not has_time)
    if not any(claim.field == "date" for claim in claims):
        claims += likely_dates.read_claims(tree, layout, language)
    claimed = {claim.field for claim in claims if claim.field != "author"}
    names = (claim.value for claim in claims if claim.field == "author")
    wanted = {"source"} - claimed | (set() if parse_bylines(names).people else {"author"})
    return [*claims, *visible.read_claims(layout, wanted)]
