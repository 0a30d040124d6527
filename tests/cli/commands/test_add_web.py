"""`clipper add` with addresses: pages are fetched, read and kept, and what fails can be given again."""

import hashlib
from pathlib import Path

import pytest

from clipper.errors import NotFoundError, UnreachableError
from clipper.system.fetch import FetchedPage
from tests.cli.commands.pages import LONG, PAGES, TALKS, TIDES, page
from tests.cli.conftest import Run
from tests.conftest import FakeSystem


@pytest.fixture(autouse=True)
def _web(archive: Path, system: FakeSystem) -> None:  # noqa: ARG001 - it is where the clips go
    """Let every test find the small archive, and two pages."""
    system.web = {**PAGES}


def test_pages_are_fetched_and_kept_in_the_order_in_which_they_are_named(run: Run, archive: Path) -> None:
    ran = run("add", TIDES, TALKS, "-t", "sea")
    assert [line.split("\t")[1:5] for line in ran.out.splitlines()] == [
        ["2026-03-04", "The Example", "High tides", "sea"],
        ["2026-03-04", "The Example", "Talks end", "sea"],
    ]
    content = (archive / "2026/2026-03-04-the-example-talks-end.md").read_text()
    assert "url: https://news.example.com/talks\n" in content
    assert "author:\n- Jane Doe\n" in content
    again = run("add", TIDES)
    assert (again.status, "this is kept already" in again.err) == (1, True)


def test_what_fails_is_told_and_can_be_given_again(run: Run, system: FakeSystem, tmp_path: Path) -> None:
    gone, slow, empty = (f"https://example.net/{word}" for word in ("gone", "slow", "empty"))
    system.web |= {
        gone: NotFoundError("there is no such page (404)"),
        slow: UnreachableError("it took longer than 15 seconds"),
        empty: FetchedPage(empty, empty, b"<!doctype html><html><body></body></html>"),
    }
    listed = tmp_path / "list.txt"
    listed.write_text(f"# mine\n{gone}\n{TALKS} # to read\n\n{empty}\n{slow}\n")
    ran = run("add", "--list", "list.txt", "--failed", "again.txt")
    assert ran.out.count("\n") == 1
    assert ran.status in {1, 75}
    assert "there is no such page" in ran.err
    assert "1 of 4 done" in ran.err
    assert (tmp_path / "again.txt").read_text().splitlines() == [gone, slow, empty]
    system.web[slow] = page(slow, "Found after all", LONG.replace("envoys", "fishers"))
    second = run("add", "--list", "-", "--failed", "again.txt", stdin=f"{slow}\n")
    assert (second.status, (tmp_path / "again.txt").read_text()) == (0, "")


def test_the_limits_are_those_of_the_options(run: Run, system: FakeSystem) -> None:
    run("add", TALKS, "--timeout", "3", "--max-size", "2", "--allow-private", "--dry-run")
    limits = system.limits
    assert limits is not None
    assert (limits.timeout, limits.max_size, limits.allow_private) == (3, 2_000_000, True)


def test_evidence_is_written_when_it_is_asked_for(run: Run, archive: Path) -> None:
    run("add", TALKS, "--evidence", "--quiet")
    content = (archive / "2026/2026-03-04-the-example-talks-end.md").read_text()
    header, _, body = content.partition("---\n\n")
    assert f"url-asked: {TALKS}\n" in header
    assert f"sha256: {hashlib.sha256(body.encode()).hexdigest()}\n" in header
    assert "changed-text" not in run("check").out
    (archive / "2026/2026-03-04-the-example-talks-end.md").write_text(content.replace("third", "fourth"))
    assert "changed-text" in run("check").out
    (archive / ".clipper.toml").write_text("[add]\nevidence = true\n")
    run("add", TIDES, "--quiet")
    assert "sha256: " in (archive / "2026/2026-03-04-the-example-high-tides.md").read_text()


SELECTED = b"""<meta charset='utf-8'><article data-clipper="1" data-title="Talks end" data-url="https://news.example.com/talks"
data-source="The Example" data-date="2026-03-04T10:00:00+01:00" data-author="Jane Doe"><p>The envoys <b>met</b>.</p>
<p>They <a href="https://news.example.com/more">left</a>.</p></article>"""


def test_what_was_copied_is_kept_with_what_the_bookmarklet_says_of_it(
    run: Run, system: FakeSystem, archive: Path
) -> None:
    system.copied = {"text/html": SELECTED, "text/plain": b"The envoys met."}
    assert run("add", "--clipboard", "-t", "x").out.split("\t")[1:5] == [
        "2026-03-04T10:00:00+01:00",
        "The Example",
        "Talks end",
        "x",
    ]
    content = (archive / "2026/2026-03-04-the-example-talks-end.md").read_text()
    assert content.endswith("\n\nThe envoys **met**.\n\nThey [left](https://news.example.com/more).\n")
    system.copied = {"text/plain": b"date 2026-03-05 [Source: Reuters]\nTitle: By hand\n\nA text.\n"}
    assert run("add", "--clipboard").out.split("\t")[1:4] == ["2026-03-05", "Reuters", "By hand"]
    system.copied = {}
    assert run("add", "--clipboard").err == "clipper: the clipboard holds no text\n"
    system.copied = {"text/html": b"<p> </p>"}
    assert "the clipboard: it holds no text" in run("add", "--clipboard").err
