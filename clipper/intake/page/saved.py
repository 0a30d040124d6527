"""Pages as browsers save them: what is one, and the page itself with the address that was saved with it."""

import re
from typing import NamedTuple

from clipper.model import urls

_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,20}", re.ASCII)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = 8192

_SINGLE_FILE = re.compile(r"<!--\s+Page saved with SingleFile\s+url:\s*(\S+)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_DATA = re.compile(r"data:[\w/+.;=-]{1,100},[^\"'\s)>]{80,}")


class SavedPage(NamedTuple):
    """The bytes of a page, and what was saved with them: its address and its encoding, empty where unknown."""

    raw: bytes
    url: str = ""
    encoding: str = ""


def is_page(raw: bytes) -> bool:
    """Tell by its first bytes whether this is a page of HTML, or a web archive (MHTML) with one."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw[: 2 * _LOOKED_AT].decode("utf-16", "ignore").encode()
    return bool(_BEGINS.match(raw, 0, _LOOKED_AT)) or is_mhtml(raw)


def is_mhtml(raw: bytes) -> bool:
    """Tell whether this is a web archive: a mail whose parts are the files of a page."""
    head = _ARCHIVE.match(raw, 0, _LOOKED_AT)
    return bool(head and _RELATED.search(head[0]))


def unpack_mhtml(raw: bytes) -> SavedPage:
    """Return the page in a web archive; bytes that are none as they are."""
    if not is_mhtml(raw):
        return SavedPage(raw)
    from email import message_from_bytes

    mail = message_from_bytes(raw)
    pages = [part for part in mail.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        return SavedPage(b"")
    root = str(mail.get_param("start") or "")
    page = next((part for part in pages if part.get("Content-ID") == root), pages[0]) if root else pages[0]
    held = page.get_payload(decode=True)
    url = str(mail.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    encoding = page.get_content_charset() or ""
    return SavedPage(held if isinstance(held, bytes) else b"", url if urls.is_address(url) else "", encoding)


def find_saved_url(written: str) -> str:
    """Return the address that a browser noted at the top of a page that it saved; empty without one."""
    head = written[:_LOOKED_AT]
    found = _SINGLE_FILE.search(head) or _SAVED_FROM.search(head)
    return found[1] if found and urls.is_address(found[1]) else ""


def strip_data_urls(written: str) -> str:
    """Return a page without the files that stand in it as text, which can be the most of it."""
    return _DATA.sub("data:,", written)
