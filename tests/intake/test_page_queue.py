"""The pages among the inputs are read in subprocesses, in their order, a few at once."""

import os
from typing import Any

import pytest

from clipper.errors import RefusedError, UsageError
from clipper.intake.inputs import Input
from clipper.intake.page import PageReading
from clipper.intake.page_queue import PageQueue

WALL = b"<html><p>We value your privacy. Our 9 partners use cookies and similar. Accept all.</p></html>"


def page(title: str) -> Input:
    text = "A sentence of an article that is long enough to be one. " * 10
    return Input(title, f"<html><title>{title}</title><article><p>{text}</p></article>".encode(), "page")


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the ids of the subprocesses that the test forks; other tests may have left children of their own."""
    ids: list[int] = []
    fork = os.fork

    def recorded_fork() -> int:
        if number := fork():
            ids.append(number)
        return number

    monkeypatch.setattr(os, "fork", recorded_fork)
    return ids


def is_reaped(number: int) -> bool:
    try:
        os.waitpid(number, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_pages_come_in_their_order_and_one_without_an_article_stops_no_other(forked: list[int]) -> None:
    inputs = [page("One"), Input("text", b"A text."), Input("wall", WALL, "page"), page("Two"), page("Three")]
    with PageQueue(inputs) as pages:
        assert pages.next().clip.title == "One"
        with pytest.raises(RefusedError, match="consent"):
            pages.next()
        assert [pages.next().clip.title for _ in range(2)] == ["Two", "Three"]
    assert len(forked) == 4
    assert all(map(is_reaped, forked))


def test_only_a_few_subprocesses_run_at_once_and_none_is_left(
    forked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bytes] = []
    before = PageReading.__init__

    def begin(self: PageReading, raw: bytes, **named: Any) -> None:
        begun.append(raw)
        before(self, raw, **named)

    monkeypatch.setattr(PageReading, "__init__", begin)
    with PageQueue([page(str(number)) for number in range(5)]) as pages:
        assert len(begun) == 2
        pages.next()
        assert len(begun) == 3
    assert len(forked) == 3
    assert all(map(is_reaped, forked))


def test_the_address_of_a_page_comes_before_the_one_for_all() -> None:
    own = Input("a", page("One").raw, "page", url="https://own.example/a")
    with PageQueue([own, page("Two")], url="https://all.example/b") as pages:
        assert [pages.next().clip.url for _ in range(2)] == ["https://own.example/a", "https://all.example/b"]


def test_an_unknown_encoding_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="“klingon” is not an encoding"):
        PageQueue([page("One")], encoding="klingon")
