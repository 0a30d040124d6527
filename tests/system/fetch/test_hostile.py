"""Hostile servers: they lie, stall, break off, send bombs, and redirect to private hosts."""

import gzip
import socket
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.errors import ClipperError, RefusedError, UnreachableError
from clipper.system.fetch import Limits
from clipper.system.fetch.fetch import get
from clipper.system.fetch.network import Network
from clipper.system.fetch.public_ips import why_not_public
from clipper.text import is_safe
from tests.conftest import Figure
from tests.running import measure_command
from tests.system.fetch.conftest import HOLD, HURRIED, NEWS, PATIENT, Answer, Site, Web, page, redirect

PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254"),  # noqa: S104
    *("100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1"),
    *("::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1"),
]


def literal(ip: str) -> str:
    return f"http://[{ip}]/" if ":" in ip else f"http://{ip}/"


NOT_PUBLIC = [
    *map(literal, PRIVATE),
    *("http://localhost/", "http://LOCALHOST./", "http://www.localhost/", "http://inside.test/", "http://mixed.test/"),
    *("http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://%31%32%37.0.0.1/"),
    *("http://127.0.0.1./", "http://[::ffff:7f00:1]/", "http://１２７.0.0.1/", "http://127。0。0。1/"),
    *("file:///etc/passwd", "ftp://news.test/", "javascript:alert(1)", "data:text/html,<p>", "gopher://news.test/"),
    *("http://jane:secret@news.test/", "http://news.test@127.0.0.1/", "http://127.0.0.1\\@news.test/", "http:///x"),
]
"""Addresses that are never requested, whether the user types them or a server redirects to them."""


class Failures:
    """Count the failed fetches of a test, and measure the longest."""

    def __init__(self) -> None:
        self.cases = 0
        self.seconds = 0.0
        """How long the last of them took."""
        self.most_seconds = 0.0
        self.not_public_count = 0

    def fetch(self, web: Web, url: str, limits: Limits = PATIENT) -> ClipperError:
        """Fetch a page that cannot be fetched, and return the error."""
        began = time.monotonic()
        with pytest.raises(ClipperError) as failed:
            web.get(url, limits)
        self.seconds = time.monotonic() - began
        self.most_seconds = max(self.most_seconds, self.seconds)
        self.cases += 1
        self.not_public_count += sum(bool(why_not_public(ip)) for ip, _ in web.called)
        assert is_safe(str(failed.value))
        return failed.value


@pytest.fixture
def failures(figure: Figure) -> Iterator[Failures]:
    """Yield a counter of failed fetches; it reports at the end of the test."""
    failures = Failures()
    yield failures
    assert failures.not_public_count == 0
    seconds = round(failures.most_seconds, 2)
    figure("F1", cases=failures.cases, connections_to_non_public=failures.not_public_count, most_seconds=seconds)


def add_private_names(web: Web) -> None:
    """Let some names resolve to IP addresses that are not public."""
    web.network.names |= {
        "localhost": [[NEWS]],
        "www.localhost": [[NEWS]],
        "inside.test": [["10.0.0.1"]],
        "mixed.test": [["::1", "192.168.0.1"]],
    }


@pytest.mark.parametrize("url", NOT_PUBLIC)
def test_no_connection_is_made_to_a_host_that_is_not_public(web: Web, failures: Failures, url: str) -> None:
    add_private_names(web)
    error = failures.fetch(web, url)
    assert isinstance(error, RefusedError)
    assert web.called == []


@pytest.mark.parametrize("location", NOT_PUBLIC[:-1])  # without a host it is the same host's
def test_no_redirect_leads_to_a_host_that_is_not_public(
    web: Web, news: Site, failures: Failures, location: str
) -> None:
    add_private_names(web)
    news.answers["/"] = redirect(location.encode().decode("latin-1"))
    error = failures.fetch(web, "http://news.test/")
    assert isinstance(error, RefusedError)
    assert web.called == [(NEWS, 80)]


