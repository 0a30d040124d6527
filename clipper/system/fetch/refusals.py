"""What an answer that is no page means, in a sentence, and what to do instead."""

from email.utils import parsedate_to_datetime

from clipper import text
from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreachableError

SAVE = "Save the page in the browser, and add the file."
_COPY = "Copy its text into `clipper add`, with --url for the address."

_STATUSES = {
    401: "the site wants a name and a password",
    402: "the site wants to be paid",
    403: "the site does not let clipper see it",
    407: "a proxy wants a name and a password",
    406: "the site has it in no form that clipper reads",
    451: "the site may not show it here, for legal reasons",
}
_GONE = {404: "there is no such page", 410: "the page is gone"}
_LATER = {408: "the site was not patient enough", 425: "the site wants to be asked later"}

_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {"text/plain", "text/markdown"}
_KINDS = {
    "application/pdf": "a PDF",
    "application/json": "data for programs",
    "application/rss+xml": "a feed",
    "application/atom+xml": "a feed",
    "image": "a picture",
    "audio": "a recording",
    "video": "a film",
}
_WIDE = ("utf-16", "utf-32", "utf16", "utf32", "ucs-2")
_MARKS = tuple(mark for mark, encoding in text.BYTE_ORDER_MARKS if encoding.startswith("utf-16"))


class TooManyError(UnreachableError):
    """The site wants to be left alone for a while."""


def of_status(status: int, retry_after: str) -> ClipperError:
    """Return what an answer without a page means by its number."""
    later = _later(retry_after)
    if status in _GONE:
        return NotFoundError(f"{_GONE[status]} ({status})")
    if status == 429:  # noqa: PLR2004
        return TooManyError(f"the site wants fewer questions{later} ({status})")
    if status >= 500:  # noqa: PLR2004
        return UnreachableError(f"the site has a fault of its own{later} ({status})")
    if status in _LATER:
        return UnreachableError(f"{_LATER[status]}{later} ({status})")
    if said := _STATUSES.get(status):
        return RefusedError(f"{said} ({status})", hint=SAVE)
    return RefusedError(f"the site gives no page ({status})", hint=SAVE)


def check_type(kind: str) -> None:
    """Refuse what says of itself that it is no text to read."""
    if kind and kind not in _PAGES | _TEXTS:
        raise _no_page(_KINDS.get(kind) or _KINDS.get(kind.partition("/")[0]) or "no page", kind)


def kind_of(kind: str, raw: bytes | bytearray, charset: str) -> str:
    """Return what a body is, by what it says it is and how it begins; refuse what is not even text."""
    if not raw.strip():
        raise RefusedError("the page is empty", hint=SAVE)
    if raw.startswith(b"%PDF-"):
        raise _no_page("a PDF", "application/pdf")
    wide = charset.startswith(_WIDE) or raw.startswith(_MARKS)
    if b"\0" in raw[:1024] and not wide:
        raise _no_page("no text", kind)
    return kind or ("text/html" if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "text/plain")


def _no_page(what: str, kind: str) -> RefusedError:
    named = f" ({text.shorten(text.safe(kind), 40)})" if kind else ""
    return RefusedError(f"it is {what}{named}", hint=_COPY)


def _later(retry_after: str) -> str:
    """Return how long a site asks to be left alone; nothing if it does not say, or not so that it can be read."""
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        return f"; it asks for {text.count(int(said[:9]), 'second')} of rest"
    try:
        return f"; it asks for rest until {parsedate_to_datetime(said):%Y-%m-%d %H:%M %Z}".rstrip()
    except (ValueError, TypeError, OverflowError):
        return ""
