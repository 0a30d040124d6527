"""One round of the watch: what comes in, what does not come again, and what is asked when."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.config import Config
from clipper.config.feeds import FeedSetting
from clipper.errors import BusyError, ClipperError, NotFoundError, RefusedError, UnreachableError
from clipper.library import feeds, watch
from clipper.library.watch import RoundReport
from clipper.store.archive import Archive
from clipper.system.fetch import FetchedFeed, FetchedPage, Limits
from clipper.system.fetch.response_errors import GoneError, LaterError
from tests.conftest import NOW, FakeSystem, open_library
from tests.intake.feeds.feeds import ADDRESS, item, rss

OTHER = "https://other.example/feed"
STRIKE = item(guid="1", link="https://news.example/strike", pubDate="Fri, 20 Nov 2026 10:00:00 +0100")
TIDES = item("Tides rise", guid="2", link="https://news.example/tides", description="The sea is high.")
PAGE = (
    b"<!doctype html><html lang=en><title>Strike over</title><meta property=og:site_name content='The Daily'><article>"
    b"<h1>Strike over</h1><p>" + b"The harbour opens after nine days. " * 30 + b"</article>"
)

Round = Callable[..., RoundReport]


def feed(*items: str, url: str = ADDRESS, **fields: object) -> FetchedFeed:
    return FetchedFeed(url, url, rss(*items), "application/rss+xml", **fields)  # type: ignore[arg-type]


@pytest.fixture
def play(system: FakeSystem, tmp_path: Path) -> Round:
    """Return a function that does a round with feeds, by default with one at `ADDRESS`."""
    Archive.create(tmp_path / "clips")

    def play(names: list[str] | None = None, **watched: FeedSetting) -> RoundReport:
        config = Config(feeds=watched or {"Daily": FeedSetting(ADDRESS)})
        with open_library(tmp_path / "clips", system, config) as library:
            chosen = {name: config.feeds[name] for name in names or config.feeds}
            return watch.watch(library, chosen, Limits(), every_feed=bool(names))

    return play


def later(system: FakeSystem, **time: float) -> None:
    system.time += dt.timedelta(**time)


def titles(report: RoundReport) -> list[str]:
    return [stored.clip.title for stored in report.stored]


def test_an_entry_becomes_a_clip_with_its_date_and_zone(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, TIDES)

    report = play(Daily=FeedSetting(ADDRESS, tags=("wire",)))

    strike, tides = (stored.clip for stored in report.stored)
    assert (strike.title, strike.date) == ("Harbour strike ends", "2026-11-20T10:00:00+01:00")
    assert (strike.source, strike.url) == ("Daily Example", "https://news.example/strike")
    assert tides.date == ""
    assert tides.tags == ("wire", "to-fetch")


def test_only_what_matches_is_kept(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, TIDES)

    assert titles(play(Daily=FeedSetting(ADDRESS, "sea -strike"))) == ["Tides rise"]


def test_what_came_once_does_not_come_again(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, TIDES)
    play()
    system.feeds[ADDRESS] = feed(
        item("Strike: an update", guid="9", link="https://www.news.example/strike/?utm_source=rss"),
        item("Tides fall", guid="2", link="https://news.example/moved"),
        item("New", guid="3"),
    )
    later(system, hours=1)

    assert titles(play()) == ["New"]


def test_a_lost_state_brings_nothing_twice(play: Round, system: FakeSystem) -> None:
    paper = item("Letter", description="Words without an address.", pubDate="Fri, 20 Nov 2026 10:00:00 +0100")
    system.feeds[ADDRESS] = feed(STRIKE, TIDES, paper, item("Undated", description="Some words."))
    assert len(play().stored) == 4
    for file in (system.state_folder / "feeds").iterdir():
        file.write_text('{"feeds": 3}')
    system.feeds[ADDRESS] = feed(STRIKE.replace("ends", "over"), TIDES, paper.replace("Words", "New words"))

    assert play().stored == []


def test_a_clip_that_was_removed_does_not_come_back(play: Round, system: FakeSystem, tmp_path: Path) -> None:
    system.feeds[ADDRESS] = feed(STRIKE)
    (stored,) = play().stored
    (tmp_path / "clips" / stored.path).unlink()
    later(system, hours=1)

    assert play().stored == []


def test_one_story_in_three_feeds_is_one_clip_with_all_tags(play: Round, system: FakeSystem) -> None:
    three = {name: FeedSetting(f"https://{name}.example/feed", tags=(name,)) for name in ("a", "b", "c")}
    for name, setting in three.items():
        link = f"https://news.example/strike?utm_source={name}"
        system.feeds[setting.url] = feed(item(guid=name, link=link), url=setting.url)

    (stored,) = play(**three).stored
    later(system, hours=1)

    assert {*stored.clip.tags} == {"a", "b", "c", "to-fetch"}
    assert play(**three).stored == []


def test_a_round_is_one_operation_that_can_be_undone(play: Round, system: FakeSystem, tmp_path: Path) -> None:
    system.feeds |= {ADDRESS: feed(STRIKE), OTHER: feed(TIDES, url=OTHER)}
    play(Daily=FeedSetting(ADDRESS), Other=FeedSetting(OTHER))

    with open_library(tmp_path / "clips", system) as library:
        assert len([*library.history.latest()]) == 1
        record = library.history.newest()
        assert record
        library.writer.undo(record)
        assert [*library.search(library.build_query())] == []


def test_a_feed_is_asked_with_its_version_and_only_when_it_is_due(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, etag='"1"', modified="Fri", max_age=3600)
    play()
    later(system, minutes=30)
    assert (play().asked, len(system.asked)) == (0, 1)

    system.feeds[ADDRESS] = FetchedFeed(ADDRESS, ADDRESS, is_unchanged=True)
    later(system, minutes=30)
    report = play()

    assert (report.asked, report.unchanged) == (1, 1)
    assert (system.asked[1].etag, system.asked[1].modified) == ('"1"', "Fri")


def test_a_feed_with_another_query_is_asked_for_all_entries(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, TIDES, etag='"1"')
    play(Daily=FeedSetting(ADDRESS, "tides"))
    later(system, hours=1)

    assert titles(play(Daily=FeedSetting(ADDRESS))) == ["Harbour strike ends"]
    assert system.asked[1].etag == ""


def test_a_feed_that_is_named_is_asked_at_once(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE)
    play()

    assert play(["Daily"]).asked == 1


@pytest.mark.parametrize(
    ("error", "minutes"),
    [(UnreachableError("no"), [30, 60, 120, 240, 480, 960, 1440, 1440]), (RefusedError("no"), [30, 60])],
)
def test_a_feed_that_fails_is_told_and_asked_less_and_less(
    play: Round, system: FakeSystem, error: ClipperError, minutes: list[int]
) -> None:
    system.feeds[ADDRESS] = error
    for wait in minutes:
        assert [str(told) for told in play().errors] == ["Daily: no"]
        later(system, minutes=wait - 2)
        assert play().asked == 0
        later(system, minutes=2)
    system.feeds[ADDRESS] = feed(STRIKE)
    assert len(play().stored) == 1


def test_a_feed_that_fails_loses_nothing_that_it_had(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, etag='"1"')
    play()
    later(system, hours=1)
    system.feeds[ADDRESS] = feed()
    system.feeds[ADDRESS] = FetchedFeed(ADDRESS, ADDRESS, b"<html>blocked</html>")
    assert "web page" in str(play().errors[0])
    later(system, hours=1)
    system.feeds[ADDRESS] = feed(STRIKE)

    assert play().stored == []
    assert system.asked[-1].etag == '"1"'


@pytest.mark.parametrize("header", ["7200", "Sun, 22 Nov 2026 12:15:00 GMT"])
def test_a_server_that_asks_for_a_rest_gets_it(play: Round, system: FakeSystem, header: str) -> None:
    error = LaterError("busy")
    error.retry_after = header
    system.feeds[ADDRESS] = error
    play()
    later(system, minutes=118)
    assert play().asked == 0
    later(system, minutes=2)

    assert play().asked == 1


def test_a_feed_that_is_gone_is_told_once_and_then_rests(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = GoneError("the page is gone (410)")

    (error,) = play().errors
    later(system, days=400)

    assert str(error) == "Daily: the page is gone (410); it is not asked again"
    assert play().asked == 0
    system.feeds[ADDRESS] = feed(STRIKE)
    assert len(play(["Daily"]).stored) == 1
    later(system, hours=1)
    assert play().asked == 1


def test_a_feed_that_moved_is_asked_at_its_new_address(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = FetchedFeed(ADDRESS, OTHER, rss(STRIKE), moved_to=OTHER)
    assert play().notices == [f"Daily has moved to {OTHER}, and is asked there from now on."]
    later(system, hours=1)
    system.feeds[OTHER] = NotFoundError("there is no such page (404)")
    assert play().notices == []
    later(system, hours=1)

    play()

    assert [asked.url for asked in system.asked] == [ADDRESS, OTHER, ADDRESS]


def test_other_feeds_are_kept_when_one_fails(play: Round, system: FakeSystem) -> None:
    system.feeds |= {ADDRESS: UnreachableError("no"), OTHER: feed(TIDES, url=OTHER)}

    report = play(Daily=FeedSetting(ADDRESS), Other=FeedSetting(OTHER), Bad=FeedSetting("https://x.example", "(a"))

    assert titles(report) == ["Tides rise"]
    assert len(report.errors) == 2


def test_the_article_is_fetched_when_it_is_wanted(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(STRIKE)
    url = "https://news.example/strike"
    system.web[url] = FetchedPage(url, url, PAGE)

    (stored,) = play(Daily=FeedSetting(ADDRESS, tags=("wire",), full=True)).stored

    assert (stored.clip.title, stored.clip.source) == ("Strike over", "The Daily")
    assert (stored.clip.date, stored.clip.tags) == ("2026-11-20T10:00:00+01:00", ("wire",))
    assert stored.words > 150


def test_an_article_that_cannot_be_fetched_leaves_what_the_feed_says(play: Round, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = feed(TIDES)
    system.web["https://news.example/tides"] = UnreachableError("https://news.example/tides: no")

    report = play(Daily=FeedSetting(ADDRESS, full=True))

    (stored,) = report.stored
    assert (stored.clip.tags, stored.words) == (("to-fetch",), 4)
    assert "https://news.example/tides: no. What the feed says is kept" in report.notices[0]


def test_an_article_that_is_kept_already_under_its_own_address_is_not_kept_again(
    play: Round, system: FakeSystem
) -> None:
    own, proxy = "https://news.example/strike", "https://proxy.example/1"
    system.feeds[ADDRESS] = feed(STRIKE)
    play()
    later(system, hours=1)
    system.feeds[ADDRESS] = feed(item("Strike over", guid="7", link=proxy))
    system.web[proxy] = FetchedPage(proxy, own, PAGE)

    assert play(Daily=FeedSetting(ADDRESS, full=True)).stored == []


def test_two_rounds_at_once_are_one(play: Round, system: FakeSystem, tmp_path: Path) -> None:
    refused = pytest.raises(BusyError, match="another `clipper watch` is running")
    with open_library(tmp_path / "clips", system) as library, feeds.state_of(library).lock(), refused:
        play()


def test_a_dry_run_writes_nothing(system: FakeSystem, tmp_path: Path) -> None:
    Archive.create(tmp_path / "clips")
    system.feeds[ADDRESS] = feed(STRIKE)
    daily = {"Daily": FeedSetting(ADDRESS)}
    with open_library(tmp_path / "clips", system, Config(feeds=daily)) as library:
        report = watch.watch(library, daily, Limits(), dry_run=True)

    assert titles(report) == ["Harbour strike ends"]
    assert not system.state_folder.exists()
    assert [*(tmp_path / "clips").glob("*/*.md")] == []


def test_a_feed_that_is_no_longer_watched_is_forgotten(play: Round, system: FakeSystem) -> None:
    system.feeds |= {ADDRESS: feed(STRIKE), OTHER: feed(TIDES, url=OTHER)}
    play(Daily=FeedSetting(ADDRESS), Other=FeedSetting(OTHER))
    play(Other=FeedSetting(OTHER))

    (state,) = (system.state_folder / "feeds").glob("*.json")
    assert ADDRESS not in state.read_text()
    assert OTHER in state.read_text()


def test_the_time_of_the_last_answer_is_remembered(play: Round, system: FakeSystem, tmp_path: Path) -> None:
    system.feeds[ADDRESS] = feed(STRIKE, TIDES)
    play()

    with open_library(tmp_path / "clips", system) as library:
        state = feeds.state_of(library).load().feed(ADDRESS)

    assert (state.last_answer, state.new_entries, state.title) == (int(NOW.timestamp()), 2, "Daily Example")
