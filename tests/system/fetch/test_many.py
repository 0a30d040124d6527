"""Many addresses are fetched at once, and no host is troubled."""

import subprocess
import sys
import threading
from collections.abc import Generator, Iterable

import pytest

from clipper.errors import NotFoundError, RefusedError, UnreachableError
from clipper.system.fetch import Failed, Fetched, Limits
from clipper.system.fetch.many import get_all
from tests.system.fetch.conftest import HOLD, Site, Web, leading_to, page


def fetched(web: Web, urls: Iterable[str], limits: Limits = Limits(timeout=5, pause=0)) -> dict[str, Fetched | Failed]:  # noqa: B008
    """Return what came of each address."""
    return {one.asked: one for one in get_all(urls, limits, lambda _: None, web.by)}


def hosts(web: Web, number: int) -> list[str]:
    """Return the addresses of so many hosts that each have a page."""
    for n in range(number):
        web.site(f"n{n}.test", f"93.184.216.{n + 1}").answers["/"] = page(f"<p>{n}")
    return [f"http://n{n}.test/" for n in range(number)]


def test_each_address_gives_a_page_or_a_reason(web: Web) -> None:
    good = hosts(web, 3)
    bad = ["http://nowhere.test/", "http://n0.test/gone", "http://127.0.0.1/", "ftp://n0.test/", "no address"]
    found = fetched(web, [*good, *bad])
    assert {url: one.raw for url, one in found.items() if isinstance(one, Fetched)} == {
        url: f"<p>{n}".encode() for n, url in enumerate(good)
    }
    failed = {url: type(one.error) for url, one in found.items() if isinstance(one, Failed)}
    assert failed == dict(
        zip(bad, [NotFoundError, NotFoundError, RefusedError, RefusedError, RefusedError], strict=True)
    )


def test_what_failed_can_be_fed_back_to_the_letter(web: Web) -> None:
    urls = [" HTTP://Nowhere.test/a b#c ", "http://nowhere.test/x"]
    assert list(fetched(web, urls)) == urls


def test_an_address_given_twice_is_asked_once(web: Web) -> None:
    (url,) = hosts(web, 1)
    assert len([*get_all([url, url], Limits(pause=0), lambda _: None, web.by)]) == 1
    assert len(web.called) == 1


def test_no_address_is_no_question(web: Web) -> None:
    assert fetched(web, []) == {}
    assert threading.active_count() == 1


class Busy:
    """How many are being served at once, in all and by host."""

    def __init__(self, wanted: int = 0) -> None:
        self.now: dict[str, int] = {}
        self.most_of_one = 0
        self._all_there = threading.Barrier(wanted, timeout=5) if wanted else None
        self._lock = threading.Lock()

    def answer(self, host: str, line: object) -> None:
        with self._lock:
            self.now[host] = self.now.get(host, 0) + 1
            self.most_of_one = max(self.most_of_one, self.now[host])
        if self._all_there:
            self._all_there.wait()
        with self._lock:
            self.now[host] -= 1
        line.sendall(page())  # type: ignore[attr-defined]


def test_several_hosts_are_asked_at_once(web: Web) -> None:
    urls = hosts(web, 4)
    busy = Busy(wanted=4)  # none of them answers before all four are asked
    for site, url in zip(web.sites, urls, strict=True):
        site.answers["/"] = lambda line, host=url: busy.answer(host, line)  # type: ignore[misc]
    assert all(isinstance(one, Fetched) for one in fetched(web, urls, Limits(timeout=5, pause=0, at_once=4)).values())


def test_a_host_is_asked_one_thing_at_a_time_under_any_of_its_names(web: Web) -> None:
    busy = Busy()
    site = web.site()
    web.by.names["www.news.test"] = web.by.names["news.test"]
    urls = [f"http://{www}news.test/{n}" for n, www in enumerate(["", "www.", "", "", "www.", ""] * 3)]
    for n in range(len(urls)):
        site.answers[f"/{n}"] = lambda line: busy.answer("news", line)
    assert all(isinstance(one, Fetched) for one in fetched(web, urls).values())
    assert busy.most_of_one == 1
    assert site.paths == [f"/{n}" for n in range(len(urls))], "and in the order in which they were given"


