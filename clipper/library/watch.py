"""One round of the watch: feeds that are due are asked, and new entries that match become clips, in one operation."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipper import query
from clipper.config.feeds import FeedSetting
from clipper.errors import ClipperError
from clipper.intake.compose import compose
from clipper.intake.feeds import read, schedule
from clipper.intake.feeds.arrivals import Arrivals, entry_clip
from clipper.intake.feeds.entry import Feed
from clipper.intake.feeds.state import FeedState, WatchState
from clipper.library.articles import fetch_articles
from clipper.library.feeds import state_of
from clipper.model.hashing import digest
from clipper.model.outlet_names import OutletNames
from clipper.system.fetch import FailedFetch, FeedRequest, FetchedFeed, Limits
from clipper.system.fetch.response_errors import GoneError, LaterError
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.library import Library
    from clipper.model.candidate import Candidate
    from clipper.model.clip import StoredClip
    from clipper.query import Node

ApplyRules = Callable[["Candidate"], "Candidate"]


@dataclass(slots=True)
class RoundReport:
    """What came of a round: the clips that were kept, the errors, and sentences for the user.

    `asked` feeds were asked, of which `unchanged` had nothing new to send; `resting` were not due, and the first of
    them is at `next_request`, in seconds since 1970.
    """

    stored: "list[StoredClip]" = field(default_factory=list)
    errors: list[ClipperError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    asked: int = 0
    unchanged: int = 0
    resting: int = 0
    next_request: int = 0


def watch(
    library: "Library",
    feeds: Mapping[str, FeedSetting],
    limits: Limits,
    apply_rules: ApplyRules | None = None,
    *,
    every_feed: bool = False,
    dry_run: bool = False,
) -> RoundReport:
    """Ask the feeds that are due, with `every_feed` all of them, and keep what is new and matches.

    The state is written after the clips: if the round ends in between, the next one finds the clips in the archive.
    Raise BusyError if another round is under way. In a dry run nothing is written.
    """
    read.preload()
    state = state_of(library)
    if dry_run:
        return _Round(library, feeds, limits, state.load()).run(apply_rules, every_feed=every_feed, dry_run=True)
    with state.lock():
        report = _Round(library, feeds, limits, state).run(apply_rules, every_feed=every_feed, dry_run=False)
        state.save(feed.url for feed in library.config.feeds.values())
        return report


class _Round:
    """The feeds of a round, their states, and what has arrived so far."""

    def __init__(self, library: "Library", feeds: Mapping[str, FeedSetting], limits: Limits, state: WatchState) -> None:
        self._library = library
        self._feeds = feeds
        self._limits = limits
        self._state = state
        self._now = int(library.system.now().timestamp())
        self._outlets = OutletNames(library.config.sources)
        self._arrivals = Arrivals(library.index)
        self._came: dict[str, list[str]] = {}
        self._there: dict[str, list[str]] = {}
        self._nodes: dict[str, Node] = {}
        self._report = RoundReport()

    def run(self, apply_rules: ApplyRules | None, *, every_feed: bool, dry_run: bool) -> RoundReport:
        """Ask the feeds, keep what arrived, and remember it."""
        names = {request.url: name for name, request in self._requests(every_feed=every_feed)}
        requests = [self._request(self._feeds[name], url) for url, name in names.items()]
        self._report.asked = len(requests)
        if requests:
            library = self._library
            with library.progress("asking feeds", len(requests)) as advance:
                for response in library.system.fetch_feeds(requests, self._limits, advance):
                    self._take(names[response.requested_url], response)
        self._keep(apply_rules, dry_run=dry_run)
        for name in self._there:
            url = self._feeds[name].url
            self._state.feed(url).remember(self._came.get(url, ()), self._there[name])
        return self._report

    def _requests(self, *, every_feed: bool) -> Iterator[tuple[str, FeedRequest]]:
        """Yield the feeds that are to be asked, and their addresses; one with a mistake in its query is an error."""
        waits = []
        taken: set[str] = set()
        for name, feed in self._feeds.items():
            state = self._state.feed(feed.url)
            if not every_feed and not schedule.is_due(state, self._now):
                self._report.resting += 1
                waits += [] if state.is_gone else [state.next_request]
                continue
            try:
                self._nodes[name] = self._library.parse_query(feed.query, feed.place)
            except ClipperError as error:
                self._report.errors.append(error)
                continue
            address = feed.url if state.moved_to in taken else state.moved_to or feed.url
            taken.add(address)
            yield name, FeedRequest(address)
        self._report.next_request = min(waits, default=0)

    def _request(self, feed: FeedSetting, url: str) -> FeedRequest:
        """Return the request for a feed; other settings than those of the last time want all entries once more."""
        state = self._state.feed(feed.url)
        if state.settings != _digest(feed):
            return FeedRequest(url)
        return FeedRequest(url, state.etag, state.modified)

    def _take(self, name: str, response: FetchedFeed | FailedFetch) -> None:
        """Take the new entries of a feed that answered; note the failure of one that did not, or is no feed."""
        feed = self._feeds[name]
        state = self._state.feed(feed.url)
        try:
            if isinstance(response, FailedFetch):
                raise response.error
            self._note_move(name, feed, state, response)
            if response.is_unchanged:
                self._report.unchanged += 1
                schedule.answered(state, self._now, max_age=response.max_age, minutes=0)
                state.new_entries = 0
                return
            parsed = read.read_feed(
                response.raw,
                url=response.url,
                today=self._library.system.today(),
                content_type=response.content_type,
                known=frozenset(state.keys),
            )
        except ClipperError as error:
            self._fail(name, state, error)
            return
        state.new_entries = self._take_entries(name, feed, state, parsed)
        schedule.answered(state, self._now, max_age=response.max_age, minutes=parsed.minutes)
        state.etag, state.modified, state.settings = response.etag, response.modified, _digest(feed)
        state.title = parsed.title

    def _take_entries(self, name: str, feed: FeedSetting, state: FeedState, parsed: Feed) -> int:
        """Take the entries that are new and match, and return their number."""
        known = frozenset(state.keys)
        self._there[name] = [key for entry in parsed.entries for key in entry.keys]
        came = self._came.setdefault(feed.url, [])
        number = 0
        for entry in parsed.entries:
            if not known.isdisjoint(entry.keys):
                came += entry.keys  # a new name of an entry that came
                continue
            clip = entry_clip(entry, parsed, feed.tags, self._outlets, full=feed.full)
            if not (clip.title or clip.body.strip()) or not query.matches(self._nodes[name], clip):
                continue
            if self._arrivals.add(clip, feed.url, entry.keys, full=feed.full):
                number += 1
            else:
                came += entry.keys
        return number

    def _note_move(self, name: str, feed: FeedSetting, state: FeedState, response: FetchedFeed) -> None:
        if response.moved_to and response.moved_to not in {state.moved_to, feed.url}:
            state.moved_to = response.moved_to
            self._report.notices.append(
                f"{safe(name)} has moved to {safe(response.moved_to)}, and is asked there from now on."
            )

    def _fail(self, name: str, state: FeedState, error: ClipperError) -> None:
        """Note a failure; a feed that had moved is looked for at its old address the next time."""
        retry_after = error.retry_after if isinstance(error, LaterError) else ""
        is_gone = isinstance(error, GoneError) and not state.moved_to
        schedule.failed(state, self._now, str(error), retry_after=retry_after, is_gone=is_gone)
        state.moved_to = ""
        told = error.with_prefix(safe(name))
        self._report.errors.append(told.with_suffix("it is not asked again") if is_gone else told)

    def _keep(self, apply_rules: ApplyRules | None, *, dry_run: bool) -> None:
        """Fetch the articles that are wanted, and keep all that arrived in one operation."""
        library = self._library
        arrivals = [*self._arrivals]
        wanted = [arrival for arrival in arrivals if arrival.article]
        if not dry_run:
            self._report.notices += fetch_articles(library, wanted, self._limits, self._outlets)
        new = [arrival for arrival in arrivals if not (arrival.article and self._arrivals.is_kept(arrival.clip))]
        clipped = library.system.now().isoformat()
        candidates = []
        for arrival in new:
            try:
                candidates.append(compose(arrival.clip, clipped))
            except ClipperError as error:
                self._report.errors.append(error.with_prefix(safe(arrival.clip.title)))
        if candidates:
            self._report.stored, _ = library.writer.add(candidates, apply_rules, dry_run=dry_run)
        for arrival in arrivals:
            for feed_url, keys in arrival.keys:
                self._came.setdefault(feed_url, []).extend(keys)


def _digest(feed: FeedSetting) -> str:
    return digest(repr((feed.url, feed.query)).encode("utf-8", "replace"), 8).hex()
