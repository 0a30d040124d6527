"""One page is fetched: what is sent, what comes back, and where the redirects leads."""

import gzip
import re
import sys
from itertools import pairwise

import pytest

from clipper import __version__
from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreachableError
from clipper.system.extras import install_command
from clipper.system.fetch import FetchedPage, Limits, open_network
from clipper.system.fetch.response_errors import TooManyRequestsError
from tests.system.fetch.conftest import NEWS, OTHER, FakeNetwork, Site, Web, page, redirect

SAVE = "Save the page in the browser, and add the file."


def test_a_page_comes_as_it_was_sent(web: Web, news: Site) -> None:
    news.answers["/a?b"] = page(b"<p>\xe9\r\n", kind="text/html; charset=ISO-8859-1")
    requested_url = "http://News.test/a?b#c"
    assert web.get(requested_url) == FetchedPage(
        requested_url, "http://news.test/a?b", b"<p>\xe9\r\n", "text/html", "iso-8859-1", ()
    )


def test_a_request_names_the_host_and_says_nothing_of_the_reader(web: Web, news: Site) -> None:
    news.answers["/"] = page("<p>", "Set-Cookie: id=1")
    web.get("http://news.test/")
    web.get("http://news.test/")
    request = (
        "GET / HTTP/1.1\r\nHost: news.test\r\n"
        f"User-Agent: clipper/{__version__}\r\n"
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1\r\n"
        "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    assert news.requests == [request, request]


def test_the_host_header_has_a_port_that_is_not_the_default(web: Web) -> None:
    site = web.site(port=8080)
    site.answers["/"] = page()
    assert web.get("http://news.test:8080/").url == "http://news.test:8080/"
    assert "\r\nHost: news.test:8080\r\n" in site.requests[0]


@pytest.mark.parametrize(
    ("kind", "body", "content_type", "charset"),
    [
        ("text/html", "<p>", "text/html", ""),
        ('Text/HTML;charset="UTF-8"; x=y', "<p>", "text/html", "utf-8"),
        ("application/xhtml+xml; charset='utf-8'", "<p>", "application/xhtml+xml", "utf-8"),
        ("text/plain; format=flowed; charset=koi8-r", "x", "text/plain", "koi8-r"),
        ("text/html; charset=no-such;charset=utf-8", "<p>", "text/html", "no-such"),
        ("", " \n<!doctype html>", "text/html", ""),
        ("", "Just text.", "text/plain", ""),
    ],
)
def test_the_declared_type_and_charset_are_returned(
    web: Web, news: Site, kind: str, body: str, content_type: str, charset: str
) -> None:
    news.answers["/"] = page(body, kind=kind)
    got = web.get("http://news.test/")
    assert (got.content_type, got.charset) == (content_type, charset)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
def test_a_compressed_page_is_decompressed(web: Web, news: Site, encoding: str) -> None:
    body = b"<p>" + b"News. " * 100_000
    two_members = gzip.compress(body[:1000]) + gzip.compress(body[1000:])
    for number, compressed in enumerate((gzip.compress(body), two_members, gzip.compress(body) + b"garbage")):
        news.answers[f"/{number}"] = page(compressed, f"Content-Encoding: {encoding}")
        assert web.get(f"http://news.test/{number}").raw == body


def test_a_page_comes_in_chunks_or_without_a_length(web: Web, news: Site) -> None:
    chunks = b"3\r\n<p>\r\n5;x=y\r\nNews.\r\n0\r\nTrailer: x\r\n\r\n"
    news.answers["/chunks"] = page(chunks, "Transfer-Encoding: chunked")
    news.answers["/open"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>News."
    assert web.get("http://news.test/chunks").raw == web.get("http://news.test/open").raw == b"<p>News."


def test_a_redirect_to_another_host_is_followed(web: Web, news: Site) -> None:
    other = web.site("other.test", OTHER)
    news.answers |= {"/1": redirect("/2?x"), "/2?x": redirect("//other.test/ü", "301 Moved")}
    other.answers["/%C3%BC"] = page()
    got = web.get("http://news.test/1")
    assert (got.requested_url, got.url) == ("http://news.test/1", "http://other.test/%C3%BC")
    assert got.redirects == ("http://news.test/1", "http://news.test/2?x")
    assert web.called == [(NEWS, 80), (NEWS, 80), (OTHER, 80)]
    assert other.requests[0].partition("\r\n\r\n")[0].count("\r\n") == 5, "no cookie and no referrer"


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_every_kind_of_redirect_is_followed(web: Web, news: Site, status: str) -> None:
    news.answers |= {"/1": redirect("/2", status), "/2": page()}
    assert web.get("http://news.test/1").url == "http://news.test/2"


def test_five_redirects_are_followed_and_no_more(web: Web, news: Site) -> None:
    news.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(20)} | {"/20": page()}
    assert len(web.get("http://news.test/15").redirects) == 5
    with pytest.raises(RefusedError) as refused:
        web.get("http://news.test/14")
    assert str(refused.value) == "http://news.test/14 redirects to http://news.test/19: it redirects more than 5 times"
    news.requests.clear()
    with pytest.raises(RefusedError):
        web.get("http://news.test/0")
    assert len(news.requests) == 6


@pytest.mark.parametrize("redirects", [["/1", "/1"], ["/1", "/2", "/1"], ["/1", "/2", "/3", "/2"], ["/1", "/1#x"]])
def test_redirects_in_a_circle_are_refused_at_once(web: Web, news: Site, redirects: list[str]) -> None:
    news.answers |= {source: redirect(target) for source, target in pairwise(redirects)}
    with pytest.raises(RefusedError, match="it redirects in a circle") as refused:
        web.get("http://news.test/1")
    assert "cookies" in refused.value.hint
    assert len(news.requests) == len({path.partition("#")[0] for path in redirects})


def test_a_page_with_a_refresh_is_a_page(web: Web, news: Site) -> None:
    news.answers["/"] = page('<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">', "Refresh: 0; /x")
    assert web.get("http://news.test/").redirects == ()


@pytest.mark.parametrize(
    ("status", "error", "message", "hint"),
    [
        ("401 x", RefusedError, "the site wants a user name and a password (401)", SAVE),
        ("402 x", RefusedError, "the site wants to be paid (402)", SAVE),
        ("403 x", RefusedError, "the site does not let clipper see it (403)", SAVE),
        ("404 x", NotFoundError, "there is no such page (404)", ""),
        ("406 x", RefusedError, "the site has it in no form that clipper reads (406)", SAVE),
        ("410 x", NotFoundError, "the page is gone (410)", ""),
        ("418 x", RefusedError, "the site gives no page (418)", SAVE),
        ("429 x", TooManyRequestsError, "the site wants fewer requests (429)", ""),
        ("451 x", RefusedError, "the site may not show it here, for legal reasons (451)", SAVE),
        ("500 x", UnreachableError, "the site has a fault of its own (500)", ""),
        ("503 x", UnreachableError, "the site has a fault of its own (503)", ""),
        ("204 x", RefusedError, "the site gives no page (204)", SAVE),
        ("206 x", RefusedError, "the site gives no page (206)", SAVE),
        ("302 x", RefusedError, "the site gives no page (302)", SAVE),
        ("304 x", RefusedError, "the site gives no page (304)", SAVE),
        ("999 x", UnreachableError, "the site has a fault of its own (999)", ""),
    ],
)
def test_each_status_without_a_page_has_its_error(
    web: Web, news: Site, status: str, error: type[ClipperError], message: str, hint: str
) -> None:
    news.answers["/a"] = page("<p>Sorry.", status=status)
    with pytest.raises(error) as failed:
        web.get("http://news.test/a")
    assert str(failed.value) == f"http://news.test/a: {message}"
    assert failed.value.hint == hint
    assert failed.value.status == (75 if issubclass(error, UnreachableError) else 1)


@pytest.mark.parametrize(
    ("retry_after", "message"),
    [
        ("120", "; it asks clipper to wait 120 seconds"),
        ("1", "; it asks clipper to wait 1 second"),
        ("Sun, 22 Nov 2026 10:15:00 GMT", "; it asks clipper to wait until 2026-11-22 10:15 UTC"),
        ("9" * 5000, "; it asks clipper to wait 999999999 seconds"),
        ("-1", ""),
        ("soon\x1b[2J", ""),
        ("Sun, 99 Nov 9999999 10:15:00 GMT", ""),
    ],
)
def test_the_error_says_how_long_a_site_asks_to_wait(web: Web, news: Site, retry_after: str, message: str) -> None:
    news.answers["/"] = page("", f"Retry-After: {retry_after}", status="429 x")
    with pytest.raises(TooManyRequestsError) as failed:
        web.get("http://news.test/")
    assert str(failed.value) == f"http://news.test/: the site wants fewer requests{message} (429)"


@pytest.mark.parametrize(
    ("kind", "body", "wanted"),
    [
        ("application/pdf", "%PDF-1.7", "application/pdf"),
        ("text/html", "%PDF-1.7", "application/pdf"),
        ("application/pdf", "<p>Wait a moment</p>", "text/html"),
    ],
)
def test_a_pdf_is_recognised_by_its_first_bytes(web: Web, news: Site, kind: str, body: str, wanted: str) -> None:
    news.answers["/"] = page(body, kind=kind)
    assert web.get("http://news.test/").content_type == wanted


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("image/png", "x", "it is a picture (image/png)"),
        ("video/mp4", "x", "it is a film (video/mp4)"),
        ("audio/mpeg", "x", "it is a recording (audio/mpeg)"),
        ("application/json", "{}", "it is data for programs (application/json)"),
        ("application/rss+xml", "<rss>", "it is a feed (application/rss+xml)"),
        ("application/octet-stream", "x", "it is no page (application/octet-stream)"),
        ("x\x1b[2J/" + "y" * 99, "x", "it is no page (x␛[2j/" + "y" * 33 + "…)"),
        ("text/html", "\x89PNG\r\n\0\0\0\r", "it is not text (text/html)"),
        ("", "\x1f\x8b\x08\0\0\0", "it is not text"),
    ],
)
def test_what_is_no_page_is_refused(web: Web, news: Site, kind: str, body: str, message: str) -> None:
    news.answers["/"] = page(body, kind=kind)
    with pytest.raises(RefusedError) as refused:
        web.get("http://news.test/")
    assert str(refused.value) == f"http://news.test/: {message}"
    assert refused.value.hint == "Copy its text into `clipper add`, with --url for the address."


