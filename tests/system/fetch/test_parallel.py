"""Fetch many pages in parallel, and politely."""

import subprocess
import sys
import threading
from collections.abc import Generator, Iterable

import pytest

from clipper.errors import NotFoundError, RefusedError, UnreachableError
from clipper.system.fetch import FailedFetch, FetchedPage, Limits
from clipper.system.fetch.parallel import get_all
from tests.system.fetch.conftest import HOLD, Site, Web, page, redirect

HASTY = Limits(timeout=5, pause=0)


def fetch_all(web: Web, urls: Iterable[str], limits: Limits = HASTY) -> dict[str, FetchedPage | FailedFetch]:
    """Return the result for each address."""
    return {result.requested_url: result for result in get_all(urls, limits, lambda _: None, web.network)}


def hosts(web: Web, number: int) -> list[str]:
    """Return the addresses of new hosts, each of which has a page."""
    for n in range(number):
        web.site(f"n{n}.test", f"93.184.216.{n + 1}").answers["/"] = page(f"<p>{n}")
    return [f"http://n{n}.test/" for n in range(number)]


def test_each_address_gives_a_page_or_a_reason(web: Web) -> None:
    good = hosts(web, 3)
    bad = ["http://nowhere.test/", "http://n0.test/gone", "http://127.0.0.1/", "ftp://n0.test/", "no address"]
    results = fetch_all(web, [*good, *bad])
    assert {url: result.raw for url, result in results.items() if isinstance(result, FetchedPage)} == {
        url: f"<p>{n}".encode() for n, url in enumerate(good)
    }
    failed = {url: type(result.error) for url, result in results.items() if isinstance(result, FailedFetch)}
    assert failed == dict(
        zip(bad, [NotFoundError, NotFoundError, RefusedError, RefusedError, RefusedError], strict=True)
    )


def test_a_failure_has_the_address_as_it_was_given(web: Web) -> None:
    urls = [" HTTP://Nowhere.test/a b#c ", "http://nowhere.test/x"]
    assert list(fetch_all(web, urls)) == urls


def test_an_address_that_is_given_twice_is_fetched_once(web: Web) -> None:
    (url,) = hosts(web, 1)
    assert len([*get_all([url, url], Limits(pause=0), lambda _: None, web.network)]) == 1
    assert len(web.called) == 1


def test_without_addresses_no_thread_starts(web: Web) -> None:
    assert fetch_all(web, []) == {}
    assert threading.active_count() == 1


class Busy:
    """Count the requests that are served at the same time, for each host."""

    def __init__(self, expected: int = 0) -> None:
        self.now: dict[str, int] = {}
        self.max_of_a_host = 0
        self._barrier = threading.Barrier(expected, timeout=5) if expected else None
        self._lock = threading.Lock()

    def answer(self, host: str, line: object) -> None:
        with self._lock:
            self.now[host] = self.now.get(host, 0) + 1
            self.max_of_a_host = max(self.max_of_a_host, self.now[host])
        if self._barrier:
            self._barrier.wait()
        with self._lock:
            self.now[host] -= 1
        line.sendall(page())  # type: ignore[attr-defined]


def test_several_hosts_are_fetched_in_parallel(web: Web) -> None:
    urls = hosts(web, 4)
    busy = Busy(expected=4)  # none of them answers before all four are asked
    for site, url in zip(web.sites, urls, strict=True):
        site.answers["/"] = lambda line, host=url: busy.answer(host, line)  # type: ignore[misc]
    assert all(
        isinstance(result, FetchedPage)
        for result in fetch_all(web, urls, Limits(timeout=5, pause=0, max_hosts=4)).values()
    )


def test_a_host_gets_one_request_at_a_time_under_both_its_names(web: Web) -> None:
    busy = Busy()
    site = web.site()
    web.network.names["www.news.test"] = web.network.names["news.test"]
    urls = [f"http://{www}news.test/{n}" for n, www in enumerate(["", "www.", "", "", "www.", ""] * 3)]
    for n in range(len(urls)):
        site.answers[f"/{n}"] = lambda line: busy.answer("news", line)
    assert all(isinstance(result, FetchedPage) for result in fetch_all(web, urls).values())
    assert busy.max_of_a_host == 1
    assert site.paths == [f"/{n}" for n in range(len(urls))], "and in the order in which they were given"


