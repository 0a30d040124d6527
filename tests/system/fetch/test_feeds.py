"""Feeds are fetched only if they changed since the last time, and of whatever type their server calls them."""

import pytest

from clipper.errors import NotFoundError, RefusedError
from clipper.system.fetch import FailedFetch, FeedRequest, FetchedFeed, Limits
from clipper.system.fetch.fetch import get_feed
from clipper.system.fetch.parallel import get_all_feeds
from clipper.system.fetch.response_errors import GoneError, LaterError, TooManyRequestsError
from tests.system.fetch.conftest import OTHER, PATIENT, Site, Web, page, redirect

FEED = "http://news.test/feed"


def get(web: Web, etag: str = "", modified: str = "", url: str = FEED, limits: Limits = PATIENT) -> FetchedFeed:
    return get_feed(FeedRequest(url, etag, modified), limits, web.network)


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/json; charset=x", "text/html", "image/png", ""])
def test_a_feed_comes_of_any_type_with_what_names_its_version(web: Web, news: Site, kind: str) -> None:
    headers = ('ETag: W/"1"', "Last-Modified: Thu, 20 Nov 2025 10:00:00 GMT", "Cache-Control: public, max-age=1800")
    news.answers["/feed"] = page("<rss/>", *headers, kind=kind)

    fetched = get(web)

    modified = "Thu, 20 Nov 2025 10:00:00 GMT"
    assert fetched == FetchedFeed(FEED, FEED, b"<rss/>", kind, etag='W/"1"', modified=modified, max_age=1800)
    assert "If-" not in news.requests[0]
    assert "application/atom+xml" in news.requests[0]


def test_a_feed_that_is_unchanged_is_not_sent_again(web: Web, news: Site) -> None:
    news.answers["/feed"] = page(b"", 'ETag: "2"', status="304 Not Modified")

    fetched = get(web, '"1"', "Thu, 20 Nov 2025 10:00:00 GMT")

    assert (fetched.is_unchanged, fetched.raw, fetched.etag) == (True, b"", '"2"')
    assert 'If-None-Match: "1"\r\nIf-Modified-Since: Thu, 20 Nov 2025 10:00:00 GMT\r\n' in news.requests[0]


def test_a_server_that_calls_unchanged_what_was_never_fetched_is_wrong(web: Web, news: Site) -> None:
    news.answers["/feed"] = page(b"", status="304 Not Modified")

    with pytest.raises(RefusedError):
        get(web)


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', "x" * 2000, "\xe9", "\u2028"])
def test_what_could_break_a_request_is_not_sent_back(web: Web, news: Site, etag: str) -> None:
    news.answers["/feed"] = page("<rss/>")

    get(web, etag, etag)

    assert "If-" not in news.requests[0]
    assert "X: y" not in news.requests[0]


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        (["301 Moved Permanently"], "/1"),
        (["308 Permanent Redirect"], "/1"),
        (["302 Found"], ""),
        (["301 Moved", "308 Moved"], "/2"),
        (["301 Moved", "302 Found", "301 Moved"], "/1"),
        (["307 Temporary Redirect", "301 Moved"], ""),
    ],
)
def test_only_permanent_redirects_say_that_a_feed_has_moved(
    web: Web, news: Site, statuses: list[str], moved_to: str
) -> None:
    for number, status in enumerate(statuses):
        news.answers[f"/{number}" if number else "/feed"] = redirect(f"/{number + 1}", status)
    news.answers[f"/{len(statuses)}"] = page("<rss/>")

    assert get(web).moved_to == (f"http://news.test{moved_to}" if moved_to else "")


def test_a_feed_that_is_gone_says_so(web: Web, news: Site) -> None:
    news.answers["/feed"] = page(status="410 Gone")

    with pytest.raises(GoneError, match=r"is gone \(410\)"):
        get(web)
    with pytest.raises(NotFoundError) as caught:
        get(web, url="http://news.test/other")
    assert not isinstance(caught.value, GoneError)


@pytest.mark.parametrize(("status", "kind"), [("429 Too Many", TooManyRequestsError), ("503 Busy", LaterError)])
def test_a_server_says_when_to_come_again(web: Web, news: Site, status: str, kind: type[LaterError]) -> None:
    news.answers["/feed"] = page("", "Retry-After: 7200", status=status)

    with pytest.raises(kind) as caught:
        get(web)

    assert caught.value.retry_after == "7200"


def test_a_feed_that_is_too_large_is_not_read_to_its_end(web: Web, news: Site) -> None:
    news.answers["/feed"] = page(b"x" * 2_000_000)

    with pytest.raises(RefusedError, match="larger than 1 MB"):
        get(web, limits=Limits(timeout=60, max_size=1_000_000))


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://10.0.0.1/feed", "http://inside.test/"])
def test_a_feed_that_redirects_to_a_private_address_is_refused(web: Web, news: Site, target: str) -> None:
    web.network.names["inside.test"] = [["192.168.0.1"]]
    news.answers["/feed"] = redirect(target, "301 Moved Permanently")

    with pytest.raises(RefusedError):
        get(web)

    assert {ip for ip, _ in web.called} == {"93.184.216.34"}


def test_many_feeds_come_each_with_its_own_validators(web: Web, news: Site) -> None:
    other = web.site("other.test", OTHER)
    news.answers |= {"/a": page("<rss/>"), "/b": page(b"", status="304 Not Modified")}
    feeds = [FeedRequest("http://news.test/a"), FeedRequest("http://news.test/b", '"b"')]
    feeds += [FeedRequest("http://other.test/c"), FeedRequest("mailto:x")]

    results = {item.requested_url: item for item in get_all_feeds(feeds, PATIENT, lambda _: None, web.network)}

    assert len(results) == 4
    assert [isinstance(results[feed.url], FailedFetch) for feed in feeds] == [False, False, True, True]
    assert '"b"' not in news.requests[0]
    assert '"b"' in news.requests[1]
    assert other.paths == ["/c"]
