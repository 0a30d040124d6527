"""`clipper tag`: tags come and go, and every other byte stays."""

import errno
import json
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from clipper.index import rows
from clipper.model.clip import Clip
from clipper.store.operation import FileResult
from clipper.store.operation.file_writer import FileWriter
from clipper.store.operation.results import PreparedEdit
from tests.cli.conftest import Run
from tests.conftest import CLIPS, FakeSystem, WriteClip
from tests.output.hostile import plain
from tests.running import Result

LETTER = "undated/letter.md"
RATES = "2025/2025-05-19-bbc-news-rates.md"
BACK = " `clipper undo` takes it back.\n"
OPENS = ". `clipper edit xjgtfkbg` opens it, `clipper show --raw` prints it.\n"
FIRST = "“Rates: a pause”, “Die Züge stehen still”, “東京で地震”"
BROKEN = "2024/broken.md:3: an alias (`*`) is not allowed"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def stands(archive: Path) -> dict[str, bytes]:
    return {path: (archive / path).read_bytes() for path in CLIPS}


def tagged(run: Run) -> dict[str, str]:
    """Return the tags of every clip that has some, by a word of its name."""
    lines = run("list", "has:tags", "--format", r"{name}\t{tags}").out.splitlines()
    return {name.split("-")[-1].rpartition("/")[2]: tags for name, tags in (line.split("\t") for line in lines)}


BEFORE = {"rates": "economy, world/uk", "地震": "opinion", "talks": "world/ukraine, ceasefire"}


@pytest.mark.parametrize(
    ("words", "stdin", "changed"),
    [
        (("letter", "post", "world/uk"), "", {"letter": "post, world/uk"}),
        (("letter", "地震", "-a", "post"), "", {"letter": "post", "地震": "opinion, post"}),
        (("--add", "post", "letter", "--add", "uk"), "", {"letter": "post, uk"}),
        (("rates", "-r", "economy"), "", {"rates": "world/uk"}),
        (("rates", "-r", "economy", "-a", "money"), "", {"rates": "world/uk, money"}),
        (("rates", "--remove", "economy", "-r", "world/uk"), "", {"rates": ""}),
        (
            ("--where", "tag:world", "seen"),
            "",
            {"rates": f"{BEFORE['rates']}, seen", "talks": f"{BEFORE['talks']}, seen"},
        ),
        (("--where", "source:bbc OR source:reuters", "-r", "ceasefire"), "", {"talks": "world/ukraine"}),
        (
            ("-", "-a", "x"),
            "cpszkkwz\n\n shb\t2000-05-19\tReuters\r\n",
            {"letter": "x", "talks": f"{BEFORE['talks']}, x"},
        ),
        (("-", "x"), "undated/letter.md\n", {"letter": "x"}),
        (("-", "letter", "-a", "x"), "地震\n", {"letter": "x", "地震": "opinion, x"}),
    ],
)
def test_every_way_to_say_it(run: Run, words: tuple[str, ...], stdin: str, changed: dict[str, str]) -> None:
    ran = run("tag", *words, stdin=stdin)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.count("“") == len(changed)
    assert ran.err.startswith(("Tagged ", "Untagged "))
    assert ran.err.endswith(BACK)
    assert tagged(run) == {name: tags for name, tags in (BEFORE | changed).items() if tags}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("letter", "post", "world/uk"), "Tagged “letter”: post, world/uk."),
        (("rates", "economy", "post"), "Tagged “Rates: a pause”: post."),
        (("rates", "-r", "economy"), "Untagged “Rates: a pause”: economy."),
        (("rates", "-r", "economy", "-r", "post", "-a", "money"), "Tagged “Rates: a pause”: money, not economy."),
        (("rates", "-r", "economy", "-a", "world/uk"), "Untagged “Rates: a pause”: economy."),
        (("letter", "地震", "-a", "post"), "Tagged 2 clips: post (“letter” and “東京で地震”)."),
        (("talks", "rates", "-r", "ceasefire"), "Untagged “Ceasefire talks start”: ceasefire; 1 needed no change."),
        (
            ("--where", "-is:unreadable", "x"),
            "Tagged 5 clips: x (“Rates: a pause”, “Die Züge stehen still”, “東京で地震” and 2 more).",
        ),
        (("letter", *"bcdfghjklm"), "Tagged “letter”: b, c, d, f, g, h, j, k and 2 more."),
    ],
)
def test_what_was_done_to_which_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    assert run("tag", *words).err == f"{told}{BACK}"


