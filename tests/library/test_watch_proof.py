"""Many feeds that change their ids, their words and their order, with rounds that are killed: each piece comes once."""

import datetime as dt
import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from clipper.config import Config
from clipper.config.feeds import FeedSetting
from clipper.intake.feeds.state import WatchState
from clipper.library import watch
from clipper.library.watch import RoundReport
from clipper.store.archive import Archive
from clipper.system.fetch import FailedFetch, FeedRequest, FetchedFeed, FetchedPage, Limits
from clipper.system.fetch.parallel import get_all, get_all_feeds
from clipper.system.fetch.public_ips import why_not_public
from tests.conftest import NOW, FakeSystem, Figure, open_library
from tests.intake.feeds.feeds import item, rss
from tests.system.fetch.conftest import Web, page, redirect

FEEDS = 30
PIECES = 100
"""The number of pieces in each feed at the end."""
KILLS = 50
NEW_EACH_TIME = PIECES // KILLS
LIMITS = Limits(timeout=60, pause=0)

pytestmark = pytest.mark.slow


class WebSystem(FakeSystem):
    """A system whose network is that of a `Web`."""

    def __init__(self, folder: Path, web: Web) -> None:
        super().__init__(folder)
        self.servers = web

    def fetch(
        self, addresses: Iterable[str], limits: Limits, advance: Callable[[int], None]
    ) -> Iterator[FetchedPage | FailedFetch]:
        return get_all(addresses, limits, advance, self.servers.network)

    def fetch_feeds(
        self, feeds: Iterable[FeedRequest], limits: Limits, advance: Callable[[int], None]
    ) -> Iterator[FetchedFeed | FailedFetch]:
        return get_all_feeds(feeds, limits, advance, self.servers.network)


