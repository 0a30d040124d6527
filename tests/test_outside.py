"""The door to the network, as it is when nobody is put in its place."""

from clipper.fetch import Failed, Fetched, Limits
from clipper.outside import Outside
from tests.fetch.conftest import Site, page


def test_pages_come_from_the_network_and_only_from_the_public_one() -> None:
    site = Site()
    site.answers["/"] = page()
    url = f"http://127.0.0.1:{site.port}/"
    try:
        (opened,) = Outside().fetch([url], Limits(allow_private=True), lambda _: None)
        (closed,) = Outside().fetch([url], Limits(), lambda _: None)
    finally:
        site.stop()
    assert isinstance(opened, Fetched)
    assert opened.raw == b"<p>News."
    assert isinstance(closed, Failed)
    assert site.paths == ["/"]