def test_a_title_takes_no_more_than_a_line(run: Run, write_clip: WriteClip) -> None:
    write_clip("long.md", f"---\ntitle: {'Pool closes after the flood ' * 9}\n---\n")
    write_clip("han.md", f"---\ntitle: {'東京' * 30}\n---\n")
    ran = run("tag", "long", "han", "-a", "x", terminal=True, width=40)
    titles = re.findall("“.*?”", ran.err)
    assert titles[0] == "“Pool closes after the flood Pool c…”"
    assert titles[1] == f"“{'東京' * 8}東…”"
    assert max(map(cell_len, titles)) <= 37


def test_a_list_can_be_piped_into_it(run: Run) -> None:
    assert run("tag", "-", "-a", "x", "-q", stdin=run("list", "tag:world").out) == Result(0, "", "")
    assert run("list", "tag:x", "--format", "handles").out == run("list", "tag:world", "--format", "handles").out


def test_only_the_tags_in_the_file_change(run: Run, archive: Path) -> None:
    before = stands(archive)
    run("tag", "rates", "peace: now")
    assert stands(archive) == before | {RATES: before[RATES].replace(b"world/uk]", b"world/uk, 'peace: now']")}
    run("tag", "rates", "-r", "peace: now")
    run("tag", "letter", "x")
    run("tag", "letter", "-r", "x")
    assert stands(archive) == before


def test_what_is_so_already_is_told_and_nothing_is_written(run: Run, archive: Path) -> None:
    before = (archive / RATES).stat()
    assert run("tag", "rates", "economy").err == "“Rates: a pause” needed no change.\n"
    assert run("tag", "rates", "-r", "nowhere").err == "“Rates: a pause” needed no change.\n"
    assert run("tag", "rates", "talks", "-r", "nowhere").err == "2 of 2 clips needed no change.\n"
    assert run("tag", "--where", "tag:econmy", "x").err == "No clip matches tag:econmy\nDid you mean tag:economy?\n"
    assert (archive / RATES).stat() == before


def test_a_new_tag_that_resembles_a_known_one_is_told(run: Run) -> None:
    ran = run("tag", "letter", "ceasefires", "World/UK", "zeppelin")
    near = "ceasefires is a new tag; there is ceasefire.\n"
    near = "World/UK becomes world/uk, as this archive spells it.\n" + near
    assert (ran.status, ran.err) == (0, f"{near}Tagged “letter”: ceasefires, world/uk, zeppelin.{BACK}")
    assert run("tag", "-q", "letter", "econmy").err == ""


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ((), 2, "name the clips, or the query"),
        (("letter",), 2, "name the tags to add, or those to take away with --remove"),
        (("-a", "x"), 2, "name the clips, or the query"),
        (("letter", "--where", "x", "-a", "y"), 2, "clips are named, or found with --where, not both"),
        (("--where", "x"), 2, "name the tags"),
        (("letter", ""), 2, "a tag is empty"),
        (("letter", "a,b"), 2, "comma"),
        (("letter", "#a"), 2, "begins with #"),
        (("letter", "a//b"), 2, "empty level"),
        (("letter", "a\x1b[2J"), 2, "a␛[2J"),
        (("letter", "a\udcff"), 2, "a<U+DCFF>"),
        (("letter", "a" * 101), 2, "longer than 100"),
        (("zeppelin", "x"), 1, "no clip is called “zeppelin”"),
        (("letter", "zeppelin", "-a", "x"), 1, "no clip is called “zeppelin”"),
        (("2025", "x"), 1, "may be any of these"),
        (("--where", "(a", "x"), 2, "this parenthesis is not closed"),
        (("letter", "-x"), 2, "there is no option -x"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    run: Run, archive: Path, words: tuple[str, ...], status: int, message: str
) -> None:
    before = stands(archive)
    ran = run("tag", *words)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err
    assert stands(archive) == before


def test_an_unreadable_clip_is_told_and_the_others_are_done(run: Run, archive: Path) -> None:
    before = stands(archive)
    ran = run("tag", "broken", "letter", "rates", "-a", "x")
    assert ran == Result(
        65, "", f"Tagged 2 clips: x (“letter” and “Rates: a pause”).{BACK}clipper: {BROKEN}; 2 of 3 done\n"
    )
    assert run("tag", "--where", "", "y").err.endswith(f"clipper: {BROKEN}; 5 of 6 done\n")
    assert run("tag", "broken", "y") == Result(65, "", f"clipper: {BROKEN}\n")
    assert (archive / "2024/broken.md").read_bytes() == before["2024/broken.md"]
    assert run("list", "tag:x", "--format", "handles").out == "tssgkhsj\ncpszkkwz\n"


