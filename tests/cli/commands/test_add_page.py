"""`clipper add` of a page: recognised by what is in it, read by another process, explained, kept beside its clip."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.system.extras import install_command
from tests.cli.conftest import Run
from tests.conftest import NOW, FakeSystem
from tests.intake.page.golden import FOLDER
from tests.output.hostile import leaks

BRIDGE = (FOLDER / "json-ld-in-a-graph.html").read_bytes()
WALL = (FOLDER / "consent-wall.html").read_bytes()
ARCHIVE = (FOLDER / "web-archive.mhtml").read_bytes()
TEASER = (FOLDER / "paywall-teaser.html").read_bytes()
PATH = "2024/2024-09-14-the-hillside-courier-alder-bridge-carries-walkers-again"


@pytest.fixture
def put(system: FakeSystem) -> Callable[[str, bytes], str]:
    def put(name: str, content: bytes) -> str:
        (system.cwd / name).write_bytes(content)
        return name

    return put


def files(root: Path) -> set[str]:
    """Return the paths of what stands in an archive, but what is clipper's own."""
    found = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    return {path for path in found if not path.startswith(".clipper")}


def test_a_page_is_kept_as_the_clip_that_it_is_whatever_its_name(
    run: Run, clips: Path, put: Callable[..., str]
) -> None:
    ran = run("add", put("saved.txt", BRIDGE), "-t", "bridges")
    handle, *rest = ran.out.rstrip().split("\t")
    assert (ran.status, ran.err) == (0, "")
    assert rest == [
        "2024-09-14T16:20:11+00:00",
        "The Hillside Courier",
        "Alder Bridge carries walkers again",
        "bridges",
        f"{PATH}.md",
    ]
    stored = (clips / f"{PATH}.md").read_text("utf-8")
    golden = (FOLDER / "json-ld-in-a-graph.md").read_text("utf-8")
    header, _, body = golden.partition("---\n\n")
    wanted = header.replace("description:", f"tags:\n- bridges\nclipped: {NOW.isoformat()}\ndescription:")
    assert stored == f"{wanted}---\n\n{body}"
    again = run("add", "saved.txt")
    assert (again.status, again.out) == (1, "")
    assert handle in again.err


def test_what_comes_in_can_be_called_a_page(run: Run, clips: Path) -> None:
    piece = (
        b"<div><h1>A piece of a page</h1>"
        + b"<p>It has no head, and is read as a page because it is called one.</p>" * 5
    )
    assert run("add", "--dry-run", "-", stdin=piece).out.split("\t")[3] == ""
    ran = run("add", "--html", "--url", "https://www.example.com/a?utm_source=x", "-", stdin=piece)
    assert ran.out.split("\t")[2:4] == ["example.com", "A piece of a page"]
    assert "url: https://www.example.com/a\n" in (clips / ran.out.rstrip().split("\t")[-1]).read_text("utf-8")


def test_what_the_options_say_wins_and_the_outlet_is_called_as_its_owner_does(
    run: Run, clips: Path, put: Callable[..., str]
) -> None:
    (clips / ".clipper.toml").write_text('[sources]\n"Hillside" = ["hillsidecourier.example"]\n', "utf-8")
    assert run("add", "--dry-run", put("a.html", BRIDGE)).out.split("\t")[2] == "Hillside"
    (clips / ".clipper.toml").write_text('[sources]\n"Hillside" = ["The Hillside Courier"]\n', "utf-8")
    assert run("add", "--dry-run", "a.html").out.split("\t")[2] == "Hillside"
    words = ("--title", "New", "--source", "AP", "--date", "2024-09-15", "--author", "A B", "-t", "x", "--keywords")
    ran = run("add", *words, "a.html")
    assert ran.out.split("\t")[1:5] == ["2024-09-15", "AP", "New", "Alder Bridge,flood repair,x"]


def test_keywords_are_tags_only_if_they_are_asked_for_and_can_be_one(run: Run, clips: Path) -> None:
    page = BRIDGE.replace(b'"flood repair"', b'"#hash", "  two   blanks ", "' + b"long" * 50 + b'"')
    assert run("add", "--dry-run", "-", stdin=page).out.split("\t")[4] == ""
    assert run("add", "--dry-run", "--keywords", "-", stdin=page).out.split("\t")[4] == "Alder Bridge,two blanks"
    assert clips.exists()


