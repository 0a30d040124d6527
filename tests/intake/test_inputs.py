"""An input is a text or a page by its content, and its size is limited."""

from pathlib import Path

import pytest

from clipper.cli.session import Session
from clipper.errors import NotFoundError, RefusedError, UsageError
from clipper.intake.inputs import gather_inputs
from clipper.system.fetch import Limits
from tests.conftest import FakeSystem

PAGE = b"<!doctype html><html><p>x</p></html>"
LIMITS = Limits(max_size=1_000)


@pytest.mark.parametrize(
    ("raw", "html", "kind"),
    [
        (PAGE, False, "page"),
        (b"A text.\n", False, "text"),
        (b"<p>A piece</p>", False, "text"),
        (b"<p>A piece</p>", True, "page"),
        (b"", False, "text"),
    ],
)
def test_an_input_is_a_page_by_its_bytes_or_because_the_user_says_so(
    system: FakeSystem, raw: bytes, html: bool, kind: str
) -> None:
    (system.cwd / "a").write_bytes(raw)
    (item,), failed = gather_inputs(system, Session(system).progress, ["a"], LIMITS, html=html)
    assert (item.name, item.raw, item.kind, item.url, item.encoding) == ("a", raw, kind, "", "")
    assert failed == []


@pytest.mark.parametrize(
    ("name", "error"), [("gone", NotFoundError), (".", UsageError), ("", UsageError), ("large", RefusedError)]
)
def test_an_input_that_cannot_be_read_raises_an_error(system: FakeSystem, name: str, error: type[Exception]) -> None:
    (system.cwd / "good").write_bytes(PAGE)
    (system.cwd / "large").write_bytes(b"a" * 1_001)
    with pytest.raises(error):
        gather_inputs(system, Session(system).progress, ["good", name], LIMITS)


def test_a_file_keeps_its_place(system: FakeSystem, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (system.cwd / name).write_bytes(name.encode())
    (tmp_path / "three").write_bytes(b"three")
    inputs, _ = gather_inputs(system, Session(system).progress, ["two", str(tmp_path / "three"), "one"], LIMITS)
    assert [item.raw for item in inputs] == [b"two", b"three", b"one"]