def test_a_host_rests_between_two_questions(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    wait = threading.Event.wait

    def rest(event: threading.Event, timeout: float | None = None) -> bool:
        if timeout != 7:
            return wait(event, timeout)
        rests.append(timeout)
        return False

    monkeypatch.setattr(threading.Event, "wait", rest)
    site = web.site()
    site.answers = {f"/{n}": page() for n in range(3)}
    other = web.site("other.test", "93.184.216.35")
    other.answers["/"] = page()
    fetched(web, [*(f"http://news.test/{n}" for n in range(3)), "http://other.test/"], Limits(pause=7))
    assert rests == [7, 7]


def test_a_host_that_wants_fewer_questions_gets_no_more(web: Web) -> None:
    site = web.site()
    site.answers = {"/0": page(), "/1": page("", "Retry-After: 60", status="429 x"), "/2": page(), "/3": page()}
    found = fetched(web, [f"http://news.test/{n}" for n in range(4)])
    assert [str(one.error) for one in found.values() if isinstance(one, Failed)] == [
        "http://news.test/1: the site wants fewer questions; it asks for 60 seconds of rest (429)",
        "http://news.test/2: not asked, since the site wants fewer questions",
        "http://news.test/3: not asked, since the site wants fewer questions",
    ]
    assert site.paths == ["/0", "/1"]


def test_a_host_that_fails_again_and_again_is_given_up(web: Web) -> None:
    site = web.site()
    fault, there, gone = page("", status="500 x"), page(), page("", status="404 x")
    answers = [fault, fault, there, fault, fault, gone, fault, fault, fault, there, there]
    site.answers = {f"/{n}": answer for n, answer in enumerate(answers)}
    found = fetched(web, [f"http://news.test/{n}" for n in range(len(answers))])
    assert len(site.paths) == 9
    last = found["http://news.test/10"]
    assert isinstance(last, Failed)
    assert isinstance(last.error, UnreachableError)
    assert str(last.error) == "http://news.test/10: not asked, since the site failed 3 times in a row"


def test_it_is_told_how_far_it_is_also_while_nothing_comes(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.system.fetch.many._LOOK", 0.01)
    fast, slow = hosts(web, 2)
    told: list[int] = []
    heard = threading.Event()

    def advance(done: int) -> None:
        told.append(done)
        if told.count(2) > 3:
            heard.set()

    def answer(line: object) -> None:
        heard.wait(5)
        line.sendall(page())  # type: ignore[attr-defined]

    web.sites[1].answers["/"] = answer
    results = get_all([fast, slow, "no address"], Limits(pause=0), advance, web.by)
    assert [one.asked for one in results] == ["no address", fast, slow]
    assert told[-1] == 3
    assert told == sorted(told)
    assert heard.is_set()


def test_whoever_goes_away_early_is_asked_for_no_more(web: Web) -> None:
    site = web.site()
    site.answers = {f"/{n}": page() for n in range(50)}
    silent = web.site("silent.test", "93.184.216.35")
    silent.answers["/"] = silent.slowly([])
    limits = Limits(timeout=10 * HOLD, pause=0.01, at_once=2)
    results = get_all(
        [*(f"http://news.test/{n}" for n in range(50)), "http://silent.test/"], limits, lambda _: None, web.by
    )
    next(results)
    assert isinstance(results, Generator)
    results.close()
    assert not silent.held_out
    web.stop()
    assert len(site.paths) < 10


def test_whoever_goes_away_lets_go_of_a_page_that_drips(web: Web) -> None:
    site = web.site()
    site.answers = {"/": page(), "/slow": site.slowly([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 90])}
    results = get_all(["http://news.test/", "http://news.test/slow"], Limits(pause=0), lambda _: None, web.by)
    next(results)
    assert isinstance(results, Generator)
    results.close()
    for thread in threading.enumerate():
        if thread.name == "fetch":
            thread.join(HOLD / 2)
            assert not thread.is_alive()


INTERRUPTED = """
import sys
from clipper.system.fetch import Limits, open_network
from clipper.system.fetch.many import get_all

ticks = []
def tick(done):
    ticks.append(done)
    if len(ticks) == 2:
        raise KeyboardInterrupt
try:
    list(get_all(sys.argv[1:], Limits(timeout=60, allow_private=True), tick, open_network({})))
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_ends_it_at_once_whatever_a_server_does() -> None:
    site = Site()
    site.answers["/"] = site.slowly([])
    try:
        command = [sys.executable, "-c", INTERRUPTED, f"http://127.0.0.1:{site.port}/"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=HOLD - 10, check=True)
    finally:
        site.stop()
    assert ended.stdout == "interrupted\n"


def test_pages_that_nobody_takes_do_not_heap_up(web: Web) -> None:
    urls = hosts(web, 12)
    results = get_all(urls, Limits(pause=0, at_once=2), lambda _: None, web.by)
    next(results)
    for thread in threading.enumerate():
        if thread.name == "fetch":
            thread.join(0.1)
    assert len(web.called) <= 6, "two that were handed over, two that wait to be, and one that was taken"
    assert len([*results]) == 11


def test_a_fault_of_our_own_is_not_swallowed(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Fetched:
        raise ZeroDivisionError

    monkeypatch.setattr("clipper.system.fetch.many.get", broken)
    with pytest.raises(ZeroDivisionError):
        fetched(web, ["http://news.test/"])


def test_a_redirect_is_followed_here_too(web: Web) -> None:
    (url,) = hosts(web, 1)
    web.sites[0].answers["/old"] = leading_to("/")
    found = fetched(web, [f"{url}old"])[f"{url}old"]
    assert isinstance(found, Fetched)
    assert found.url == url