def test_there_is_a_pause_between_two_requests_to_a_host(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
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
    fetch_all(web, [*(f"http://news.test/{n}" for n in range(3)), "http://other.test/"], Limits(pause=7))
    assert rests == [7, 7]


def test_a_host_that_wants_fewer_requests_gets_no_more(web: Web) -> None:
    site = web.site()
    site.answers = {"/0": page(), "/1": page("", "Retry-After: 60", status="429 x"), "/2": page(), "/3": page()}
    results = fetch_all(web, [f"http://news.test/{n}" for n in range(4)])
    assert [str(result.error) for result in results.values() if isinstance(result, FailedFetch)] == [
        "http://news.test/1: the site wants fewer requests; it asks clipper to wait 60 seconds (429)",
        "http://news.test/2: not fetched, since the site wants fewer requests",
        "http://news.test/3: not fetched, since the site wants fewer requests",
    ]
    assert site.paths == ["/0", "/1"]


def test_a_host_that_fails_three_times_in_a_row_is_given_up(web: Web) -> None:
    site = web.site()
    fault, there, gone = page("", status="500 x"), page(), page("", status="404 x")
    answers = [fault, fault, there, fault, fault, gone, fault, fault, fault, there, there]
    site.answers = {f"/{n}": answer for n, answer in enumerate(answers)}
    results = fetch_all(web, [f"http://news.test/{n}" for n in range(len(answers))])
    assert len(site.paths) == 9
    last = results["http://news.test/10"]
    assert isinstance(last, FailedFetch)
    assert isinstance(last.error, UnreachableError)
    assert str(last.error) == "http://news.test/10: not fetched, since the site failed 3 times in a row"


def test_progress_is_reported_also_while_no_result_comes(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.system.fetch.parallel._POLL", 0.01)
    fast, slow = hosts(web, 2)
    steps: list[int] = []
    heard = threading.Event()

    def advance(done: int) -> None:
        steps.append(done)
        if steps.count(2) > 3:
            heard.set()

    def answer(line: object) -> None:
        heard.wait(5)
        line.sendall(page())  # type: ignore[attr-defined]

    web.sites[1].answers["/"] = answer
    results = get_all([fast, slow, "no address"], Limits(pause=0), advance, web.network)
    assert [result.requested_url for result in results] == ["no address", fast, slow]
    assert steps[-1] == 3
    assert steps == sorted(steps)
    assert heard.is_set()


def test_no_request_follows_when_the_iterator_is_closed(web: Web) -> None:
    site = web.site()
    site.answers = {f"/{n}": page() for n in range(50)}
    silent = web.site("silent.test", "93.184.216.35")
    silent.answers["/"] = silent.slowly([])
    limits = Limits(timeout=10 * HOLD, pause=0.01, max_hosts=2)
    results = get_all(
        [*(f"http://news.test/{n}" for n in range(50)), "http://silent.test/"], limits, lambda _: None, web.network
    )
    next(results)
    assert isinstance(results, Generator)
    results.close()
    assert not silent.finished_slow_answers
    web.stop()
    assert len(site.paths) < 10


def test_a_slow_page_is_abandoned_when_the_iterator_is_closed(web: Web) -> None:
    site = web.site()
    site.answers = {"/": page(), "/slow": site.slowly([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 90])}
    results = get_all(["http://news.test/", "http://news.test/slow"], Limits(pause=0), lambda _: None, web.network)
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
from clipper.system.fetch.parallel import get_all

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


def test_ctrl_c_ends_a_fetch_at_once() -> None:
    site = Site()
    site.answers["/"] = site.slowly([])
    try:
        command = [sys.executable, "-c", INTERRUPTED, f"http://127.0.0.1:{site.port}/"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=HOLD - 10, check=True)
    finally:
        site.stop()
    assert ended.stdout == "interrupted\n"


def test_results_that_are_not_taken_do_not_pile_up(web: Web) -> None:
    urls = hosts(web, 12)
    results = get_all(urls, Limits(pause=0, max_hosts=2), lambda _: None, web.network)
    next(results)
    for thread in threading.enumerate():
        if thread.name == "fetch":
            thread.join(0.1)
    assert len(web.called) <= 6, "two that were handed over, two that wait to be, and one that was taken"
    assert len([*results]) == 11


@pytest.mark.parametrize("error", [ZeroDivisionError, IndexError])
def test_an_unexpected_exception_of_a_worker_is_raised(
    web: Web, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def broken(*_: object) -> FetchedPage:
        raise error

    monkeypatch.setattr("clipper.system.fetch.parallel.get", broken)
    with pytest.raises(error):
        fetch_all(web, ["http://news.test/"])


def test_redirects_are_followed(web: Web) -> None:
    (url,) = hosts(web, 1)
    web.sites[0].answers["/old"] = redirect("/")
    result = fetch_all(web, [f"{url}old"])[f"{url}old"]
    assert isinstance(result, FetchedPage)
    assert result.url == url
