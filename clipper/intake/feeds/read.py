"""Read a feed in a subprocess with limits of time and memory: a hostile one can hang a parser."""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any

from clipper import text
from clipper.errors import ClipperError, RefusedError
from clipper.intake import page
from clipper.intake.feeds.entry import Entry, Feed, RawEntry, RawFeed
from clipper.intake.page.sandbox import FailedError, OverrunError, Task
from clipper.model import urls

_NEEDED = ("feedparser", "lxml")
_TOO_MUCH = "it takes too much time or memory to be read"
_MIN_PIECE = 60
"""A shorter text is what the feed says about a piece, not the piece."""
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{2}))?")


class NoFeedError(RefusedError):
    """What stands at the address of a feed is none; `feeds` are the addresses that the page there names, if any."""

    feeds: tuple[str, ...] = ()


def require_libraries() -> None:
    """Raise RefusedError if the libraries that read feeds are not installed."""
    for library in _NEEDED:
        if not page.is_installed(library):
            from clipper.system.extras import install_command

            hint = f"`{install_command('web')}` installs it."
            raise RefusedError(f"to read feeds, {library} is needed, which is not installed", hint=hint)


def preload() -> None:
    """Import the libraries that read feeds, so that the subprocesses forked later need not."""
    require_libraries()
    from clipper.intake.feeds import content, discovery, json_feed, xml_feed  # noqa: F401 - children inherit them


def read_feed(
    raw: bytes, *, url: str, today: dt.date, content_type: str = "", known: Collection[str] = frozenset()
) -> Feed:
    """Read a feed that came from `url` with this `Content-Type`; entries with a key in `known` come without a body.

    Raise NoFeedError if it is none.
    """
    require_libraries()
    try:
        with Task(partial(_read_as_json, raw, url, content_type, today, known)) as task:
            answer = json.loads(task.result())
    except OverrunError as error:
        raise RefusedError(_TOO_MUCH) from error
    except FailedError as error:
        raise RefusedError("it cannot be read as a feed") from error
    if "feed" in answer:
        return Feed.from_dict(answer["feed"])
    raise _no_feed(answer)


def _no_feed(answer: dict[str, Any]) -> NoFeedError:
    feeds = answer["feeds"]
    hint = f"It names {'a feed' if len(feeds) == 1 else 'feeds'}: {' '.join(map(text.safe, feeds))}" if feeds else ""
    error = NoFeedError(answer["refused"], hint=hint)
    error.feeds = tuple(feeds)
    return error


def _read_as_json(raw: bytes, url: str, content_type: str, today: dt.date, known: Collection[str]) -> bytes:
    """Read a feed, or say what it is instead, and encode it as JSON; this runs in the subprocess."""
    from clipper.intake.feeds import json_feed, xml_feed

    if json_feed.recognises(raw):
        parsed = json_feed.parse(raw, url)
        what = "it is data for programs, not a feed"
    elif raw.strip():
        from clipper.intake.page.saved import is_page

        is_html = is_page(raw)
        parsed = xml_feed.parse(raw, url, content_type, is_page=is_html)
        if is_html and parsed is None:
            return json.dumps({"refused": "it is a web page, not a feed", "feeds": _named_feeds(raw, url)}).encode()
        what = "it is not a feed"
    else:
        parsed, what = None, "it is empty"
    if parsed is None:
        return json.dumps({"refused": what, "feeds": []}).encode()
    return json.dumps({"feed": _feed(parsed, today, known).as_dict()}).encode()


def _named_feeds(raw: bytes, url: str) -> list[str]:
    from clipper.intake.feeds.discovery import feeds_of_page
    from clipper.intake.page.decoding import decode

    try:
        return feeds_of_page(decode(raw, None).text, url)
    except ClipperError:
        return []


def _feed(parsed: RawFeed, today: dt.date, known: Collection[str]) -> Feed:
    from clipper.intake.feeds.content import to_line

    language = _LANGUAGE.match(parsed.language)
    subtag = f"-{language[2].upper()}" if language and language[2] else ""
    return Feed(
        to_line(parsed.title),
        language[1].lower() + subtag if language else "",
        parsed.minutes,
        tuple(_entries(parsed.entries, parsed.base, today, known)),
    )


def _entries(raw_entries: Sequence[RawEntry], base: str, today: dt.date, known: Collection[str]) -> Iterator[Entry]:
    from clipper.intake.feeds.content import to_line, to_markdown
    from clipper.intake.feeds.entry_dates import entry_date
    from clipper.intake.feeds.keys import entry_keys

    dates = [entry_date(entry.written_date, entry.utc, today) for entry in raw_entries]
    for entry, date, keys in zip(raw_entries, dates, entry_keys(raw_entries, dates), strict=True):
        if any(key in known for key in keys):
            yield Entry(entry.entry_id, keys=keys)
            continue
        address = entry.url.strip()
        if not urls.is_address(address):
            address = ""
        body = to_markdown(entry.content or entry.summary, address or base)
        yield Entry(
            entry_id=entry.entry_id,
            url=urls.without_tracking(address),
            title=to_line(entry.title),
            date=date,
            authors=tuple(filter(None, map(to_line, entry.authors))),
            source=to_line(entry.source),
            body=body,
            is_teaser=not entry.content and text.count_words(body) < _MIN_PIECE,
            keys=keys,
        )