def test_a_dry_run_shows_which_clips_would_change_and_changes_none(run: Run, archive: Path) -> None:
    before = stands(archive)
    ran = run("tag", "--where", "-is:unreadable", "economy", "--dry-run")
    assert ran.status == 0
    assert [line.split("\t")[0] for line in ran.out.splitlines()] == ["ttvsdzvt", "krzfszvw", "shbzhczx", "cpszkkwz"]
    assert ran.err == (
        "Would tag 4 clips: economy (“Die Züge stehen still”, “東京で地震”, “Ceasefire talks start” and 1 more);"
        " 1 needed no change.\n"
    )
    assert stands(archive) == before
    assert not (archive / ".clipper").exists()


class TestManyAtOnce:
    """From twenty clips on a query asks before it changes them."""

    @pytest.fixture(autouse=True)
    def _many(self, write_clip: WriteClip) -> None:
        for number in range(14):
            write_clip(f"many/{number:02}.md", f"Text {number}.\n")

    def test_nineteen_are_changed_without_a_question(self, run: Run) -> None:
        assert run("tag", "--where", "-is:unreadable", "x").err == f"Tagged 19 clips: x ({FIRST} and 16 more).{BACK}"

    def test_twenty_need_a_yes(self, run: Run, archive: Path) -> None:
        ran = run("tag", "--where", "", "x")
        told = f"this would tag 20 clips: x ({FIRST} and 17 more). --dry-run shows them, --yes changes them.\n"
        assert ran == Result(1, "", f"clipper: {told}")
        asked = f"Tag 20 clips: x ({FIRST} and 17 more)? [y/N]: "
        for answer in ("n\n", "\n", "", "maybe\n"):
            ran = run("tag", "--where", "", "x", terminal=True, stdin=answer)
            assert ran == Result(1, "", f"{asked}clipper: nothing was changed\n")
        assert not (archive / ".clipper").exists()
        assert "Tagged 19 clips: x (" in run("tag", "--where", "", "x", terminal=True, stdin="y\n").err
        assert "Tagged 19 clips: y (" in run("tag", "--where", "", "y", "--yes").err

    def test_clips_that_were_named_are_not_asked_about(self, run: Run) -> None:
        assert "Tagged 19 clips: x (" in run("tag", "-", "-a", "x", stdin=run("list").out).err

    def test_copies_that_a_sync_program_made_are_left_out(self, run: Run, write_clip: WriteClip) -> None:
        copy = write_clip("many/00.sync-conflict-20250519-101010-ABCDEF.md", "Text 0, too.\n")
        assert run("tag", "--where", "text", "x").err == f"Tagged 14 clips: x (“00”, “01”, “02” and 11 more).{BACK}"
        assert copy.read_text() == "Text 0, too.\n"


