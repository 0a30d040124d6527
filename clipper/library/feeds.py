"""The feeds of an archive, which are in its settings: add one, remove one, take over those of a feed reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.config import edit as settings
from clipper.config.feeds import FeedSetting
from clipper.errors import ClipperError, NotFoundError, RefusedError, UsageError
from clipper.model import urls
from clipper.model.deeds import Deed
from clipper.store.archive import SETTINGS_NAME
from clipper.system.fetch import FailedFetch, FeedRequest
from clipper.text import fold, one_line, safe, strip_unsafe

if TYPE_CHECKING:
    from clipper.intake.feeds.entry import Feed
    from clipper.intake.feeds.opml import Outline
    from clipper.intake.feeds.state import FeedState, WatchState
    from clipper.library import Library
    from clipper.system.fetch import Limits

_MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed with what this machine remembers of it."""

    name: str
    setting: FeedSetting
    state: "FeedState"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of the feeds of a feed reader: the names of the new ones, how many were there, and the errors."""

    added: Sequence[str]
    known: int
    errors: Sequence[ClipperError]


def state_of(library: "Library") -> "WatchState":
    """Return what this machine remembers of the feeds of an archive; `load` reads it."""
    from clipper.intake.feeds.state import WatchState

    return WatchState(library.system, library.index_file.stem)


def watched(library: "Library") -> list[WatchedFeed]:
    """Return the feeds in the settings, sorted by name."""
    state = state_of(library).load()
    feeds = sorted(library.config.feeds.items(), key=lambda item: fold(item[0]))
    return [WatchedFeed(name, setting, state.feed(setting.url)) for name, setting in feeds]


def find(name: str, feeds: Mapping[str, FeedSetting]) -> str:
    """Return the name of a feed as the settings have it, by that name in any case or its address."""
    for known, feed in feeds.items():
        if fold(known) == fold(name) or feed.url == name:
            return known
    raise NotFoundError(f"no feed is called “{safe(name)}”", hint="`clipper watch list` shows those there are.")


def named(feeds: Mapping[str, FeedSetting], names: Sequence[str]) -> dict[str, FeedSetting]:
    """Return the feeds with these names; raise NotFoundError for a name that no feed has."""
    return {name: feeds[name] for name in (find(name, feeds) for name in names)}


def add(library: "Library", name: str, setting: FeedSetting) -> None:
    """Write a feed into the archive's settings; raise RefusedError if its name or its address is there already."""
    for known, feed in library.config.feeds.items():
        if same_address(feed.url, setting.url):
            raise RefusedError(f"this feed is watched already, as “{safe(known)}”")
        if fold(known) == fold(name):
            hint = "--name gives it another name."
            raise RefusedError(f"another feed is called “{safe(known)}”: {safe(feed.url)}", hint=hint)
    if setting.query:
        library.parse_query(setting.query)
    _write(library, {name: setting}, Deed("added feed", name))


def try_out(library: "Library", setting: FeedSetting, limits: "Limits") -> "Feed":
    """Fetch a feed and return it; raise a ClipperError that names its address if it cannot be read."""
    from clipper.intake.feeds.read import read_feed, require_libraries

    require_libraries()
    with library.progress("asking the feed", 1) as advance:
        (response,) = library.system.fetch_feeds([FeedRequest(setting.url)], limits, advance)
    if isinstance(response, FailedFetch):
        raise response.error
    try:
        today = library.system.today()
        return read_feed(response.raw, url=response.url, today=today, content_type=response.content_type)
    except ClipperError as error:
        raise error.with_prefix(safe(setting.url)) from error


def remove(library: "Library", name: str) -> str:
    """Remove a feed from the archive's settings, and return its name; no clip is changed."""
    name = find(name, library.config.feeds)
    _write(library, {name: None}, Deed("removed feed", name))
    return name


def take_over(library: "Library", outlines: Sequence["Outline"]) -> TakenOver:
    """Write the feeds of a feed reader into the settings; one with a query that cannot be read is left out."""
    feeds = dict(library.config.feeds)
    new: dict[str, FeedSetting | None] = {}
    known = 0
    errors: list[ClipperError] = []
    for outline in outlines:
        if any(same_address(feed.url, outline.url) for feed in feeds.values()):
            known += 1
            continue
        name = free_name(outline.title or urls.host(outline.url), feeds)
        try:
            if outline.query:
                library.parse_query(outline.query)
        except ClipperError as error:
            errors.append(error.with_prefix(f"“{safe(name)}” is left out, for its query cannot be read"))
            continue
        feeds[name] = FeedSetting(outline.url, outline.query, outline.tags, outline.full)
        new[name] = feeds[name]
    if new:
        _write(library, new, Deed(f"added {len(new)} feeds"))
    return TakenOver([*new], known, errors)


def free_name(title: str, feeds: Mapping[str, FeedSetting]) -> str:
    """Return a name for a feed with this title that no other feed has."""
    base = one_line(strip_unsafe(title))[:_MAX_NAME].strip()
    if not base:
        raise UsageError("the feed has no name", hint="--name gives it one.")
    taken = {fold(name) for name in feeds}
    number, name = 1, base
    while fold(name) in taken:
        number += 1
        name = f"{base} {number}"
    return name


def same_address(first: str, second: str) -> bool:
    """Tell whether two addresses are those of the same feed; the scheme and a last slash do not matter."""
    return first == second or urls.exact_key(first) == urls.exact_key(second)


def _write(library: "Library", feeds: Mapping[str, FeedSetting | None], deed: Deed) -> None:
    file = library.archive.root / SETTINGS_NAME

    def edit(raw: bytes) -> bytes:
        values = {name: feed.value if feed else None for name, feed in feeds.items()}
        return settings.with_keys(raw, file, "feeds", values)

    library.writer.configure(edit, deed)
