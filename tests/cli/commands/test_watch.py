"""`clipper watch` and its second words, as they are typed."""

import datetime as dt
import json
from pathlib import Path

import pytest

from clipper.errors import RefusedError, UnreachableError
from clipper.system.fetch import FetchedFeed
from clipper.system.fetch.response_errors import GoneError
from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.intake.feeds.feeds import ADDRESS, item, rss

STRIKE = item(guid="1", link="https://news.example/strike", pubDate="Fri, 20 Nov 2026 10:00:00 +0100")
TIDES = item("Tides rise", guid="2", link="https://news.example/tides")
PAGE = b"<!doctype html><link rel=alternate type=application/rss+xml href=/rss><p>Hi"


@pytest.fixture(autouse=True)
def _feeds(clips: Path, system: FakeSystem) -> None:  # noqa: ARG001 - it is where the clips go
    """Let every test find an archive, and one feed."""
    system.feeds = {ADDRESS: FetchedFeed(ADDRESS, ADDRESS, rss(STRIKE, TIDES))}


def test_a_feed_is_added_asked_listed_and_removed(run: Run, clips: Path) -> None:
    added = run("watch", "add", ADDRESS, "harbour", "OR", "x", "-t", "ports")
    assert added == (
        0, "", "Watching “Daily Example”. It has 2 pieces now. `clipper watch` keeps those that match.\n"
    )  # fmt: skip
    written = (clips / ".clipper.toml").read_text()
    assert (
        '"Daily Example" = {url = "https://news.example/feed.xml", query = "harbour OR x", tags = ["ports"]}' in written
    )

    asked = run("watch")
    assert asked.out.split("\t")[1:4] == ["2026-11-20T10:00:00+01:00", "Daily Example", "Harbour strike ends"]
    assert asked.err == "1 clip kept, 1 feed asked.\n"
    assert run("watch").err == "0 clips kept, 0 feeds asked, 1 not due, the next 10:30.\n"
    listed = run("watch", "list").out
    assert listed == f"Daily Example\t2026-11-22T10:15:00+00:00\t1\t\t\tharbour OR x\t{ADDRESS}\n"

    assert "is not watched any more" in run("watch", "remove", "daily example").err
    assert run("watch", "list") == (0, "", "")
    run("undo")
    assert run("watch", "list").out == listed


def test_a_round_is_taken_back_by_one_undo_and_does_not_come_again(run: Run) -> None:
    run("watch", "add", ADDRESS)
    assert run("watch").out.count("\n") == 2
    assert "2 removed" in run("undo").err
    assert run("watch", "Daily Example").err == "0 clips kept, 1 feed asked.\n"


def test_a_page_is_no_feed_and_the_feed_that_it_names_is_told(run: Run, system: FakeSystem) -> None:
    system.feeds[ADDRESS] = FetchedFeed(ADDRESS, ADDRESS, PAGE)
    ran = run("watch", "add", ADDRESS)
    assert (ran.status, ran.err) == (
        1, f"clipper: {ADDRESS}: it is a web page, not a feed. It names a feed: https://news.example/rss\n"
    )  # fmt: skip
    assert run("watch", "list").out == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add", ADDRESS, "--name", "Other"], "this feed is watched already, as “Daily Example”"),
        (["add", ADDRESS.replace("https", "http") + "/"], "this feed is watched already"),
        (["add", "https://o.example", "--name", "daily EXAMPLE"], "another feed is called “Daily Example”"),
        (["add", "https://o.example", "(a"], "is not closed"),
        (["add", "https://o.example", "-t", "a,b"], "comma"),
        (["add", "news.example"], "is an address that begins with https://"),
        (["remove", "Nobody"], "no feed is called “Nobody”"),
        (["lst"], "Did you mean `clipper watch list`?"),
        (["Nobody"], "`clipper watch list` shows those there are."),
        (["--every", "soon"], "“soon” is no interval"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, system: FakeSystem, words: list[str], message: str) -> None:
    run("watch", "add", ADDRESS)
    for address in ("https://o.example", ADDRESS.replace("https", "http") + "/", "news.example"):
        system.feeds[address] = FetchedFeed(address, address, rss(STRIKE))

    ran = run("watch", *words)

    assert ran.status in {1, 2}
    assert message in ran.err


def test_a_feed_that_fails_is_told_after_the_others(run: Run, system: FakeSystem, clips: Path) -> None:
    other = "https://other.example/feed"
    system.feeds[other] = UnreachableError(f"{other}: the host cannot be reached")
    (clips / ".clipper.toml").write_text(f'[feeds]\n"A" = "{other}"\n"B" = "{ADDRESS}"\n')

    ran = run("watch")

    assert ran.status == 75
    assert ran.out.count("\n") == 2
    assert ran.err.splitlines() == [
        "2 clips kept, 2 feeds asked.",
        f"clipper: A: {other}: the host cannot be reached",
    ]
    (failing, answering) = json.loads(run("watch", "list", "--json").out)
    assert (failing["failing_since"], failing["last"]) == ("2026-11-22T10:15:00+00:00", None)
    assert (answering["failing_since"], answering["new"], answering["next"]) == (None, 2, "2026-11-22T10:30:00+00:00")


