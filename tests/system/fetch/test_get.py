"""One page is fetched: what is sent, what comes back, and where the way leads."""

import gzip
import re
import sys
from itertools import pairwise

import pytest

from clipper import __version__
from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreachableError
from clipper.system.fetch import Fetched, Limits, open_network
from clipper.system.fetch.refusals import TooManyError
from tests.system.fetch.conftest import NEWS, OTHER, FakeNetwork, Site, Web, leading_to, page

SAVE = "Save the page in the browser, and add the file."


def test_a_page_comes_as_it_was_sent(web: Web, news: Site) -> None:
    news.answers["/a?b"] = page(b"<p>\xe9\r\n", kind="text/html; charset=ISO-8859-1")
    asked = "http://News.test/a?b#c"
    assert web.get(asked) == Fetched(asked, "http://news.test/a?b", b"<p>\xe9\r\n", "text/html", "iso-8859-1", ())


def test_it_is_asked_for_by_name_and_nothing_is_told_of_the_reader(web: Web, news: Site) -> None:
    news.answers["/"] = page("<p>", "Set-Cookie: id=1")
    web.get("http://news.test/")
    web.get("http://news.test/")
    one = (
        "GET / HTTP/1.1\r\nHost: news.test\r\n"
        f"User-Agent: clipper/{__version__}\r\n"
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1\r\n"
        "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    assert news.requests == [one, one]


def test_another_port_is_told_to_the_host(web: Web) -> None:
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
def test_what_a_page_says_that_it_is(
    web: Web, news: Site, kind: str, body: str, content_type: str, charset: str
) -> None:
    news.answers["/"] = page(body, kind=kind)
    got = web.get("http://news.test/")
    assert (got.content_type, got.charset) == (content_type, charset)


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_page_is_unpacked(web: Web, news: Site, coding: str) -> None:
    body = b"<p>" + b"News. " * 100_000
    two_members = gzip.compress(body[:1000]) + gzip.compress(body[1000:])
    for number, packed in enumerate((gzip.compress(body), two_members, gzip.compress(body) + b"garbage")):
        news.answers[f"/{number}"] = page(packed, f"Content-Encoding: {coding}")
        assert web.get(f"http://news.test/{number}").raw == body


def test_a_page_comes_in_chunks_or_without_a_length(web: Web, news: Site) -> None:
    chunks = b"3\r\n<p>\r\n5;x=y\r\nNews.\r\n0\r\nTrailer: x\r\n\r\n"
    news.answers["/chunks"] = page(chunks, "Transfer-Encoding: chunked")
    news.answers["/open"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>News."
    assert web.get("http://news.test/chunks").raw == web.get("http://news.test/open").raw == b"<p>News."


def test_an_address_leads_on_to_another_host(web: Web, news: Site) -> None:
    other = web.site("other.test", OTHER)
    news.answers |= {"/1": leading_to("/2?x"), "/2?x": leading_to("//other.test/ü", "301 Moved")}
    other.answers["/%C3%BC"] = page()
    got = web.get("http://news.test/1")
    assert (got.asked, got.url) == ("http://news.test/1", "http://other.test/%C3%BC")
    assert got.hops == ("http://news.test/1", "http://news.test/2?x")
    assert web.called == [(NEWS, 80), (NEWS, 80), (OTHER, 80)]
    assert other.requests[0].partition("\r\n\r\n")[0].count("\r\n") == 5, "no cookie and no referrer"


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_every_kind_of_redirect_is_followed(web: Web, news: Site, status: str) -> None:
    news.answers |= {"/1": leading_to("/2", status), "/2": page()}
    assert web.get("http://news.test/1").url == "http://news.test/2"


def test_five_hops_are_followed_and_no_more(web: Web, news: Site) -> None:
    news.answers |= {f"/{n}": leading_to(f"/{n + 1}") for n in range(20)} | {"/20": page()}
    assert len(web.get("http://news.test/15").hops) == 5
    with pytest.raises(RefusedError) as refused:
        web.get("http://news.test/14")
    assert str(refused.value) == "http://news.test/14 leads on to http://news.test/19: it leads on more than 5 times"
    news.requests.clear()
    with pytest.raises(RefusedError):
        web.get("http://news.test/0")
    assert len(news.requests) == 6


@pytest.mark.parametrize("way", [["/1", "/1"], ["/1", "/2", "/1"], ["/1", "/2", "/3", "/2"], ["/1", "/1#x"]])
def test_a_circle_is_left_at_once(web: Web, news: Site, way: list[str]) -> None:
    news.answers |= {here: leading_to(there) for here, there in pairwise(way)}
    with pytest.raises(RefusedError, match="it leads back to itself") as refused:
        web.get("http://news.test/1")
    assert "cookies" in refused.value.hint
    assert len(news.requests) == len({place.partition("#")[0] for place in way})


def test_a_page_that_would_lead_on_by_itself_is_a_page(web: Web, news: Site) -> None:
    news.answers["/"] = page('<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">', "Refresh: 0; /x")
    assert web.get("http://news.test/").hops == ()


@pytest.mark.parametrize(
    ("status", "error", "said", "hint"),
    [
        ("401 x", RefusedError, "the site wants a name and a password (401)", SAVE),
        ("402 x", RefusedError, "the site wants to be paid (402)", SAVE),
        ("403 x", RefusedError, "the site does not let clipper see it (403)", SAVE),
        ("404 x", NotFoundError, "there is no such page (404)", ""),
        ("406 x", RefusedError, "the site has it in no form that clipper reads (406)", SAVE),
        ("410 x", NotFoundError, "the page is gone (410)", ""),
        ("418 x", RefusedError, "the site gives no page (418)", SAVE),
        ("429 x", TooManyError, "the site wants fewer questions (429)", ""),
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
def test_an_answer_without_a_page_is_a_sentence(
    web: Web, news: Site, status: str, error: type[ClipperError], said: str, hint: str
) -> None:
    news.answers["/a"] = page("<p>Sorry.", status=status)
    with pytest.raises(error) as failed:
        web.get("http://news.test/a")
    assert str(failed.value) == f"http://news.test/a: {said}"
    assert failed.value.hint == hint
    assert failed.value.status == (75 if issubclass(error, UnreachableError) else 1)


@pytest.mark.parametrize(
    ("retry_after", "said"),
    [
        ("120", "; it asks for 120 seconds of rest"),
        ("1", "; it asks for 1 second of rest"),
        ("Sun, 22 Nov 2026 10:15:00 GMT", "; it asks for rest until 2026-11-22 10:15 UTC"),
        ("9" * 5000, "; it asks for 999999999 seconds of rest"),
        ("-1", ""),
        ("soon\x1b[2J", ""),
        ("Sun, 99 Nov 9999999 10:15:00 GMT", ""),
    ],
)
def test_the_time_for_which_a_site_wants_to_rest_is_told(web: Web, news: Site, retry_after: str, said: str) -> None:
    news.answers["/"] = page("", f"Retry-After: {retry_after}", status="429 x")
    with pytest.raises(TooManyError) as failed:
        web.get("http://news.test/")
    assert str(failed.value) == f"http://news.test/: the site wants fewer questions{said} (429)"


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("application/pdf", "%PDF-1.7", "it is a PDF (application/pdf)"),
        ("image/png", "x", "it is a picture (image/png)"),
        ("video/mp4", "x", "it is a film (video/mp4)"),
        ("audio/mpeg", "x", "it is a recording (audio/mpeg)"),
        ("application/json", "{}", "it is data for programs (application/json)"),
        ("application/rss+xml", "<rss>", "it is a feed (application/rss+xml)"),
        ("application/octet-stream", "x", "it is no page (application/octet-stream)"),
        ("x\x1b[2J/" + "y" * 99, "x", "it is no page (x␛[2j/" + "y" * 33 + "…)"),
        ("text/html", "%PDF-1.7", "it is a PDF (application/pdf)"),
        ("text/html", "\x89PNG\r\n\0\0\0\r", "it is no text (text/html)"),
        ("", "\x1f\x8b\x08\0\0\0", "it is no text"),
    ],
)
def test_what_is_no_page_is_refused(web: Web, news: Site, kind: str, body: str, said: str) -> None:
    news.answers["/"] = page(body, kind=kind)
    with pytest.raises(RefusedError) as refused:
        web.get("http://news.test/")
    assert str(refused.value) == f"http://news.test/: {said}"
    assert refused.value.hint == "Copy its text into `clipper add`, with --url for the address."


def test_a_page_in_wide_letters_is_text(web: Web, news: Site) -> None:
    news.answers |= {
        "/mark": page("<p>News.".encode("utf-16")),
        "/said": page("<p>News.".encode("utf-16-le"), kind="text/html; charset=utf-16le"),
    }
    for path in news.answers:
        assert web.get(f"http://news.test{path}").raw.startswith((b"\xff\xfe<", b"<\0"))


def test_the_size_of_a_page_has_a_bound(web: Web, news: Site) -> None:
    news.answers["/"] = page("x" * 2000)
    assert len(web.get("http://news.test/", Limits(max_size=2000)).raw) == 2000
    with pytest.raises(RefusedError) as refused:
        web.get("http://news.test/", Limits(max_size=1999))
    assert str(refused.value) == "http://news.test/: it is larger than 0.001999 MB"
    assert refused.value.hint == "--max-size allows more."


def test_an_unknown_host_is_told(web: Web) -> None:
    with pytest.raises(NotFoundError, match=re.escape("http://nowhere.test/: there is no host nowhere.test")):
        web.get("http://nowhere.test/")
    web.by.names["empty.test"] = [[]]
    with pytest.raises(NotFoundError, match=re.escape("there is no host empty.test")):
        web.get("http://empty.test/")


def test_a_host_that_answers_nobody_is_told(web: Web) -> None:
    web.by.names["news.test"] = [[NEWS]]
    with pytest.raises(UnreachableError) as failed:
        web.get("http://news.test/")
    assert str(failed.value) == "http://news.test/: the host cannot be reached (connection refused)"


def test_the_next_address_of_a_host_is_tried(web: Web) -> None:
    site = web.site(ip=OTHER)
    site.answers["/"] = page()
    web.by.names["news.test"] = [["2606:2800:220::1", NEWS, OTHER]]
    assert web.get("http://news.test/").raw == b"<p>News."
    assert web.called == [("2606:2800:220::1", 80), (NEWS, 80), (OTHER, 80)]


@pytest.mark.parametrize("name", ["https_proxy", "HTTP_PROXY", "all_proxy"])
def test_a_proxy_is_never_used_but_told_of_where_it_may_be_missed(web: Web, name: str) -> None:
    site = web.site()
    site.answers["/"] = page()
    names = web.by.names
    web.by = FakeNetwork({name: "http://127.0.0.1:3128"})
    web.by.names = names | {"down.test": [[OTHER]]}
    assert web.get("http://news.test/").raw
    for url in ("http://nowhere.test/", "http://down.test/"):
        with pytest.raises(ClipperError) as failed:
            web.get(url)
        assert failed.value.hint == f"{name} names a proxy, which clipper does not use. {SAVE}"
    assert {ip for ip, _ in web.called} == {NEWS, OTHER}


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "clipper.system.fetch.network")
    monkeypatch.setitem(sys.modules, "urllib3.exceptions", None)
    monkeypatch.delitem(sys.modules, "clipper.system.fetch.address")
    with pytest.raises(RefusedError) as refused:
        open_network({})
    assert refused.value.hint == "`pip install 'clipper[web]'` brings it."
