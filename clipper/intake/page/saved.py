"""Pages that browsers saved: recognise HTML and MHTML, and find the page and its address in them."""

import re
from typing import NamedTuple

from clipper.model import urls

_HTML_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MISPLACED = re.compile(
    rb"\A(?:\xef\xbb\xbf|\s)*(?:<(?:style|script|link|br|!doctypehtml)\b"
    rb"|(?:<b>)?(?:php )?(?:warning|notice|deprecated|strict standards)(?:</b>)?: )",
    re.IGNORECASE,
)
"""What may stand above a page by mistake: styles and scripts of a program, messages of PHP, or a doctype without a
space."""
_DOCUMENT_START = re.compile(r"<(?:!doctype\s*html|html|head|body)\b", re.IGNORECASE)
_PAGE_TAG = re.compile(rb"<(?:!doctype\s*html|html|head|body|title|meta)\b", re.IGNORECASE)
_MAIL_HEADER = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,20}", re.ASCII)
_MULTIPART_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEAD_LENGTH = 8192
_MAX_PREAMBLE = 65_536
"""Bytes that may stand above a page: style sheets are long."""

_SINGLE_FILE_COMMENT = re.compile(r"<!--\s+Page saved with SingleFile\s+url:\s*(\S+)")
_SAVED_FROM_COMMENT = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_DATA_URL = re.compile(r"data:[\w/+.;=-]{1,100},[^\"'\s)>]{80,}")


class SavedPage(NamedTuple):
    """The HTML of a saved page, its address and its encoding; both are empty if unknown."""

    raw: bytes
    url: str = ""
    encoding: str = ""


def is_page(raw: bytes) -> bool:
    """Tell from the first bytes whether they are an HTML page, or MHTML that may contain one."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw[: 2 * _HEAD_LENGTH].decode("utf-16", "ignore").encode()
    if _HTML_START.match(raw, 0, _HEAD_LENGTH) or is_mhtml(raw):
        return True
    return bool(_MISPLACED.match(raw, 0, _HEAD_LENGTH) and _PAGE_TAG.search(raw, 0, _MAX_PREAMBLE))


def is_mhtml(raw: bytes) -> bool:
    """Tell whether the bytes are MHTML, a mail message whose parts are the files of a page."""
    header = _MAIL_HEADER.match(raw, 0, _HEAD_LENGTH)
    return bool(header and _MULTIPART_RELATED.search(header[0]))


def unpack_mhtml(raw: bytes) -> SavedPage:
    """Return the page in MHTML, empty if it has none; other bytes are returned as they are."""
    if not is_mhtml(raw):
        return SavedPage(raw)
    from email import message_from_bytes

    message = message_from_bytes(raw)
    pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        return SavedPage(b"")
    root = str(message.get_param("start") or "")
    page = next((part for part in pages if part.get("Content-ID") == root), pages[0]) if root else pages[0]
    payload = page.get_payload(decode=True)
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    encoding = page.get_content_charset() or ""
    return SavedPage(payload if isinstance(payload, bytes) else b"", url if urls.is_address(url) else "", encoding)


def find_saved_url(html: str) -> str:
    """Return the address that a browser wrote in a comment at the top of a saved page; empty if there is none."""
    head = html[:_HEAD_LENGTH]
    match = _SINGLE_FILE_COMMENT.search(head) or _SAVED_FROM_COMMENT.search(head)
    return match[1] if match and urls.is_address(match[1]) else ""


def strip_preamble(html: str) -> str:
    """Return HTML without what stands above its page by mistake, such as a warning of PHP, which is no text of it."""
    if not _MISPLACED.match(html[:_HEAD_LENGTH].encode("utf-8", "replace")):
        return html
    start = _DOCUMENT_START.search(html, 0, _MAX_PREAMBLE)
    return html[start.start() :] if start else html


def strip_data_urls(html: str) -> str:
    """Return HTML without the content of its `data:` URLs, which can be most of the page."""
    return _DATA_URL.sub("data:,", html)
