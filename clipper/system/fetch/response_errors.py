"""The errors for responses that hold no page, with hints what to do instead."""

from email.utils import parsedate_to_datetime

from clipper import text
from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreachableError

SAVE_HINT = "Save the page in the browser, and add the file."
_COPY_HINT = "Copy its text into `clipper add`, with --url for the address."

_REFUSED = {
    401: "the site wants a user name and a password",
    402: "the site wants to be paid",
    403: "the site does not let clipper see it",
    407: "a proxy wants a user name and a password",
    406: "the site has it in no form that clipper reads",
    451: "the site may not show it here, for legal reasons",
}
_GONE = {404: "there is no such page", 410: "the page is gone"}
_TEMPORARY = {408: "the site did not wait long enough", 425: "the site wants the request later"}

_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_TEXT_TYPES = {"text/plain", "text/markdown"}
PDF_TYPE = "application/pdf"
_TYPE_NAMES = {
    "application/json": "data for programs",
    "application/rss+xml": "a feed",
    "application/atom+xml": "a feed",
    "image": "a picture",
    "audio": "a recording",
    "video": "a film",
}
_WIDE_CHARSETS = ("utf-16", "utf-32", "utf16", "utf32", "ucs-2")
_WIDE_MARKS = tuple(mark for mark, encoding in text.BYTE_ORDER_MARKS if encoding.startswith("utf-16"))


class LaterError(UnreachableError):
    """The site refuses the request for a while; `retry_after` is the header that says for how long, if it does."""

    retry_after = ""


class TooManyRequestsError(LaterError):
    """The site refuses further requests for a while."""


class GoneError(NotFoundError):
    """The site says that what was at the address will not come back."""


def status_error(status: int, retry_after: str) -> ClipperError:
    """Return the error for a response with this status and `Retry-After` header."""
    wait = _describe_wait(retry_after)
    if status in _GONE:
        kind = GoneError if status == 410 else NotFoundError  # noqa: PLR2004
        return kind(f"{_GONE[status]} ({status})")
    if status == 429 or status >= 500:  # noqa: PLR2004
        is_busy = status == 429  # noqa: PLR2004
        later = (TooManyRequestsError if is_busy else LaterError)(
            f"the site {'wants fewer requests' if is_busy else 'has a fault of its own'}{wait} ({status})"
        )
        later.retry_after = retry_after.strip()
        return later
    if status in _TEMPORARY:
        return UnreachableError(f"{_TEMPORARY[status]}{wait} ({status})")
    if meaning := _REFUSED.get(status):
        return RefusedError(f"{meaning} ({status})", hint=SAVE_HINT)
    return RefusedError(f"the site gives no page ({status})", hint=SAVE_HINT)


def check_content_type(content_type: str) -> None:
    """Raise RefusedError if the declared type is not that of a page, a text or a PDF; an empty one is accepted."""
    if content_type and content_type not in _PAGE_TYPES | _TEXT_TYPES | {PDF_TYPE}:
        name = _TYPE_NAMES.get(content_type) or _TYPE_NAMES.get(content_type.partition("/")[0]) or "no page"
        raise _no_page(name, content_type)


def detect_content_type(declared: str, raw: bytes | bytearray, charset: str) -> str:
    """Return the type of a body, by its first bytes if it is a PDF or none is declared.

    Raise RefusedError if it is neither text nor a PDF.
    """
    if not raw.strip():
        raise RefusedError("the page is empty", hint=SAVE_HINT)
    if raw.startswith(b"%PDF-"):
        return PDF_TYPE
    is_wide = charset.startswith(_WIDE_CHARSETS) or raw.startswith(_WIDE_MARKS)
    if b"\0" in raw[:1024] and not is_wide:
        raise _no_page("not text", declared)
    return (
        declared
        if declared not in {"", PDF_TYPE}
        else ("text/html" if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "text/plain")
    )


def _no_page(what: str, content_type: str) -> RefusedError:
    suffix = f" ({text.shorten(text.safe(content_type), 40)})" if content_type else ""
    return RefusedError(f"it is {what}{suffix}", hint=_COPY_HINT)


def _describe_wait(retry_after: str) -> str:
    """Return, for a message, how long a site asks to wait; an empty text if the header is missing or invalid."""
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return f"; it asks clipper to wait {text.with_noun(int(value[:9]), 'second')}"
    try:
        return f"; it asks clipper to wait until {parsedate_to_datetime(value):%Y-%m-%d %H:%M %Z}".rstrip()
    except (ValueError, TypeError, OverflowError):
        return ""
