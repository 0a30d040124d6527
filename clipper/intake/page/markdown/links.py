"""Links and texts as they may stand in Markdown: only what leads somewhere on the web, and only what can be seen."""

import re
from urllib.parse import urljoin

from lxml.etree import _Element

from clipper import text
from clipper.model import urls

_INVISIBLE = re.compile("[\u00ad\u200b\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNFIT = re.compile('[\0- "()<>\\\\^`{|}\x7f-\xa0]')
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")


def plain(value: str) -> str:
    """Return a text without characters that cannot be seen or that a terminal acts on."""
    return _INVISIBLE.sub("", text.harmless(_LINE_ENDS.sub("\n", value)))


def address(said: str | None, url: str) -> str:
    """Return where a link on the page at `url` leads; empty where that is nowhere on the web, or on the same page.

    What would end the link in Markdown is percent-encoded.
    """
    said = (said or "").strip()
    if not said or said.startswith("#"):
        return ""
    try:
        absolute = urljoin(url, said)
    except ValueError:
        return ""
    page, mark, _ = absolute.partition("#")
    if mark and page == url.partition("#")[0]:
        return ""
    found = _UNFIT.sub(_encoded, plain(absolute))
    return found if urls.is_address(found) else ""


def picture(element: _Element, url: str) -> str:
    """Return where a picture lies, also one that is loaded late; empty for one that is in the page, or only a dot."""
    said = next((held for name in _LAZY if (held := element.get(name)) and not held.startswith("data:")), "")
    return address(said, url) if element.get("width") != "1" else ""


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
