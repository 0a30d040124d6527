"""The feeds that a web page names: what stands at the address of a feed is often the page beside it."""

import re
from urllib.parse import urljoin

from clipper.intake.page.extract import base_url, parse_html
from clipper.model import urls

_TYPES = re.compile(r"application/(?:rss|atom|rdf)\+xml|application/feed\+json|application/json", re.IGNORECASE)
_MOST = 5


def feeds_of_page(html: str, url: str) -> list[str]:
    """Return the addresses of the feeds that a page names in its head, `<link rel="alternate">`, the first ones."""
    tree = parse_html(html)
    if tree is None:
        return []
    base = base_url(tree, url)
    found = []
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        if "alternate" in relations and _TYPES.match((link.get("type") or "").strip()) and link.get("href"):
            try:
                address = urljoin(base, (link.get("href") or "").strip())
            except ValueError:
                continue
            if urls.is_address(address):
                found.append(address)
    return list(dict.fromkeys(found))[:_MOST]
