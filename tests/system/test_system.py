"""The real system: pages are fetched from the network, and only from public hosts."""

from clipper.system.fetch import FailedFetch, FetchedPage, Limits
from clipper.system.system import System
from tests.system.fetch.conftest import Site, page


def test_pages_are_fetched_and_only_from_public_hosts() -> None:
    site = Site()
    site.answers["/"] = page()
    url = f"http://127.0.0.1:{site.port}/"
    try:
        (fetched,) = System().fetch([url], Limits(allow_private=True), lambda _: None)
        (refused,) = System().fetch([url], Limits(), lambda _: None)
    finally:
        site.stop()
    assert isinstance(fetched, FetchedPage)
    assert fetched.raw == b"<p>News."
    assert isinstance(refused, FailedFetch)
    assert site.paths == ["/"]