class TestSuggestions:
    """Three clips say what they are about, and have no tag for it yet."""

    NOTES = ("notes/kyiv.md", "notes/rates.md", "notes/none.md")

    @pytest.fixture(autouse=True)
    def _notes(self, write_clip: WriteClip) -> None:
        write_clip(self.NOTES[0], "---\ntitle: Ceasefire in Ukraine\n---\n\nIt holds, for now.\n")
        write_clip(self.NOTES[1], "---\ntitle: A ceasefire of economy and opinion\n---\n\nNo more.\n")
        write_clip(self.NOTES[2], "---\ntitle: Nothing\n---\n\nAt all.\n")

    def tags(self, run: Run) -> list[str]:
        return [run("list", f"title:{word}", "--format", "{tags}").out.strip() for word in ("ukraine", "opinion")]

    def test_a_pipe_gets_a_line_for_every_tag_and_nothing_is_changed(self, run: Run, archive: Path) -> None:
        ran = run("tag", "kyiv", "--suggest")
        assert ran.status == 0
        assert ran.err == "Nothing was added; --yes adds all.\n"
        rows = [line.split("\t") for line in ran.out.splitlines()]
        assert [(row[1], row[3].partition(" (")[0]) for row in rows] == [
            ("ceasefire", "“Ceasefire” is in the title"),
            ("world/ukraine", "“Ukraine” is in the title"),
        ]
        assert {row[0] for row in rows} == {run("list", "title:ukraine", "--format", "handles").out.strip()}
        assert all(50 <= int(row[2]) <= 100 for row in rows)
        assert not (archive / ".clipper").exists()
        found = json.loads(run("tag", "kyiv", "--suggest", "--json").out)
        assert [*found[0]] == ["handle", "path", "tag", "score", "reasons"]
        assert [one["reasons"][0] for one in found] == [row[3].partition("; ")[0] for row in rows]

    def test_many_clips_stand_one_after_the_other(self, run: Run) -> None:
        asked = run("tag", "--where", "title:ukraine OR title:opinion", "--suggest")
        assert (asked.status, asked.err) == (0, "Nothing was added; --yes adds all.\n")
        tags = [line.split("\t")[1] for line in asked.out.splitlines()]
        assert sorted(tags) == ["ceasefire", "ceasefire", "economy", "opinion", "world/ukraine"]
        piped = run("tag", "-", "--suggest", stdin=run("list", "title:ukraine").out)
        assert [line.split("\t")[1] for line in piped.out.splitlines()] == ["ceasefire", "world/ukraine"]

    def test_on_a_terminal_each_is_taken_or_left_by_a_key(self, run: Run) -> None:
        ran = run("tag", "kyiv", "notes/rates", "--suggest", terminal=True, stdin="x\ny\nn\ny\nq\n")
        assert ran.status == 0
        assert "Ceasefire in Ukraine" in plain(ran.out)
        assert "    “Ukraine” is in the title" in plain(ran.out)
        assert ran.err.count("Take it? [y/n/a/q/?]: ") == 5
        assert "    n  leave it\n" in ran.err
        assert "Tagged 2 clips: ceasefire (“Ceasefire in Ukraine” and" in ran.err
        assert self.tags(run) == ["ceasefire", "ceasefire"]
        assert run("undo").status == 0
        assert self.tags(run) == ["", ""]

    @pytest.mark.parametrize(
        ("keys", "tags", "message"),
        [
            (
                "a\n",
                ["ceasefire, world/ukraine", "ceasefire, economy, opinion"],
                "Tagged 2 clips: ceasefire, world/ukraine, economy, ",
            ),
            (
                "n\na\n",
                ["world/ukraine", "ceasefire, economy, opinion"],
                "Tagged 2 clips: world/ukraine, ceasefire, economy, ",
            ),
            ("y\nq\n", ["ceasefire", ""], "Tagged “Ceasefire in Ukraine”: ceasefire."),
            ("Y\n", ["ceasefire", ""], "Tagged “Ceasefire in Ukraine”: ceasefire."),
            ("q\n", ["", ""], "Nothing was added.\n"),
            ("", ["", ""], "Nothing was added.\n"),
        ],
    )
    def test_every_key(self, run: Run, keys: str, tags: list[str], message: str) -> None:
        ran = run("tag", "kyiv", "notes/rates", "--suggest", terminal=True, stdin=keys)
        assert (ran.status, message in ran.err) == (0, True), ran.err
        assert self.tags(run) == tags
        assert run("history").out.count("\n") == message.startswith("Tagged")

    def test_all_are_taken_with_yes_and_none_in_a_dry_run(self, run: Run, archive: Path) -> None:
        for terminal in (True, False):
            ran = run("tag", "kyiv", "--suggest", "--dry-run", "--yes", terminal=terminal)
            assert (ran.status, ran.err) == (0, "Nothing was added.\n")
            assert "world/ukraine" in ran.out
        assert not (archive / ".clipper").exists()
        ran = run("tag", "kyiv", "--suggest", "--yes")
        assert ran.out.count("\n") == 2
        assert ran.err == f"Tagged “Ceasefire in Ukraine”: ceasefire, world/ukraine.{BACK}"
        assert run("tag", "kyiv", "--suggest", "--yes") == Result(0, "", "No tag is proposed.\n")
        assert run("tag", "--where", "zeppelin", "--suggest") == Result(0, "", "No clip matches zeppelin\n")
        assert run("tag", "none", "--suggest", terminal=True, stdin="a\n") == Result(0, "", "No tag is proposed.\n")

    def test_an_unreadable_clip_is_told_and_the_others_are_asked_about(self, run: Run) -> None:
        ran = run("tag", "broken", "kyiv", "--suggest", "--yes")
        assert (ran.status, ran.out.count("\n")) == (65, 2)
        assert (
            ran.err
            == f"Tagged “Ceasefire in Ukraine”: ceasefire, world/ukraine.{BACK}clipper: {BROKEN}; 1 of 2 done{OPENS}"
        )

    def test_a_clip_that_may_not_be_written_is_told(self, run: Run, archive: Path) -> None:
        (archive / self.NOTES[0]).chmod(0o400)
        ran = run("tag", "kyiv", "--suggest", "--yes")
        assert (ran.status, "Tagged" in ran.err, "protected" in ran.err) == (1, False, True), ran.err

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("kyiv", "--suggest", "-a", "x"), "--suggest asks which tags to add"),
            (("kyiv", "--suggest", "-r", "x"), "--suggest asks which tags to add"),
            (("kyiv", "x", "--json"), "--json goes with --suggest"),
            (("--suggest",), "name the clips, or the query"),
            (("kyiv", "--suggest", "--where", "x"), "clips are named, or found with --where, not both"),
        ],
    )
    def test_wrong_usage(self, run: Run, words: tuple[str, ...], message: str) -> None:
        ran = run("tag", *words)
        assert (ran.status, message in ran.err) == (2, True), ran


