"""Pages over a secured line: the host proves who it is, and the way does not become less safe."""

import pytest

from clipper.errors import RefusedError, UnreachableError
from clipper.system.fetch.network import Network
from tests.system.fetch.conftest import DATA, HURRIED, OTHER, Site, Web, leading_to, page


@pytest.fixture
def secured(web: Web) -> Site:
    """Return the secured server of `news.test`, whose word the test's network takes."""
    return web.site(port=443, secured="news")


def test_a_host_proves_who_it_is_by_its_name_though_it_is_called_by_its_address(web: Web, secured: Site) -> None:
    secured.answers["/"] = page()
    assert web.get("https://news.test/").raw == b"<p>News."
    assert "\r\nHost: news.test\r\n" in secured.requests[0]


def test_a_host_whose_word_nobody_vouches_for_is_refused(
    web: Web, secured: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    secured.answers["/"] = page()
    monkeypatch.setattr(web.by, "trust", Network({}).trust)
    with pytest.raises(RefusedError) as refused:
        web.get("https://news.test/")
    said = "https://news.test/: the host cannot prove that it is the one (self-signed certificate)"
    assert str(refused.value) == said
    assert refused.value.hint == "Save the page in the browser, and add the file."
    assert secured.requests == []


@pytest.mark.parametrize(
    ("host", "certificate", "said"),
    [
        ("other.test", "news", "Hostname mismatch, certificate is not valid for 'other.test'"),
        ("news.test", "expired", "certificate has expired"),
    ],
)
def test_a_host_that_is_another_or_was_one_once_is_refused(web: Web, host: str, certificate: str, said: str) -> None:
    site = web.site(host, port=443, secured=certificate)
    web.by.trust.load_verify_locations(DATA / f"{certificate}.pem")
    with pytest.raises(RefusedError) as refused:
        web.get(f"https://{host}/")
    assert f"({said})" in str(refused.value)
    assert site.requests == []


def test_the_way_may_become_safer_but_not_less_safe(web: Web, secured: Site) -> None:
    plain = web.site("plain.test", OTHER)
    plain.answers |= {"/up": leading_to("https://news.test/"), "/": page("<p>Plain.")}
    secured.answers |= {"/": page(), "/down": leading_to("http://plain.test/")}
    assert web.get("http://plain.test/up").url == "https://news.test/"
    with pytest.raises(RefusedError) as refused:
        web.get("https://news.test/down")
    assert str(refused.value) == (
        "https://news.test/down leads on to http://plain.test/: that is not secured, "
        "and anybody on the way could change it"
    )
    assert refused.value.hint == "If you want it all the same, give that address."
    assert plain.paths == ["/up"]


def test_a_host_that_is_not_secured_at_all_is_told(web: Web) -> None:
    web.site(port=443).greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    with pytest.raises(UnreachableError) as failed:
        web.get("https://news.test/")
    assert str(failed.value) == "https://news.test/: no secured connection came about"


def test_who_drips_over_a_secured_line_is_left(web: Web, secured: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    web.site("silent.test", OTHER, 443)  # not secured, it waits for a question in its own language
    secured.answers |= {
        "/headers": secured.slowly([head, *[b"X: y\r\n"] * 99]),
        "/page": secured.slowly([head + b"\r\n", *[b"x"] * 99]),
    }
    for url in ("https://news.test/headers", "https://news.test/page", "https://silent.test/"):
        with pytest.raises(UnreachableError, match=r"it took longer than 0\.3 seconds"):
            web.get(url, HURRIED)
        assert not secured.held_out, url
