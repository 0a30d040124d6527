"""Metadata: what a page says of itself is gathered as claims, and of those of each field one is chosen."""

from lxml.etree import _Element

from clipper.intake.page.metadata import dates, json_ld, markup, meta_tags, visible
from clipper.intake.page.metadata.claims import Claim

__all__ = ["Claim", "gather"]


def gather(tree: _Element, address: str) -> list[Claim]:
    """Return all that a page claims, `address` being where it came from, if that is known."""
    tags = [*meta_tags.read(tree)]
    known = {claim.value for claim in tags if claim.field in {"title", "url"}}
    known |= {address, *map(markup.words, markup.headings(tree))}
    found = [*json_ld.read(tree, known - {""}), *tags, *markup.read(tree)]
    timed = any(claim.field == "date" and "T" in dates.moment(claim.value) for claim in found)
    wanted = {"date", "author", "source"} - {claim.field for claim in found if claim.field != "date" or timed}
    return [*found, *visible.read(tree, wanted)]
