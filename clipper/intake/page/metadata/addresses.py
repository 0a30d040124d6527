"""Canonical addresses: when to trust the address that a page states as its own."""

from urllib.parse import urljoin, urlsplit

from clipper.model import urls

_MAX_SUFFIX_LABEL = 3
"""Letters of a label such as `co` or `com` that is part of a suffix: `co.uk`, `com.au`."""


def canonical_url(stated: str, page_url: str) -> str:
    """Return an address that a page states as its own, absolute and without tracking; empty if it is not credible.

    An address on another site than `page_url` is not credible, nor is the front page if `page_url` is not a front page.
    """
    try:
        absolute = urljoin(page_url, stated.strip())
        path = urlsplit(absolute).path
    except ValueError:
        return ""
    if not urls.is_address(absolute):
        return ""
    if page_url and registered_domain(absolute) != registered_domain(page_url):
        return ""
    if page_url and path.strip("/") == "" and urlsplit(page_url).path.strip("/"):
        return ""
    return urls.without_tracking(absolute)


def registered_domain(url: str) -> str:
    """Return the domain that the owner of a host registered: `example.com` for `edition.example.com`.

    It is guessed from the length of the labels; the public suffix list is not consulted.
    """
    labels = urls.host(url).partition(":")[0].split(".")
    has_double_suffix = len(labels) > 2 and len(labels[-1]) <= 2 and len(labels[-2]) <= _MAX_SUFFIX_LABEL  # noqa: PLR2004
    return ".".join(labels[-3:] if has_double_suffix else labels[-2:])
