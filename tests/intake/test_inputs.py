"""An input is a text or a page by its content, and its size is limited."""

from pathlib import Path

import pytest

from clipper.cli.session import Session
from clipper.errors import NotFoundError, RefusedError, UsageError
from clipper.intake.inputs import gather_inputs, read_addresses
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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("https://e.example/1 | One - The Paper", ["https://e.example/1"]),
        ("https://e.example/1\tOne", ["https://e.example/1"]),
        ("One https://e.example/1", ["https://e.example/1"]),
        ("- [One (1)](https://e.example/a_(b)?c=d)", ["https://e.example/a_(b)?c=d"]),
        ("[One](<https://e.example/1> 'title')", ["https://e.example/1"]),
        ("<https://e.example/1>", ["https://e.example/1"]),
        ("HTTPS://e.example/1", ["HTTPS://e.example/1"]),
        ("https://e.example/1 https://e.example/2", ["https://e.example/1", "https://e.example/2"]),
        ("https://e.example/1 # a comment", ["https://e.example/1"]),
        ("# https://e.example/1", []),
    ],
)
def test_a_line_of_a_list_may_have_a_title_too(line: str, expected: list[str], system: FakeSystem) -> None:
    (system.cwd / "list.txt").write_text(f"{line}\n")
    assert read_addresses("list.txt", system, 1000) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pocket.csv", "title,url,time_added,tags,status\nOne,https://e.example/1,1,,unread\n"),
        ("pins.json", '[{"href": "https://e.example/", "description": "d", "time": "", "toread": "no"}]'),
        ("bookmarks.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://e.example/3'>Three</A></DL>"),
        ("notes.enex", "<?xml version='1.0'?><en-export><note/></en-export>"),
    ],
)
def test_the_export_of_a_service_is_no_text(name: str, content: str, system: FakeSystem) -> None:
    (system.cwd / name).write_text(content)
    with pytest.raises(RefusedError, match="not a text"):
        gather_inputs(system, Session(system).progress, [name], LIMITS)


@pytest.mark.parametrize(
    "content", ["[1] A text.\n", '{"a": 1} it says.\n', "An url, and a text.\n", "---\ntitle: url, x\n---\n"]
)
def test_a_text_that_begins_like_an_export_is_a_text(content: str, system: FakeSystem) -> None:
    (system.cwd / "a.txt").write_text(content)
    assert [item.kind for item in gather_inputs(system, Session(system).progress, ["a.txt"], LIMITS)[0]] == ["text"]