class World:
    """Feeds on servers of their own, which show what they have had so far, each time in other words."""

    def __init__(self, folder: Path, web: Web) -> None:
        self.system = WebSystem(folder, web)
        self.root = folder / "clips"
        Archive.create(self.root)
        self.random = random.Random(7)
        self.shown = 0
        self.version = 0
        self.sites = [web.site(f"paper{number}.test", f"93.184.216.{number + 1}") for number in range(FEEDS)]
        self.feeds = {
            f"Paper {number}": FeedSetting(f"http://paper{number}.test/feed", "harbour") for number in range(FEEDS)
        }

    def show(self, new: int) -> None:
        """Let each feed have some new pieces; and change the ids, the words and the order of all."""
        self.shown += new
        self.version += 1
        for number, site in enumerate(self.sites):
            items = [self._item(number, piece) for piece in range(self.shown)]
            items += [item(f"Weather {piece}", guid=f"w{piece}") for piece in range(3)]
            self.random.shuffle(items)
            site.answers["/feed"] = page(rss(*items, title=f"Paper {number}"), f'ETag: "{self.version}"')

    def _item(self, number: int, piece: int) -> str:
        """Return a piece as its feed has it now; the tenth piece has no address, and is known by its title and time."""
        title, words = f"Harbour piece {piece} of {number}", f"Version {self.version} of the words of {piece}. " * 3
        fields = {"guid": f"v{self.version}-{piece}", "description": words}
        if piece % 10 == 9:
            moment = dt.datetime(2026, 11, 1, piece % 24, number, tzinfo=dt.UTC) + dt.timedelta(days=piece // 10)
            return item(title, pubDate=f"{moment:%a, %d %b %Y %H:%M:%S} +0000", **fields)
        link = f"http://paper{number}.test/{piece}?utm_source=v{self.version}"
        return item(title if self.version % 2 else f"{title}, updated", link=link, **fields)

    def round(self) -> RoundReport:
        """Do a round an hour later."""
        self.system.time = NOW + dt.timedelta(hours=self.version * 2 + 1)
        with open_library(self.root, self.system, Config(feeds=self.feeds)) as library:
            return watch.watch(library, self.feeds, LIMITS)

    def killed_round(self, seconds: float) -> None:
        """Do a round in another process, and kill it after some time."""
        child = os.fork()
        if child == 0:
            try:
                self.round()
            finally:
                os._exit(0)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    def pieces(self) -> Counter[str]:
        """Return the pieces in the archive, each with the number of its clips."""
        with open_library(self.root, self.system) as library:
            clips = [stored.clip for stored in library.search(library.build_query())]
        return Counter(clip.title.removesuffix(", updated") for clip in clips)

    @property
    def expected(self) -> set[str]:
        return {f"Harbour piece {piece} of {number}" for number in range(FEEDS) for piece in range(self.shown)}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Yield servers on loopback that seem to have public addresses; every connection is recorded."""
    web = Web()
    begin = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda connection, target: web.connect(begin, connection, target))
    yield web
    web.stop()


def private_connections(web: Web) -> int:
    return sum(bool(why_not_public(ip)) for ip, _ in web.called)


def test_three_rounds_of_feeds_that_change_everything_keep_each_piece_once(
    tmp_path: Path, web: Web, figure: Figure
) -> None:
    world = World(tmp_path, web)
    kept = []
    for new in (PIECES - 20, 10, 10):
        world.show(new)
        kept.append(len(world.round().stored))

    assert kept == [(PIECES - 20) * FEEDS, 10 * FEEDS, 10 * FEEDS]
    assert {*world.pieces().values()} == {1}
    assert world.pieces().keys() == world.expected
    figure("Watch", feeds=FEEDS, entries=FEEDS * PIECES, rounds=3, lost=0, twice=0)


def test_an_unchanged_feed_costs_one_short_answer(tmp_path: Path, web: Web, figure: Figure) -> None:
    world = World(tmp_path, web)
    world.show(10)
    world.round()
    for site in world.sites:
        site.answers["/feed"] = page(b"", status="304 Not Modified")
    world.version += 1
    begin = time.process_time()

    report = world.round()

    assert (report.asked, report.unchanged, report.stored) == (FEEDS, FEEDS, [])
    figure("Watch", feeds=FEEDS, unchanged=FEEDS, most_cpu_ms=round(1000 * (time.process_time() - begin)))


def test_rounds_that_are_killed_lose_nothing_and_keep_nothing_twice(tmp_path: Path, web: Web, figure: Figure) -> None:
    world = World(tmp_path, web)
    world.show(0)
    world.round()
    begin = time.monotonic()
    world.show(NEW_EACH_TIME)
    world.round()
    seconds = time.monotonic() - begin
    unfinished = 0
    for moment in range(KILLS):
        world.show(NEW_EACH_TIME if moment < KILLS - 1 else 0)
        world.killed_round(seconds * (moment + 0.5) / KILLS)
        unfinished += world.pieces().keys() != world.expected
        assert {*world.pieces().values()} == {1}
        world.show(0)
        begin = time.monotonic()
        world.round()
        seconds = (seconds + time.monotonic() - begin) / 2
        assert {*world.pieces().values()} == {1}
        assert world.pieces().keys() == world.expected
    assert len(world.expected) == FEEDS * PIECES
    figure("Watch", kills=KILLS, unfinished=unfinished, lost=0, twice=0)


def test_a_round_that_is_killed_before_it_remembers_keeps_nothing_twice(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, web)
    world.show(20)
    with monkeypatch.context() as patched:
        patched.setattr(WatchState, "save", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        child = os.fork()
        if child == 0:
            world.round()
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert world.pieces().keys() == world.expected
    world.show(0)

    assert world.round().stored == []


def test_no_feed_and_no_entry_leads_into_a_private_network(tmp_path: Path, web: Web, figure: Figure) -> None:
    world = World(tmp_path, web)
    web.network.names |= {"inside.test": [["10.0.0.1"]], "turns.test": [["93.184.216.1"], ["127.0.0.1"]]}
    private = ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://inside.test/", "http://localhost/"]
    private += [
        "http://0x7f.1/",
        "http://169.254.169.254/latest",
        "http://[::ffff:10.0.0.1]/",
        "http://192.168.1.1:8080/",
    ]
    first, second, third, *_ = world.sites
    items = [item(f"Harbour {number}", guid=str(number), link=link) for number, link in enumerate(private)]
    first.answers["/feed"] = page(rss(*items))
    second.answers |= {"/feed": page(rss(item("Harbour x", link="http://paper1.test/x"))), "/x": redirect(private[1])}
    third.answers["/feed"] = redirect(private[0], "301 Moved Permanently")
    world.feeds = {name: setting._replace(full=True) for name, setting in [*world.feeds.items()][:3]}
    world.feeds |= {f"private {number}": FeedSetting(link) for number, link in enumerate(private)}

    report = world.round()

    assert len(report.stored) == len(private) + 1
    assert len(report.errors) == len(private) + 1
    assert private_connections(web) == 0
    figure("Watch", private_addresses=3 * len(private) + 2, connections_to_private=0)