def test_a_terminal_shows_what_is_wrong_with_a_feed(run: Run, system: FakeSystem, clips: Path) -> None:
    gone, moved = "https://gone.example/", "https://moved.example/"
    system.feeds |= {
        gone: GoneError("the page is \x1b[31mgone (410)"),
        moved: FetchedFeed(moved, ADDRESS, rss(STRIKE), moved_to=ADDRESS),
        "https://x.example/": RefusedError("x.example is in a private network"),
    }
    (clips / ".clipper.toml").write_text(
        f'[feeds]\n"G\u202ee" = "{gone}"\n"M" = "{moved}"\n"X" = "https://x.example/"\nN = "{ADDRESS}"\n'
    )
    assert f"M has moved to {ADDRESS}" in run("watch", "G\u202ee", "M", "X").err

    shown = run("watch", "list", terminal=True, width=120).out

    assert "\x1b[31mgone" not in shown
    assert "\u202e" not in shown
    for part in (
        "never",
        "10:15",
        "1 new",
        "gone since 10:15, and not asked again",
        "failing since 10:15, asked again at",
    ):
        assert part in shown
    assert f"moved to {ADDRESS}" in shown


@pytest.mark.parametrize("words", [("watch",), ("watch", "list")])
def test_without_feeds_a_terminal_is_told_what_to_do(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words, terminal=True)

    assert "No feed is watched yet" in ran.err


def test_a_dry_run_keeps_nothing(run: Run) -> None:
    run("watch", "add", ADDRESS)

    assert run("watch", "--dry-run").err == "2 clips would be kept, 1 feed asked.\n"
    assert run("list").out == ""
    assert run("watch").err.startswith("2 clips kept")


def test_rules_tag_what_comes_in(run: Run, clips: Path) -> None:
    (clips / ".clipper.toml").write_text(f'[feeds]\nD = "{ADDRESS}"\n[rules]\nstrike = "labour"\n')

    assert "Rule “strike” → labour: 1 clip." in run("watch").err
    assert run("list", "tag:labour").out.count("\n") == 1


def test_it_asks_again_until_ctrl_c_and_a_failure_does_not_end_it(run: Run, system: FakeSystem) -> None:
    run("watch", "add", ADDRESS)
    waits: list[float] = []

    def between(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt
        system.time += dt.timedelta(seconds=seconds)
        new = item(f"New {len(waits)}", guid=f"n{len(waits)}")
        system.feeds[ADDRESS] = UnreachableError("no") if len(waits) == 1 else FetchedFeed(ADDRESS, ADDRESS, rss(new))

    system.between = between

    ran = run("watch", "--every", "30m")

    assert waits == [1800, 1800, 1800]
    assert ran.status == 130
    assert ran.out.count("\n") == 3
    assert "clipper: Daily Example: no" in ran.err


def test_the_feeds_of_a_feed_reader_are_taken_over(run: Run, system: FakeSystem, clips: Path) -> None:
    run("watch", "add", ADDRESS)
    outlines = "".join(
        f'<outline text="{name}" xmlUrl="{url}"/>'
        for name, url in (("Daily Example", "https://o.example/1"), ("", "https://o.example/2"), ("x", ADDRESS))
    )
    (system.cwd / "feeds.opml").write_text(f'<opml><body><outline text="world/asia">{outlines}</outline></body></opml>')

    ran = run("watch", "import", "feeds.opml")

    assert ran.out == "Daily Example 2\no.example\n"
    assert ran.err == "2 feeds added, 1 was watched already. `clipper watch` asks them.\n"
    exported = run("watch", "export").out
    assert run("watch", "import", "-", stdin=exported).err == "0 feeds added, 3 were watched already.\n"
    assert '"o.example" = {url = "https://o.example/2", tags = ["world/asia"]}' in (clips / ".clipper.toml").read_text()


def test_what_is_exported_is_imported_with_its_query_its_tags_and_full(run: Run, clips: Path) -> None:
    run("watch", "add", ADDRESS, "harbour", "OR", '"a & b"', "-t", "ports", "-t", "strikes", "--full")
    before = (clips / ".clipper.toml").read_text()
    exported = run("watch", "export").out
    run("watch", "remove", "Daily Example")

    assert run("watch", "import", "-", stdin=exported).err == "1 feed added. `clipper watch` asks it.\n"

    assert (clips / ".clipper.toml").read_text() == before
    assert 'query = "harbour OR \\"a & b\\"", tags = ["ports", "strikes"], full = true' in before


def test_a_feed_whose_query_cannot_be_read_is_left_out_of_an_import(run: Run) -> None:
    outlines = (
        f'<outline text="A" xmlUrl="{ADDRESS}" clipperQuery="(a"/><outline text="B" xmlUrl="https://o.example/"/>'
    )

    ran = run("watch", "import", "-", stdin=f"<opml><body>{outlines}</body></opml>")

    assert (ran.status, ran.out) == (2, "B\n")
    assert "1 feed added. `clipper watch` asks it.\n" in ran.err
    assert "clipper: standard input: “A” is left out, for its query cannot be read: " in ran.err
    assert run("watch", "list").out.count("\n") == 1


def test_a_feed_in_a_private_network_is_asked_with_the_same_option_again(run: Run) -> None:
    added = run("watch", "add", ADDRESS, "--allow-private")

    assert added.err.endswith("`clipper watch --allow-private` keeps those that match.\n")


def test_a_name_that_no_feed_has_fails_without_feeds_too(run: Run) -> None:
    ran = run("watch", "Nobody")

    assert ran.status == 1
    assert ran.err.startswith("clipper: no feed is called “Nobody”")


def test_what_is_no_list_of_feeds_is_refused_with_its_name(run: Run, system: FakeSystem) -> None:
    (system.cwd / "x.opml").write_text("<rss/>")

    ran = run("watch", "import", "x.opml")

    assert (ran.status, ran.err.split(":")[1]) == (65, " x.opml")