def test_the_error_says_where_an_address_leads(web: Web, news: Site) -> None:
    add_private_names(web)
    news.answers |= {"/1": redirect("http://inside.test/x"), "/2": redirect("file:///etc/passwd")}
    assert str(Failures().fetch(web, "http://localhost/")) == "http://localhost/: localhost is this machine itself"
    assert str(Failures().fetch(web, "http://[::1]/")) == "http://[::1]/: ::1 is this machine itself"
    inside, file = (Failures().fetch(web, f"http://news.test/{n}") for n in (1, 2))
    assert str(inside) == (
        "http://news.test/1 redirects to http://inside.test/x: inside.test is at 10.0.0.1, in a private network"
    )
    assert inside.hint == "--allow-private fetches it anyway."
    assert str(file) == "http://news.test/2: it redirects: file:///etc/passwd is not an address of a web page"


def test_of_a_host_with_public_and_private_ips_only_the_public_are_used(web: Web, news: Site) -> None:
    news.answers["/"] = page()
    web.network.names["news.test"] = [["127.0.0.1", "fd00::1", NEWS]]
    web.get("http://news.test/")
    assert web.called == [(NEWS, 80)]


def test_dns_rebinding_has_no_effect(web: Web, news: Site, failures: Failures) -> None:
    news.answers["/"] = page()
    web.network.names["news.test"] = [[NEWS], ["127.0.0.1"]]
    assert web.get("http://news.test/").raw == b"<p>News."
    assert (web.network.resolved, web.called) == (["news.test"], [(NEWS, 80)])

    web.network.names["news.test"] = [[NEWS], ["127.0.0.1"]]
    news.answers["/"] = redirect("/again")
    web.called.clear()
    assert "127.0.0.1" in str(failures.fetch(web, "http://news.test/"))
    assert web.called == [(NEWS, 80)]


def test_private_hosts_are_fetched_only_with_allow_private() -> None:
    site = Site()
    try:
        site.answers |= {"/": redirect("/x"), "/x": page()}
        url = f"http://127.0.0.1:{site.port}/"
        with pytest.raises(RefusedError):
            get(url, PATIENT, Network({}))
        assert site.requests == []
        assert get(url, Limits(allow_private=True), Network({})).url == f"{url}x"
    finally:
        site.stop()


def reset(connection: socket.socket) -> None:
    """Send a part of a page, then reset the connection."""
    connection.sendall(page("x" * 9000)[:1000])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def endless(chunk: bytes, *, first: bytes = b"") -> Callable[[socket.socket], None]:
    """Return an answer that repeats a chunk until the client disconnects."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(chunk * 100)

    return answer


def bomb(megabytes: int) -> bytes:
    """Return megabytes of zeros, compressed."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(compressor.compress(bytes(1_000_000)) for _ in range(megabytes)) + compressor.flush()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIP = "Content-Encoding: gzip"
NEWS_GZ = gzip.compress(b"<p>News." * 1000, mtime=0)