class TestExplaining:
    def test_each_field_is_a_line_with_where_it_stood_and_what_else_there_was(
        self, run: Run, clips: Path, put: Callable[..., str]
    ) -> None:
        ran = run("add", "--explain", "--date", "2024-09-15", put("a.html", BRIDGE))
        lines = [line.split("\t") for line in ran.out.splitlines()]
        assert [line[:2] for line in lines] == [
            ["a.html", field]
            for field in ("title", "date", "source", "author", "url", "description", "section", "language", "keywords")
        ]
        assert lines[0][2:4] == ["Alder Bridge carries walkers again", "<h1>"]
        assert lines[1][2:] == ["2024-09-15", "the command line", "2024-09-14T16:20:11+00:00 (JSON-LD datePublished)"]
        assert lines[2][2:] == [
            "The Hillside Courier",
            "og:site_name",
            "Hillside Courier Publishing Ltd (JSON-LD publisher)",
        ]
        assert ran.err.startswith("Kept as ")
        assert f"{PATH.replace('-14-', '-15-')}.md" in ran.err
        assert len(files(clips)) == 1

    def test_with_a_dry_run_it_is_only_shown(self, run: Run, system: FakeSystem, put: Callable[..., str]) -> None:
        ran = run("add", "--explain", "--dry-run", put("a.html", BRIDGE), terminal=True, width=80)
        assert (ran.status, ran.err) == (0, "")
        assert "<h1>" in ran.out
        assert "not Hillside Courier Publishing Ltd" in ran.out
        assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in ran.out.splitlines()) <= 80
        assert not (system.home / "clips").exists()

    def test_the_name_that_the_owner_gave_to_an_outlet_says_so(
        self, run: Run, clips: Path, put: Callable[..., str]
    ) -> None:
        (clips / ".clipper.toml").write_text('[sources]\n"Hillside" = ["hillsidecourier.example"]\n', "utf-8")
        out = run("add", "--explain", "--dry-run", put("a.html", BRIDGE)).out
        assert "source\tHillside\t[sources]\tThe Hillside Courier (og:site_name)" in out

    def test_a_text_says_which_words_state_each_field(self, run: Run, clips: Path) -> None:
        out = run("add", "--explain", "--page", "4", stdin="The Courier, 24 May 2025, p. 3\n\nA text.\n").out
        assert out.splitlines() == [
            "standard input\tsource\tThe Courier\t“The Courier, 24 May 2025, p. 3”\t",
            "standard input\tdate\t2025-05-24\t“The Courier, 24 May 2025, p. 3”\t",
            "standard input\ttitle\tA text.\tthe first sentence\t",
            "standard input\tpage\t4\tthe command line\t",
        ]
        assert len(files(clips)) == 1


class TestKeepingThePage:
    def test_it_lies_beside_the_clip_to_the_byte_and_goes_and_comes_with_it(
        self, run: Run, clips: Path, put: Callable[..., str]
    ) -> None:
        assert run("add", "--keep-html", put("a.html", BRIDGE)).status == 0
        both = {f"{PATH}.md", f"{PATH}.html.gz"}
        assert files(clips) == both
        assert gzip.decompress((clips / f"{PATH}.html.gz").read_bytes()) == BRIDGE
        before = {path: (clips / path).read_bytes() for path in both}
        assert run("check", "-n", "0").out == ""
        assert len(run("list").out.splitlines()) == 1
        assert run("undo").err.startswith("Took back operation 1, add --keep-html a.html: ")
        assert files(clips) == set()
        assert run("redo", "-q").status == 0
        assert {path: (clips / path).read_bytes() for path in both} == before
        assert (
            run("remove", "--yes", "alder").err
            == "Removed “Alder Bridge carries walkers again”. `clipper undo` brings it back.\n"
        )
        assert files(clips) == set()
        assert run("undo", "-q").status == 0
        assert {path: (clips / path).read_bytes() for path in both} == before
        assert [line.split("\t")[2] for line in run("history").out.splitlines()] == ["1"] * 5
        assert run("history", "alder").status == 0

    def test_a_web_archive_stays_one(self, run: Run, clips: Path, put: Callable[..., str]) -> None:
        assert run("add", "--keep-html", put("a.mhtml", ARCHIVE)).status == 0
        stored = next(path for path in files(clips) if path.endswith(".mhtml.gz"))
        assert gzip.decompress((clips / stored).read_bytes()) == ARCHIVE
        assert run("remove", "--yes", "horn").status == 0
        assert files(clips) == set()

    def test_it_stays_where_its_clip_stays(self, run: Run, clips: Path, put: Callable[..., str]) -> None:
        run("add", "--keep-html", put("a.html", BRIDGE))
        (clips / f"{PATH}.md").chmod(0o444)
        ran = run("remove", "--yes", "alder")
        assert ran.status == 1
        assert "protected" in ran.err
        assert files(clips) == {f"{PATH}.md", f"{PATH}.html.gz"}

    def test_never_over_another_file(self, run: Run, clips: Path, put: Callable[..., str]) -> None:
        other = clips / f"{PATH}.html.gz"
        other.parent.mkdir()
        other.write_bytes(b"mine")
        ran = run("add", "--keep-html", put("a.html", BRIDGE))
        assert ran.status == 1
        assert "exists already" in ran.err
        assert other.read_bytes() == b"mine"

    def test_a_text_has_no_page(self, run: Run, clips: Path) -> None:
        assert run("add", "--keep-html", stdin="A text.\n").status == 0
        assert files(clips) == {"undated/a-text.md"}


