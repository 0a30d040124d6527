"""Links, pictures and text made safe for Markdown: only addresses on the web, only visible characters."""

import re
from urllib.parse import urljoin

from lxml.etree import _Element

from clipper import text
from clipper.model import urls

_INVISIBLE = re.compile("[\u00ad\u200b\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNSAFE_IN_LINK = re.compile('[\0- "()<>\\\\^`{|}\x7f-\xa0]')
_PICTURE_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")


def strip_invisible(value: str) -> str:
    """Return a text without invisible characters and control characters; line ends become newlines."""
    return _INVISIBLE.sub("", text.strip_unsafe_piece(_LINE_ENDS.sub("\n", value)))


def link_url(href: str | None, page_url: str) -> str:
    """Resolve a link of the page at `page_url`; return nothing if it leads to the same page, or not to the web.

    Characters that would end the link in Markdown are percent-encoded.
    """
    href = (href or "").strip()
    if not href or href.startswith("#"):
        return ""
    try:
        absolute = urljoin(page_url, href)
    except ValueError:
        return ""
    target, hash_sign, _ = absolute.partition("#")
    if hash_sign and target == page_url.partition("#")[0]:
        return ""
    encoded = _UNSAFE_IN_LINK.sub(_percent_encode, strip_invisible(absolute))
    return encoded if urls.is_address(encoded) else ""


def picture_url(element: _Element, page_url: str) -> str:
    """Return the address of an `<img>`, also if scripts load it; empty for a `data:` URL and a tracking pixel."""
    values = (element.get(name) or "" for name in _PICTURE_ATTRIBUTES)
    source = next((value for value in values if value and not value.startswith("data:")), "")
    return link_url(source, page_url) if element.get("width") != "1" else ""


def _percent_encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