LYING_ANSWERS: dict[str, tuple[Answer, str]] = {
    "a bomb": (page(bomb(20), GZIP), "larger than 10 MB"),
    "gzip in gzip, declared": (page(gzip.compress(NEWS_GZ), "Content-Encoding: gzip, gzip"), "compressed in a way"),
    "gzip in gzip, not declared": (page(gzip.compress(NEWS_GZ), GZIP), "not text"),
    "a compression that was not requested": (page("x", "Content-Encoding: br"), "compressed in a way"),
    "gzip that is none": (page("<p>News.", GZIP), "cannot be decompressed"),
    "gzip that is spoiled": (page(NEWS_GZ[:30] + b"spoiled" + NEWS_GZ[37:], GZIP), "cannot be decompressed"),
    "gzip that breaks off": (page(NEWS_GZ[:-12], GZIP), "broke off"),
    "empty gzip members": (
        endless(gzip.compress(b""), first=HEAD + b"Content-Encoding: gzip\r\n\r\n"),
        "larger",
    ),
    "for ever": (endless(b"news ", first=HEAD + b"\r\n"), "larger than 10 MB"),
    "in chunks for ever": (endless(b"1000\r\n" + b"x" * 4096 + b"\r\n", first=CHUNKED), "larger than 10 MB"),
    "in tiny chunks for ever": (endless(b"1\r\nx\r\n", first=CHUNKED), "longer than 0.3 seconds"),
    "a length that is too large to begin with": (page("", "Content-Length: 99999999999"), "larger than 10 MB"),
    "a length that is too long": (page("<p>", "Content-Length: 99"), "broke off"),
    "two lengths": (page("<p>", "Content-Length: 3", "Content-Length: 9"), "not answer as a web server"),
    "chunks that are none": (page("zz\r\nxx", "Transfer-Encoding: chunked"), "broke off"),
    "chunks that break off": (page("5\r\nnews \r\n9\r\nx", "Transfer-Encoding: chunked"), "broke off"),
    "chunks without an end": (page("5\r\nnews \r\n", "Transfer-Encoding: chunked"), "broke off"),
    "a chunk of negative length": (page("-5\r\nnews \r\n", "Transfer-Encoding: chunked"), "broke off"),
    "headers for ever": (endless(b"X: y\r\n", first=HEAD), "not answer as a web server"),
    "a huge header": (endless(b"x" * 100, first=HEAD + b"X: "), "not answer as a web server"),
    "a huge first line": (endless(b"x" * 100), "not answer as a web server"),
    "to be continued, for ever": (endless(b"HTTP/1.1 100 Continue\r\n\r\n"), "longer than 0.3 seconds"),
    "torn": (reset, "closed the connection"),
    "nothing": (b"", "closed the connection"),
    "another protocol": (b"220 mail.test ESMTP\r\n", "not answer as a web server"),
    "no protocol": (b"<html><p>News.", "not answer as a web server"),
    "half a header": (b"HTTP/1.1 200 OK\r\nContent-Ty", "the page is empty"),
    "blanks": (page(" \r\n"), "the page is empty"),
    "no number": (b"HTTP/1.1 abc OK\r\n\r\n", "not answer as a web server"),
    "a number too small": (b"HTTP/1.1 42 OK\r\n\r\n", "not answer as a web server"),
    "hints first": (b"HTTP/1.1 103 Early Hints\r\n\r\n" + page(), "gives no page (103)"),
}


@pytest.mark.parametrize("name", LYING_ANSWERS)
def test_a_lying_server_is_an_error(web: Web, news: Site, failures: Failures, name: str) -> None:
    answer, message = LYING_ANSWERS[name]
    news.answers["/"] = answer
    limits = HURRIED if "0.3" in message else PATIENT
    assert message in str(failures.fetch(web, "http://news.test/", limits))


def test_an_invalid_content_length_is_ignored(web: Web, news: Site) -> None:
    for number, length in enumerate(("-1", "x", "", "9, 9")):
        news.answers[f"/{number}"] = page("<p>News.\n", f"Content-Length: {length}")
        assert web.get(f"http://news.test/{number}").raw == b"<p>News.\n"
    news.answers["/short"] = page("<p>News.", "Content-Length: 3")
    assert web.get("http://news.test/short").raw == b"<p>"


def test_a_wrong_charset_is_returned_with_the_bytes_as_they_came(web: Web, news: Site) -> None:
    news.answers["/"] = page("<p>Züge".encode(), kind="text/html; charset=us-ascii")
    got = web.get("http://news.test/")
    assert (got.charset, got.raw.decode()) == ("us-ascii", "<p>Züge")


