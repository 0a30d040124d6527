"""Web archives of Safari: a property list with the page and the files that it shows."""

from typing import Any

from clipper.errors import UnreadableError
from clipper.intake.page.saved import SavedPage
from clipper.model import urls


def recognises(raw: bytes) -> bool:
    """Tell whether it is a property list, binary or XML, with the main resource of a page."""
    is_list = raw.startswith(b"bplist00") or (raw.startswith(b"<?xml") and b"<plist" in raw[:1000])
    return is_list and b"WebMainResource" in raw


def unpack(raw: bytes) -> SavedPage:
    """Return the page in a web archive; raise UnreadableError if it has none."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        archive = plistlib.loads(raw)
    except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError, RecursionError, LookupError) as error:
        raise UnreadableError("it is a damaged web archive of Safari") from error
    main = _mapping(_mapping(archive).get("WebMainResource"))
    page, url, encoding = (main.get(f"WebResource{name}") for name in ("Data", "URL", "TextEncodingName"))
    if not isinstance(page, bytes) or main.get("WebResourceMIMEType", "text/html") not in _HTML_TYPES:
        raise UnreadableError(
            "it is a web archive of Safari without a page", hint="It holds a picture or another file."
        )
    address = url if isinstance(url, str) and urls.is_address(url) else ""
    return SavedPage(page, address, encoding if isinstance(encoding, str) else "")


_HTML_TYPES = ("text/html", "application/xhtml+xml")


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
