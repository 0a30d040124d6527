"""JSON Feed, versions 1 and 1.1; runs in the subprocess that `read` starts."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from clipper.intake.decoding import decode
from clipper.intake.feeds.entry import RawEntry, RawFeed


def recognises(raw: bytes) -> bool:
    """Tell whether bytes are perhaps JSON."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def parse(raw: bytes, url: str) -> RawFeed | None:
    """Parse a feed; return None if the bytes are none. `url` is where it came from."""
    try:
        feed = json.loads(decode(raw).text)
    except ValueError:
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return None
    entries = (_entry(item, feed, url) for item in items if isinstance(item, dict))
    return RawFeed(_text(feed, "title"), _text(feed, "language"), base=url, entries=tuple(entries))


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any], base: str) -> RawEntry:
    written = _text(item, "date_published") or _text(item, "date_modified")
    address = _text(item, "url") or _text(item, "external_url")
    entry_id = item.get("id", "")
    return RawEntry(
        entry_id=str(entry_id) if isinstance(entry_id, str | int | float) else "",
        url=_join(base, address),
        title=_text(item, "title"),
        written_date=written,
        utc=_moment(written),
        authors=tuple(_authors(item)) or tuple(_authors(feed)),
        content=_text(item, "content_html") or _text(item, "content_text"),
        summary=_text(item, "summary"),
    )


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) else ""


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""


def _moment(written: str) -> tuple[int, ...] | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    try:
        return tuple((moment.astimezone(UTC) if moment.tzinfo else moment).timetuple()[:6])
    except OverflowError:
        return None


def _authors(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of authors: version 1.1 has a list of them, version 1 one."""
    stated = values.get("authors")
    for author in stated if isinstance(stated, list) else [values.get("author")]:
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield name