SLOW: dict[str, Sequence[bytes]] = {
    "silence": [],
    "the first line": [bytes([byte]) for byte in HEAD * 9],
    "the headers": [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 99],
    "the page": [HEAD + b"\r\n", *[b"x"] * 99],
    "the page, then silence": [page("x" * 99)[:-9]],
    "the chunks": [CHUNKED, *[b"1\r\nx\r\n"] * 99],
    "the length of a chunk": [CHUNKED, *[b"0"] * 99],
    "what follows the last chunk": [CHUNKED, b"1\r\nx\r\n0\r\n", *[b"X: y\r\n"] * 99],
    "a compressed page": [HEAD + b"Content-Encoding: gzip\r\n\r\n", *[bytes([byte]) for byte in NEWS_GZ]],
    "empty gzip members": [HEAD + b"Content-Encoding: gzip\r\n\r\n", *[gzip.compress(b"")] * 99],
}


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_server_is_abandoned_at_the_deadline(web: Web, news: Site, failures: Failures, name: str) -> None:
    news.answers["/"] = news.slowly(SLOW[name])
    error = failures.fetch(web, "http://news.test/", HURRIED)
    assert isinstance(error, UnreachableError)
    assert str(error) == "http://news.test/: it took longer than 0.3 seconds"
    assert error.hint == "--timeout allows more."
    assert not news.finished_slow_answers


def test_all_redirects_share_one_deadline(web: Web, news: Site, failures: Failures) -> None:
    for number in range(9):
        response = redirect(f"/{number + 1}")
        news.answers[f"/{number}"] = news.slowly([response[n : n + 4] for n in range(0, len(response), 4)])
    assert "longer than 0.3 seconds" in str(failures.fetch(web, "http://news.test/0", HURRIED))
    assert not news.finished_slow_answers


def test_a_look_up_that_never_ends_is_abandoned(web: Web, news: Site, failures: Failures) -> None:
    web.network.resolve = lambda _: news.over.wait(HOLD) and []  # type: ignore[assignment, method-assign, return-value]
    assert "longer than 0.3 seconds" in str(failures.fetch(web, "http://news.test/", HURRIED))
    assert not news.finished_slow_answers


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.binary(max_size=40) | st.just(b"HTTP/1.1 200 OK\r\n") | st.just(b"HTTP/1.1 302 Found\r\n"),
    headers=st.lists(
        st.tuples(
            st.sampled_from(
                ["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Location", "X"]
            ),
            st.binary(max_size=30) | st.sampled_from([b"gzip", b"chunked", b"text/html", b"9"]),
        ),
        max_size=5,
    ),
    body=st.binary(max_size=60),
)
def test_every_response_is_a_page_or_a_clipper_error(
    web: Web, news: Site, head: bytes, headers: list[tuple[str, bytes]], body: bytes
) -> None:
    lines = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers)
    news.answers["/"] = head + lines + b"\r\n" + body
    try:
        assert isinstance(web.get("http://news.test/").raw, bytes)
    except ClipperError as error:
        assert is_safe(str(error) + error.hint)
        assert "\n" not in str(error)


CHILD = """
import sys
from clipper.errors import RefusedError
from clipper.system.fetch import Limits
from clipper.system.fetch.fetch import get, open_network
try:
    get(sys.argv[1], Limits(allow_private=True), open_network({}))
except RefusedError as error:
    print(error)
"""


def test_a_bomb_takes_no_memory(figure: Figure) -> None:
    site = Site()
    try:
        site.answers["/"] = page(bomb(200), GZIP)
        bombed = measure_command([sys.executable, "-c", CHILD, f"http://127.0.0.1:{site.port}/"])
    finally:
        site.stop()
    assert bombed.ran.out.endswith(": it is larger than 10 MB\n"), bombed.ran.err
    assert bombed.megabytes < 80
    figure("F1", cases=1, connections_to_non_public=0, most_megabytes=bombed.megabytes, most_seconds=0)
