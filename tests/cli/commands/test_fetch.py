"""`clipper fetch`: bookmarks get the text of their pages."""

from pathlib import Path

import pytest

from clipper.errors import NotFoundError
from tests.cli.commands.pages import PAGES, TALKS, TIDES
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip


@pytest.fixture(autouse=True)
def _web(archive: Path, system: FakeSystem) -> None:  # noqa: ARG001 - it is where the clips go
    """Let every test find the small archive, and two pages."""
    system.web = {**PAGES}


NAMED = ", ".join(["“https://news.example.com/talks”"] * 3)
BOOKMARK = """\
---
title: https://news.example.com/talks
url: https://news.example.com/talks?utm_source=mail
tags:
- mine # by hand
- to-fetch
clipped: 2020-01-02T03:04:05+00:00
---

## Note

Read this again.
"""


def test_a_bookmark_gets_the_text_of_its_page_and_keeps_its_own(run: Run, write_clip: WriteClip) -> None:
    file = write_clip("a.md", BOOKMARK)
    assert "Fetched the text of “https://news.example.com/talks”." in run("fetch", "tag:to-fetch").err
    filled = file.read_text()
    assert filled.startswith("---\ntitle: Talks end\nurl: https://news.example.com/talks?utm_source=mail\n")
    assert "- mine # by hand\nclipped: 2020-01-02T03:04:05+00:00\n" in filled
    assert "date: 2026-03-04\n" in filled
    assert "\n---\n\nThe envoys met" in filled
    assert filled.endswith("5.\n\n## Note\n\nRead this again.\n")
    assert "this parenthesis is not closed" in run("fetch", "(x").err
    assert run("fetch", "mine").err == "No clip that matches waits for its text.\n"
    run("undo")
    assert file.read_text() == BOOKMARK


def test_a_bookmark_whose_page_is_gone_stays_as_it_is(run: Run, system: FakeSystem, write_clip: WriteClip) -> None:
    gone = "https://example.net/gone"
    system.web[gone] = NotFoundError("there is no such page (404)")
    file = write_clip("a.md", BOOKMARK.replace(TALKS, gone))
    write_clip("b.md", BOOKMARK)
    ran = run("fetch", "tag:to-fetch", "--evidence")
    assert (ran.status, "1 of 2 done" in ran.err, file.read_text()) == (1, True, BOOKMARK.replace(TALKS, gone))
    assert run("list", "tag:to-fetch", "--format", "{path}").out == "a.md\n"
    assert run("list", "has:sha256", "--format", "{path}").out == "b.md\n"


def test_the_addresses_that_gave_no_text_are_written_into_a_file(
    run: Run, system: FakeSystem, write_clip: WriteClip, tmp_path: Path
) -> None:
    gone = "https://example.net/gone"
    system.web[gone] = NotFoundError("there is no such page (404)")
    write_clip("a.md", BOOKMARK.replace(TALKS, gone))
    assert run("fetch", "tag:to-fetch", "--failed", "again.txt").status == 1
    assert (tmp_path / "again.txt").read_text() == f"{gone}\n"
    ran = run("fetch", "tag:to-fetch", "--failed", str(tmp_path))
    assert (ran.status, ran.err) == (74, f"clipper: {tmp_path} cannot be written: is a directory\n")


def test_a_query_that_no_clip_matches_is_shown_as_elsewhere(run: Run, write_clip: WriteClip) -> None:
    write_clip("a.md", BOOKMARK)
    assert run("fetch", "zzz").err.startswith("No clip matches zzz")


def test_a_dry_run_fetches_and_changes_nothing(run: Run, write_clip: WriteClip) -> None:
    file = write_clip("a.md", BOOKMARK)
    ran = run("fetch", "tag:to-fetch", "--dry-run")
    assert (ran.status, ran.err, file.read_text()) == (
        0,
        "Would fetch the text of “https://news.example.com/talks”.\n",
        BOOKMARK,
    )
    assert ran.out.endswith("\ta.md\n")


def test_the_limits_are_those_of_the_options(run: Run, system: FakeSystem, write_clip: WriteClip) -> None:
    write_clip("a.md", BOOKMARK)
    run("fetch", "tag:to-fetch", "--timeout", "3", "--max-size", "2", "--allow-private", "--quiet")
    limits = system.limits
    assert (limits.timeout, limits.max_size, limits.allow_private) == (3, 2_000_000, True)


def test_many_bookmarks_are_asked_about_before_anything_is_fetched(
    run: Run, system: FakeSystem, write_clip: WriteClip
) -> None:
    for number in range(20):
        write_clip(f"{number}.md", BOOKMARK.replace(TALKS, TIDES))
    pages, system.web = system.web, {}
    ran = run("fetch", "tag:to-fetch")
    assert (ran.status, ran.err) == (1, "clipper: the texts of 20 clips would be fetched. --yes fetches them.\n")
    ran = run("fetch", "tag:to-fetch", stdin="n\n", terminal=True)
    assert (ran.status, "Fetch the texts of 20 clips? [y/N]:" in ran.err) == (1, True)
    assert ran.err.endswith("clipper: nothing was fetched\n")
    system.web = pages
    assert (
        run("fetch", "tag:to-fetch", "--yes").err
        == f"Fetched the text of 20 clips: {NAMED} and 17 more. `clipper undo` takes it back.\n"
    )


def test_the_old_option_of_add_does_the_same_and_names_the_verb(run: Run, write_clip: WriteClip) -> None:
    file = write_clip("a.md", BOOKMARK)
    for number in range(20):
        write_clip(f"{number}.md", BOOKMARK)
    ran = run("add", "--fetch", "tag:to-fetch")
    assert ran.err == (
        "`clipper add --fetch` is `clipper fetch` now, and goes away with the next release.\n"
        f"Fetched the text of 21 clips: {NAMED} and 18 more. `clipper undo` takes it back.\n"
    )
    assert "\n---\n\nThe envoys met" in file.read_text()
    assert run("add", "--fetch", "mine", "--quiet").err == ""
    assert "--fetch" not in run("add", "--help").out
