"""HTTPS: certificates are checked, and no redirect leads back to HTTP."""

import pytest

from clipper.errors import RefusedError, UnreachableError
from clipper.system.fetch.network import Network
from tests.system.fetch.conftest import DATA, HURRIED, OTHER, Site, Web, page, redirect


@pytest.fixture
def https_site(web: Web) -> Site:
    """Return the HTTPS server of `news.test`, whose certificate the network of the test trusts."""
    return web.site(port=443, certificate="news")


def test_a_certificate_is_checked_against_the_host_name(web: Web, https_site: Site) -> None:
    https_site.answers["/"] = page()
    assert web.get("https://news.test/").raw == b"<p>News."
    assert "\r\nHost: news.test\r\n" in https_site.requests[0]


def test_an_untrusted_certificate_is_refused(web: Web, https_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    https_site.answers["/"] = page()
    monkeypatch.setattr(web.network, "ssl_context", Network({}).ssl_context)
    with pytest.raises(RefusedError) as refused:
        web.get("https://news.test/")
    message = "https://news.test/: the host cannot prove its identity (self-signed certificate)"
    assert str(refused.value) == message
    assert refused.value.hint == "Save the page in the browser, and add the file."
    assert https_site.requests == []


@pytest.mark.parametrize(
    ("host", "certificate", "message"),
    [
        ("other.test", "news", "Hostname mismatch, certificate is not valid for 'other.test'"),
        ("news.test", "expired", "certificate has expired"),
    ],
)
def test_a_wrong_or_expired_certificate_is_refused(web: Web, host: str, certificate: str, message: str) -> None:
    site = web.site(host, port=443, certificate=certificate)
    web.network.ssl_context.load_verify_locations(DATA / f"{certificate}.pem")
    with pytest.raises(RefusedError) as refused:
        web.get(f"https://{host}/")
    assert f"({message})" in str(refused.value)
    assert site.requests == []


def test_a_redirect_may_lead_to_https_but_not_away_from_it(web: Web, https_site: Site) -> None:
    plain = web.site("plain.test", OTHER)
    plain.answers |= {"/up": redirect("https://news.test/"), "/": page("<p>Plain.")}
    https_site.answers |= {"/": page(), "/down": redirect("http://plain.test/")}
    assert web.get("http://plain.test/up").url == "https://news.test/"
    with pytest.raises(RefusedError) as refused:
        web.get("https://news.test/down")
    assert str(refused.value) == (
        "https://news.test/down redirects to http://plain.test/: that is not encrypted, "
        "and anybody on the way could change it"
    )
    assert refused.value.hint == "If you want it anyway, give that address."
    assert plain.paths == ["/up"]


def test_a_host_without_tls_is_an_error(web: Web) -> None:
    web.site(port=443).greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    with pytest.raises(UnreachableError) as failed:
        web.get("https://news.test/")
    assert str(failed.value) == "https://news.test/: no secure connection could be made"


def test_a_slow_https_server_is_abandoned_at_the_deadline(web: Web, https_site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    web.site("silent.test", OTHER, 443)  # no TLS: it waits for an HTTP request
    https_site.answers |= {
        "/headers": https_site.slowly([head, *[b"X: y\r\n"] * 99]),
        "/page": https_site.slowly([head + b"\r\n", *[b"x"] * 99]),
    }
    for url in ("https://news.test/headers", "https://news.test/page", "https://silent.test/"):
        with pytest.raises(UnreachableError, match=r"it took longer than 0\.3 seconds"):
            web.get(url, HURRIED)
        assert not https_site.finished_slow_answers, url
