"""Many addresses fetched at once, and politely: a host is asked one thing at a time, and rests in between."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, UnreachableError
from clipper.system.fetch import address
from clipper.system.fetch.fetch import Failed, Fetched, Limits, get
from clipper.system.fetch.refusals import TooManyError

if TYPE_CHECKING:
    from clipper.system.fetch.network import Network

_ENOUGH = 3
"""After so many vain calls one after the other a host is given up."""
_LOOK = 0.2
"""Seconds after which whoever waits looks whether it is still worth while."""


def get_all(
    addresses: Iterable[str], limits: Limits, advance: Callable[[int], None], by: "Network"
) -> Iterator[Fetched | Failed]:
    """Yield what each address gave, as it comes; `advance` is called with the number done, also while nothing comes.

    An address that is given twice is asked once. When the caller goes away, as after Ctrl-C, nothing more is asked.
    """
    return _Round(dict.fromkeys(addresses), limits, by).results(advance)


class _Round:
    """The addresses by host, the threads that ask, and what they found."""

    def __init__(self, asked: Collection[str], limits: Limits, by: "Network") -> None:
        self._limits = limits
        self._by = by
        self._total = len(asked)
        self._over = threading.Event()
        # Whoever found something waits until it is taken: pages that nobody looks at yet do not heap up.
        self._found: queue.Queue[Fetched | Failed | BaseException] = queue.Queue(maxsize=limits.at_once)
        self._refused: list[Failed] = []
        hosts: dict[str, list[str]] = {}
        for url in asked:
            try:
                host = address.read(url).host.removeprefix("www.")
            except ClipperError as error:
                self._refused.append(Failed(url, error))
            else:
                hosts.setdefault(host, []).append(url)
        self._hosts = deque(hosts.values())

    def results(self, advance: Callable[[int], None]) -> Iterator[Fetched | Failed]:
        """Ask, and yield what was found; a fault of our own is raised where it is seen."""
        for _ in range(min(self._limits.at_once, len(self._hosts))):
            threading.Thread(target=self._work, name="fetch", daemon=True).start()
        done = len(self._refused)
        try:
            yield from self._refused
            while done < self._total:
                advance(done)
                try:
                    found = self._found.get(timeout=_LOOK)
                except queue.Empty:
                    continue
                if isinstance(found, BaseException):
                    raise found
                done += 1
                yield found
            advance(done)
        finally:
            self._over.set()

    def _work(self) -> None:
        """Ask host after host, as long as there are any."""
        try:
            while True:
                for found in self._visit(self._hosts.popleft()):
                    self._hand_over(found)
        except IndexError:
            pass
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are taken
            self._hand_over(error)

    def _visit(self, addresses: list[str]) -> Iterator[Fetched | Failed]:
        """Yield what each of the addresses of one host gave."""
        vain = 0
        tired: ClipperError | None = None
        for number, url in enumerate(addresses):
            if tired is None and number:
                self._over.wait(self._limits.pause)
            if self._over.is_set():
                return
            if tired is not None:
                yield Failed(url, tired.with_prefix(address.shown(url)))
                continue
            try:
                yield get(url, self._limits, self._by, self._over.is_set)
                vain = 0
            except ClipperError as error:
                yield Failed(url, error)
                vain = vain + 1 if isinstance(error, UnreachableError) else 0
                if isinstance(error, TooManyError):
                    tired = UnreachableError("not asked, since the site wants fewer questions")
                elif vain >= _ENOUGH:
                    tired = UnreachableError(f"not asked, since the site failed {vain} times in a row")

    def _hand_over(self, found: Fetched | Failed | BaseException) -> None:
        while not self._over.is_set():
            try:
                return self._found.put(found, timeout=_LOOK)
            except queue.Full:
                continue
        return None