def test_a_page_in_utf_16_is_text(web: Web, news: Site) -> None:
    news.answers |= {
        "/mark": page("<p>News.".encode("utf-16")),
        "/declared": page("<p>News.".encode("utf-16-le"), kind="text/html; charset=utf-16le"),
    }
    for path in news.answers:
        assert web.get(f"http://news.test{path}").raw.startswith((b"\xff\xfe<", b"<\0"))


def test_a_page_that_is_too_large_is_refused(web: Web, news: Site) -> None:
    news.answers["/"] = page("x" * 2000)
    assert len(web.get("http://news.test/", Limits(max_size=2000)).raw) == 2000
    with pytest.raises(RefusedError) as refused:
        web.get("http://news.test/", Limits(max_size=1999))
    assert str(refused.value) == "http://news.test/: it is larger than 0.001999 MB"
    assert refused.value.hint == "--max-size allows more."


def test_an_unknown_host_is_an_error(web: Web) -> None:
    with pytest.raises(NotFoundError, match=re.escape("http://nowhere.test/: there is no host nowhere.test")):
        web.get("http://nowhere.test/")
    web.network.names["empty.test"] = [[]]
    with pytest.raises(NotFoundError, match=re.escape("there is no host empty.test")):
        web.get("http://empty.test/")


