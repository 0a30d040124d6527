"""Metadata: find what a page states about its article, and choose one value for each field.

Every source yields claims: json_ld (scripts), meta_tags (<head>), markup (marked elements), visible (plain lines).
`dates` parses days and times, `people` parses bylines; `choice` ranks the claims and picks the date, the author, …
To learn where the date of a page is decided, read `choice.ChosenFields._choose_date`.
"""

from lxml.etree import _Element

from clipper.intake.page.metadata import dates, json_ld, markup, meta_tags, visible
from clipper.intake.page.metadata.claims import Claim
from clipper.intake.page.metadata.layout import Layout, element_text

__all__ = ["Claim", "gather_claims"]


def gather_claims(tree: _Element, page_url: str) -> list[Claim]:
    """Return all claims of a page; `page_url` is the address that it came from, or empty."""
    layout = Layout(tree)
    tags = [*meta_tags.read_claims(tree)]
    known = {claim.value for claim in tags if claim.field in {"title", "url"}}
    known |= {page_url, *map(element_text, layout.headings)}
    claims = [*json_ld.read_claims(tree, known - {""}), *tags, *markup.read_claims(tree, layout)]
    has_time = any(claim.field == "date" and "T" in dates.parse_date(claim.value) for claim in claims)
    # A date without a time is not enough: a visible line may state the time of the same day.
    claimed = {claim.field for claim in claims if claim.field != "date" or has_time}
    return [*claims, *visible.read_claims(tree, layout, {"date", "author", "source"} - claimed)]
