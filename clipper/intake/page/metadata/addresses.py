"""The address of a page: the one that it calls its own, where that can be believed."""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from clipper.model import urls

_SHORT_LEVEL = 3
"""Letters of a level below which names are given: `co.uk`, `com.au`."""


def believed(said: str, asked: str) -> str:
    """Return an address that a page calls its own, absolute and without tracking; empty if it cannot be believed.

    Not believed is one on another site than that from which the page came, and the front page of one.
    """
    try:
        absolute = urljoin(asked, said.strip())
        path = urlsplit(absolute).path
    except ValueError:
        return ""
    if not urls.is_address(absolute):
        return ""
    if asked and (site(absolute) != site(asked) or (path.strip("/") == "" and urlsplit(asked).path.strip("/"))):
        return ""
    return urls.untracked(absolute)


def site(url: str) -> str:
    """Return the part of a host that its owner was given: `example.com` of `edition.example.com`."""
    levels = urls.host(url).partition(":")[0].split(".")
    owned = 3 if len(levels) > 2 and len(levels[-1]) <= 2 and len(levels[-2]) <= _SHORT_LEVEL else 2  # noqa: PLR2004
    return ".".join(levels[-owned:])


def first(said: Iterable[str], asked: str) -> str:
    """Return the first address that can be believed, else the one that was asked for, without tracking."""
    return next((url for one in said if (url := believed(one, asked))), urls.untracked(asked) if asked else "")