def test_a_wall_is_refused_with_what_to_do_and_nothing_is_made(
    run: Run, system: FakeSystem, put: Callable[..., str]
) -> None:
    ran = run("add", put("wall.html", WALL))
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "clipper: wall.html: it asks for consent to cookies, and shows no article. Open it in a browser" in ran.err
    assert not (system.home / "clips").exists()


def test_of_many_pages_those_that_can_be_are_kept_and_the_others_named(
    run: Run, clips: Path, put: Callable[..., str]
) -> None:
    names = [put("one.html", BRIDGE), put("wall.html", WALL), put("two.mhtml", ARCHIVE), put("three.txt", b"A text.\n")]
    ran = run("add", *names)
    assert [line.split("\t")[3] for line in ran.out.splitlines()] == [
        "Alder Bridge carries walkers again",
        "Horn falls silent",
        "A text.",
    ]
    assert ran.status == 1
    assert "\nclipper: wall.html: it asks for consent" in ran.err
    assert "3 of 4 done" in ran.err
    assert len(files(clips)) == 3


def test_the_beginning_of_a_paid_article_is_kept_marked_and_told(
    run: Run, clips: Path, put: Callable[..., str]
) -> None:
    ran = run("add", put("teaser.html", TEASER))
    assert ran.out.split("\t")[4] == "paywalled"
    assert ran.err == "teaser.html: it is only the beginning: the rest is behind a paywall.\n"
    assert run("list", "tag:paywalled", "--format", "handles").out == ran.out.split("\t")[0] + "\n"
    assert files(clips)


def test_where_a_day_was_found_only_in_the_address_that_is_told(run: Run, clips: Path) -> None:
    page = (FOLDER / "date-only-in-the-address.html").read_bytes()
    assert "states no date; 2016-02-19 was taken from its address" in run("add", "-", stdin=page).err
    assert files(clips)


def test_a_page_can_be_looked_over_first_and_is_kept_too(run: Run, system: FakeSystem, clips: Path) -> None:
    system.editor = lambda raw: raw.replace(b"Alder Bridge carries", b"The bridge carries")
    ran = run("add", "--edit", "--keep-html", "-", stdin=BRIDGE)
    assert ran.out.split("\t")[3] == "The bridge carries walkers again"
    assert {path.rpartition(".")[2] for path in files(clips)} == {"md", "gz"}


def test_without_what_reads_pages_texts_are_kept_all_the_same(
    run: Run, clips: Path, put: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    ran = run("add", put("a.html", BRIDGE))
    assert (ran.status, ran.out) == (1, "")
    hint = f"`{install_command('web')}` installs them."
    assert f"a.html: the libraries that read web pages are not installed. {hint}" in ran.err
    assert run("add", stdin="A text.\n").status == 0
    assert files(clips) == {"undated/a-text.md"}


@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_that_a_page_says_acts_on_the_terminal(
    run: Run, clips: Path, put: Callable[..., str], terminal: bool
) -> None:
    evil = "\x1b]0;x\x07\x1b[31m\x9b2J\u202e\u200f\x7f[/b]:bomb:"
    page = BRIDGE.decode()
    for message in (
        "Alder Bridge carries walkers again",
        "The Hillside Courier",
        "Jane Q. Doe",
        "Local",
        "en-US",
        "2024",
    ):
        page = page.replace(message, message + evil)
    for words in (("--explain", "--force"), ("--explain", "--dry-run", "--force"), ("--force", "--keywords")):
        ran = run("add", *words, put("\x1b[2Jevil.html", page.encode()), terminal=terminal, width=100)
        assert ran.status == 0
        assert not leaks((ran.out + ran.err).replace("\t", " "))
    assert files(clips)
