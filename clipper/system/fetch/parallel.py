"""Fetch much in parallel, and politely: each host gets one request at a time, with a pause in between."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from clipper.errors import ClipperError, UnreachableError
from clipper.system.fetch import address
from clipper.system.fetch.feed import FeedRequest, FetchedFeed
from clipper.system.fetch.fetch import FailedFetch, FetchedPage, get, get_feed
from clipper.system.fetch.limits import Limits
from clipper.system.fetch.response_errors import TooManyRequestsError

if TYPE_CHECKING:
    from clipper.system.fetch.network import Network

_MAX_FAILURES = 3
"""After this number of failures in a row a host gets no more requests."""
_POLL = 0.2
"""Seconds between two checks whether the caller still waits."""

Fetched = TypeVar("Fetched")
Get: TypeAlias = Callable[[str, Callable[[], bool]], Fetched]
"""Fetches an address, and gives up as soon as the function says so."""


def get_all(
    addresses: Iterable[str], limits: Limits, advance: Callable[[int], None], network: "Network"
) -> Iterator[FetchedPage | FailedFetch]:
    """Yield a result for each address as it comes; `advance` is called with the number done, at least every 0.2 s.

    An address that is given twice is fetched once. When the iterator is closed, as by Ctrl-C, no request follows.
    """

    def get_page(url: str, is_closed: Callable[[], bool]) -> FetchedPage:
        return get(url, limits, network, is_closed)

    return _ParallelFetch(dict.fromkeys(addresses), limits, get_page).results(advance)


def get_all_feeds(
    feeds: Iterable[FeedRequest], limits: Limits, advance: Callable[[int], None], network: "Network"
) -> Iterator[FetchedFeed | FailedFetch]:
    """Yield a result for each feed as it comes, as `get_all` does for pages."""
    requests = {feed.url: feed for feed in feeds}

    def get_one(url: str, is_closed: Callable[[], bool]) -> FetchedFeed:
        return get_feed(requests[url], limits, network, is_closed)

    return _ParallelFetch(requests, limits, get_one).results(advance)


class _ParallelFetch(Generic[Fetched]):
    """The addresses by host, the worker threads, and the queue of results."""

    def __init__(self, urls: Collection[str], limits: Limits, get_one: Get[Fetched]) -> None:
        self._limits = limits
        self._get = get_one
        self._total = len(urls)
        self._closed = threading.Event()
        # The queue is bounded: a worker waits until its result is taken, so that pages do not pile up in memory.
        self._results: queue.Queue[Fetched | FailedFetch | BaseException] = queue.Queue(maxsize=limits.max_hosts)
        self._refused: list[FailedFetch] = []
        hosts: dict[str, list[str]] = {}
        for url in urls:
            try:
                host = address.parse(url).host.removeprefix("www.")
            except ClipperError as error:
                self._refused.append(FailedFetch(url, error))
            else:
                hosts.setdefault(host, []).append(url)
        self._hosts = deque(hosts.values())

    def results(self, advance: Callable[[int], None]) -> Iterator[Fetched | FailedFetch]:
        """Start the workers, and yield the results; an unexpected exception of a worker is raised here."""
        for _ in range(min(self._limits.max_hosts, len(self._hosts))):
            threading.Thread(target=self._work, name="fetch", daemon=True).start()
        done = len(self._refused)
        try:
            yield from self._refused
            while done < self._total:
                advance(done)
                try:
                    result = self._results.get(timeout=_POLL)
                except queue.Empty:
                    continue
                if isinstance(result, BaseException):
                    raise result
                done += 1
                yield result
            advance(done)
        finally:
            self._closed.set()

    def _work(self) -> None:
        """Fetch the addresses of one host after another, until there are no hosts left."""
        try:
            while urls := self._next_host():
                for result in self._fetch_host(urls):
                    self._put(result)
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are taken
            self._put(error)

    def _next_host(self) -> list[str]:
        """Return the addresses of a host that no worker has yet; none if there is no such host."""
        try:
            return self._hosts.popleft()
        except IndexError:
            return []

    def _fetch_host(self, urls: list[str]) -> Iterator[Fetched | FailedFetch]:
        """Yield a result for each address of one host."""
        failures = 0
        given_up: ClipperError | None = None
        for number, url in enumerate(urls):
            if given_up is None and number:
                self._closed.wait(self._limits.pause)
            if self._closed.is_set():
                return
            if given_up is not None:
                yield FailedFetch(url, given_up.with_prefix(address.shorten(url)))
                continue
            try:
                yield self._get(url, self._closed.is_set)
                failures = 0
            except ClipperError as error:
                yield FailedFetch(url, error)
                failures = failures + 1 if isinstance(error, UnreachableError) else 0
                if isinstance(error, TooManyRequestsError):
                    given_up = UnreachableError("not fetched, since the site wants fewer requests")
                elif failures >= _MAX_FAILURES:
                    given_up = UnreachableError(f"not fetched, since the site failed {failures} times in a row")

    def _put(self, result: Fetched | FailedFetch | BaseException) -> None:
        while not self._closed.is_set():
            try:
                return self._results.put(result, timeout=_POLL)
            except queue.Full:
                continue
        return None