def test_a_table_on_a_terminal_shows_what_would_change(run: Run, system: FakeSystem) -> None:
    assert system.editor is None
    ran = run("tag", "letter", "x", "--dry-run", terminal=True)
    assert plain(ran.out).splitlines()[1].startswith("cpszkkwz  undated")


def test_a_clip_with_two_names_says_that_the_other_keeps_the_old_text(run: Run, archive: Path) -> None:
    (archive.parent / "other.md").hardlink_to(archive / "undated/letter.md")
    message = run("tag", "letter", "x").err
    assert message.endswith("undated/letter.md has another name (a hard link), under which it stays as it was.\n")
    assert b"x" in (archive / "undated/letter.md").read_bytes()[:20]


def test_ctrl_c_shows_the_errors_and_the_hard_links_of_the_clips_before_it(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        (archive / f"{number:02}.md").write_text(f"Text {number}.\n")
    (archive / "00.md").chmod(0o444)
    (archive.parent / "other.md").hardlink_to(archive / "01.md")
    replace, replaced = FileWriter.write_edit, []

    def pressed(self: FileWriter, prepared: PreparedEdit, *rest: object) -> FileResult:
        replaced.append(prepared.path)
        if len(replaced) == 10:
            signal.raise_signal(signal.SIGINT)
        return replace(self, prepared, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(FileWriter, "write_edit", pressed)
    ran = run("tag", "--where", "text", "--add", "x", "--yes")
    assert (ran.status, ran.err.splitlines()) == (
        130,
        [
            "clipper: 00.md is protected against writing",
            "01.md has another name (a hard link), under which it stays as it was.",
            "clipper: stopped after 11 of 40; run the same command again for the rest",
        ],
    )


class TestWhatCannotBeReadNow:
    """A query finds no clip that cannot be read: the others are changed, and the status says what is missing."""

    SUGGEST = ("tag", "--suggest", "--yes")

    def test_a_folder_is_told(self, run: Run, archive: Path, lock_folder: Callable[[str], None]) -> None:
        lock_folder("2025")
        ran = run("tag", "--where", "tag:world OR tag:opinion", "--add", "news")
        assert ran.status == 74
        assert ran.err.startswith("Tagged 2 clips: news (“東京で地震” and “Ceasefire talks start”).")
        assert "2025 is left out: a folder that cannot be read: permission denied; 2 of 3 done" in ran.err
        assert b"news" not in (archive / RATES).read_bytes()

    @pytest.mark.parametrize(
        "command", [("remove", "--yes"), ("tag", "--add", "news"), ("edit", "--set", "page=1"), SUGGEST]
    )
    def test_a_file_is_told(self, run: Run, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        read = rows._read

        def failing(path: str) -> Clip:
            if path.endswith("rates.md"):
                raise OSError(errno.EIO, "Input/output error")
            return read(path)

        monkeypatch.setattr(rows, "_read", failing)
        verb, *options = command
        ran = run(verb, "--where", "source:reuters", *options)
        assert ran.status == 74
        assert f"{RATES} is left out: cannot be read: input/output error; 1 of 2 done" in ran.err


def test_every_way_to_give_a_tag_spells_it_as_the_archive_does(run: Run, archive: Path) -> None:
    told = "World becomes world, as this archive spells it."
    for words in (
        ("tag", "letter", "World"),
        ("edit", "letter", "--set", "tags=World"),
        ("add", "-t", "World"),
    ):
        ran = run(*words, stdin=f"A text for {words[0]}.\n")
        assert (ran.status, told in ran.err) == (0, True), ran
        assert run(*words, "-q", stdin="Another text.\n").err == ""
    (archive / ".clipper.toml").write_text('[rules]\n"zeppelin" = "World"\n')
    ran = run("add", stdin="A zeppelin flies.\n")
    assert f"Rule “zeppelin” → world: 1 clip. {told}" in ran.err
    assert set(run("list", "has:tags", "--format", "{tags}").out.split("\n")) >= {"world"}
    assert "World" not in run("tags", "--flat").out
    run("tags", "rename", "world", "World")
    assert "World" in run("tags", "--flat").out