def test_a_host_that_cannot_be_reached_is_an_error(web: Web) -> None:
    web.network.names["news.test"] = [[NEWS]]
    with pytest.raises(UnreachableError) as failed:
        web.get("http://news.test/")
    assert str(failed.value) == "http://news.test/: the host cannot be reached (connection refused)"


def test_the_next_ip_address_of_a_host_is_tried(web: Web) -> None:
    site = web.site(ip=OTHER)
    site.answers["/"] = page()
    web.network.names["news.test"] = [["2606:2800:220::1", NEWS, OTHER]]
    assert web.get("http://news.test/").raw == b"<p>News."
    assert web.called == [("2606:2800:220::1", 80), (NEWS, 80), (OTHER, 80)]


@pytest.mark.parametrize("name", ["https_proxy", "HTTP_PROXY", "all_proxy"])
def test_a_proxy_is_never_used_but_named_in_hints(web: Web, name: str) -> None:
    site = web.site()
    site.answers["/"] = page()
    names = web.network.names
    web.network = FakeNetwork({name: "http://127.0.0.1:3128"})
    web.network.names = names | {"down.test": [[OTHER]]}
    assert web.get("http://news.test/").raw
    for url in ("http://nowhere.test/", "http://down.test/"):
        with pytest.raises(ClipperError) as failed:
            web.get(url)
        assert failed.value.hint == f"{name} names a proxy, which clipper does not use. {SAVE}"
    assert {ip for ip, _ in web.called} == {NEWS, OTHER}


def test_without_the_extra_the_hint_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "clipper.system.fetch.network")
    monkeypatch.setitem(sys.modules, "urllib3.exceptions", None)
    monkeypatch.delitem(sys.modules, "clipper.system.fetch.address")
    with pytest.raises(RefusedError) as refused:
        open_network({})
    assert refused.value.hint == f"`{install_command('web')}` installs it."
