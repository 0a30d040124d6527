"""Metadata: what a page says of itself is gathered as claims, and of those of each field one is chosen."""

from lxml.etree import _Element

from clipper.page.metadata import linked_data, markup, meta_tags
from clipper.page.metadata.claims import Claim

__all__ = ["Claim", "gather"]


def gather(tree: _Element, address: str) -> list[Claim]:
    """Return all that a page claims, `address` being where it came from, if that is known."""
    tags = [*meta_tags.read(tree)]
    known = {claim.value for claim in tags if claim.field in {"title", "url"}} | {*markup.headlines(tree), address}
    linked = [*linked_data.read(tree, known - {""})]
    dated = any(claim.field == "date" for claim in (*linked, *tags))
    return [*linked, *tags, *markup.read(tree, dated=dated)]
