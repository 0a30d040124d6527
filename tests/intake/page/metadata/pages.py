"""Small pages for the tests of metadata."""

from lxml import html

from clipper.intake.page.metadata import gather_claims
from clipper.intake.page.metadata.choice import ChosenFields


def choose(head: str, body: str = "", url: str = "", lang: str = "en") -> ChosenFields:
    """Return the fields chosen for a page with this head and body."""
    tree = html.document_fromstring(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>")
    return ChosenFields(gather_claims(tree, url), url)


def og(**values: str) -> str:
    """Return tags of Open Graph."""
    return "".join(f'<meta property="og:{name}" content="{value}">' for name, value in values.items())


def origin(chosen: ChosenFields, field: str) -> str:
    """Return where the value of a field comes from; empty if the field has no value."""
    return next((entry.origin for entry in chosen.provenance if entry.field == field), "")
