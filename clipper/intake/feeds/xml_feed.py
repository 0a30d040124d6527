"""RSS, Atom and their relatives, parsed by feedparser; runs in the subprocess that `read` starts."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import feedparser

from clipper.intake.feeds.entry import RawEntry, RawFeed

_CDATA_OR_AMPERSAND = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)", re.DOTALL
)
_MAIL_ADDRESS = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_HOURS_OF_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}


def parse(raw: bytes, url: str, content_type: str, *, is_page: bool = False) -> RawFeed | None:
    """Parse a feed; return None if it is none, in whatever state.

    `url` is where it came from, `content_type` the header of its server, which may name an encoding. With `is_page` it
    begins as a web page does, and has to call itself a feed all the same.
    """
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    parsed = _parse(raw, headers)
    if parsed.bozo:
        # Bare ampersands are the most frequent flaw, and the parser would make `AT&T;` of `AT&T`.
        mended = _CDATA_OR_AMPERSAND.sub(lambda found: found[0] if found[0].startswith(b"<") else b"&amp;", raw)
        parsed = _parse(mended, headers) if mended != raw else parsed
    if not parsed.version and (is_page or not parsed.entries):
        return None
    feed: Mapping[str, Any] = parsed.feed
    return RawFeed(
        title=_text(feed, "title"),
        language=_text(feed, "language") or _text(feed, "lang"),
        minutes=_minutes(feed),
        base=url,
        entries=tuple(_entry(entry, parsed.version or "", raw) for entry in parsed.entries),
    )


def _parse(raw: bytes, headers: Mapping[str, str]) -> Any:
    # What feeds hold is cleaned as pages are, when it becomes Markdown.
    return feedparser.parse(raw, response_headers=headers, sanitize_html=False, resolve_relative_uris=True)


def _entry(entry: Mapping[str, Any], version: str, raw: bytes) -> RawEntry:
    date = "published" if _text(entry, "published") else "updated" if "updated" in entry.keys() else "created"  # noqa: SIM118 - feedparser's `in` maps names
    contents = [str(content.get("value") or "") for content in entry.get("content") or ()]
    return RawEntry(
        entry_id=_text(entry, "id"),
        url=_text(entry, "feedburner_origlink") or _address(entry, raw),
        title=_title(entry, version),
        written_date=_text(entry, date),
        utc=_moment(entry.get(f"{date}_parsed")),
        authors=tuple(_authors(entry)),
        source=_text(entry.get("source") or {}, "title"),
        content=max(contents, key=len, default=""),
        summary=_text(entry, "summary"),
    )


def _address(entry: Mapping[str, Any], raw: bytes) -> str:
    """Return the address of an entry; not a `guid` that the parser takes for a path of the site, such as `12345`."""
    address = _text(entry, "link")
    is_stated = any(value.encode("utf-8", "replace") in raw for value in (address, html.escape(address, quote=False)))
    return address if is_stated or entry.get("links") else ""


def _title(entry: Mapping[str, Any], version: str) -> str:
    """Return the title as HTML; only in Atom a title says for certain that it is plain text."""
    title = _text(entry, "title")
    kind = _text(entry.get("title_detail") or {}, "type")
    return html.escape(title, quote=False) if version.startswith("atom") and kind == "text/plain" else title


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) else ""


def _moment(parsed: Any) -> Sequence[int] | None:
    return tuple(parsed[:6]) if parsed else None


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the authors; an address for mail is none."""
    for author in entry.get("authors") or ():
        name = _MAIL_ADDRESS.sub("", _text(author, "name")).strip(" ()<>")
        if name:
            yield _BY.sub("", name, count=1) if _BY.match(name) else name


def _minutes(feed: Mapping[str, Any]) -> int:
    """Return how long a feed asks to wait before the next request, as its `ttl` or its `sy:updatePeriod` says."""
    ttl = _text(feed, "ttl")
    if ttl.isascii() and ttl.isdigit():
        return int(ttl[:6])
    hours = _HOURS_OF_PERIODS.get(_text(feed, "sy_updateperiod"), 0)
    frequency = _text(feed, "sy_updatefrequency")
    times = int(frequency[:6]) if frequency.isascii() and frequency.isdigit() else 1
    return hours * 60 // max(times, 1)
