"""`clipper history`: what was done to the archive, and to one clip."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip
from tests.output.hostile import plain, widest
from tests.running import Result, unwrapped

WHEN = "2026-11-22T10:15:00+00:00"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


@pytest.fixture
def done(run: Run) -> None:
    run("tag", "letter", "x", "y")
    run("remove", "rates", "--yes")
    run("undo")


@pytest.mark.usefixtures("done")
def test_in_a_pipe_each_operation_is_a_line(run: Run) -> None:
    assert run("history").out == (
        f"3\t{WHEN}\t1\tdone\tundo\ttook back 2: removed “Rates: a pause”\n"
        f"2\t{WHEN}\t1\ttaken back by 3\tremove rates --yes\tremoved “Rates: a pause”\n"
        f"1\t{WHEN}\t1\tdone\ttag letter x y\ttagged “letter”: x, y\n"
    )
    assert run("history", "-n", "1").out == f"3\t{WHEN}\t1\tdone\tundo\ttook back 2: removed “Rates: a pause”\n"


@pytest.mark.usefixtures("done")
def test_its_json_keys_are_a_public_interface(run: Run) -> None:
    newest, *_ = json.loads(run("history", "--json").out)
    assert newest == {
        "operation": 3,
        "when": WHEN,
        "words": ["undo"],
        "clips": 1,
        "state": "done",
        "undoes": 2,
        "did": "took back 2: removed “Rates: a pause”",
    }
    (version,) = json.loads(run("history", "letter", "--json").out)
    assert {*version} == {"operation", "when", "words", "path", "from", "what", "text"}
    assert version["text"].startswith("A letter without a header.")


@pytest.mark.usefixtures("done")
def test_on_a_terminal_it_is_a_table(run: Run) -> None:
    ran = run("history", terminal=True)
    assert ran.status == 0
    for part in (
        "no",
        "when",
        "what was done",
        "tagged “letter”: x, y",
        "taken back by 3",
        "2026-11-22 10:15",
        "3 operations",
        "clipper undo",
    ):
        assert part in ran.out


@pytest.mark.usefixtures("done")
def test_on_a_narrow_terminal_what_was_done_has_a_line_of_its_own(run: Run) -> None:
    lines = unwrapped(run("history", terminal=True, width=40).out)
    assert "2  2026-11-22 10:15  taken back by 3 removed “Rates: a pause”" in lines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tags", "rename", "economy", "trade"), "renamed tag economy to trade in “Rates: a pause”"),
        (
            ("tag", "--where", "has:tags", "-a", "x", "-r", "y"),
            "tagged 3 clips: x (“Rates: a pause”, “東京で地震” and “Ceasefire talks start”)",
        ),
        (("edit", "rates", "--set", "date=2026"), "edited “Rates: a pause”: date=2026"),
        (("remove", "letter", "rates"), "removed 2 clips: “letter” and “Rates: a pause”"),
        (("note", "rates", "Ask again."), "added a note to “Rates: a pause”"),
        (("mark", "rates"), "marked “Rates: a pause”"),
        (("search", "save", "x", "tag:world"), "saved search @x: tag:world"),
        (("sources", "merge", "--alias", "Beeb", "BBC News"), "made Beeb an alias of outlet BBC News"),
        (("add", "piece.txt"), "added “A new piece”"),
    ],
)
def test_it_says_what_was_done_to_what(words: tuple[str, ...], told: str, run: Run, archive: Path) -> None:
    (archive.parent / "piece.txt").write_text("date 2026-01-02 [Source: Reuters]\nA new piece\n\nIts text.\n")
    assert run(*words).status == 0
    assert run("history").out.rstrip("\n").split("\t")[-1] == told


class TestOneOperation:
    """`clipper history 12` shows one operation whole."""

    def test_a_pipe_gets_a_line_for_each_clip(self, run: Run) -> None:
        run("tag", "rates", "letter", "-a", "x", "-r", "economy")
        run("edit", "rates", "--set", "date=2026", "--set", "title=Rates", "--unset", "source")
        run("note", "letter", "Ask again.")
        run("remove", "letter")
        rates = "2025/2025-05-19-bbc-news-rates.md"
        assert run("history", "1").out == (
            f"tssgkhsj\tchanged\t{rates}\tRates: a pause\ttags: + x - economy\n"
            "cpszkkwz\tchanged\tundated/letter.md\tletter\ttags: + x\n"
        )
        assert run("history", "2").out == (
            f"tssgkhsj\tchanged\t{rates}\tRates: a pause\t"
            "title: Rates: a pause → Rates; date: 2025-05-19T09:30:00+01:00 → 2026; source: BBC News → none\n"
        )
        assert run("history", "3").out.endswith("\tletter\ttext: 2 lines added\n")
        assert run("history", "4").out == "cpszkkwz\tremoved\tundated/letter.md\tletter\t\n"
        assert run("history", "1", "-n", "1").out.count("\n") == 1

    def test_its_json_keys_are_a_public_interface(self, run: Run) -> None:
        run("edit", "rates", "--set", "date=2026", "--set", "tags=x")
        operation = json.loads(run("history", "1", "--json").out)
        (file,) = operation.pop("files")
        assert operation == json.loads(run("history", "--json").out)[0]
        assert file == {
            "path": "2025/2025-05-19-bbc-news-rates.md",
            "handle": "tssgkhsj",
            "title": "Rates: a pause",
            "what": "changed",
            "from": None,
            "tags": {"added": ["x"], "removed": ["economy", "world/uk"]},
            "fields": {"date": {"from": ["2025-05-19T09:30:00+01:00"], "to": ["2026"]}},
            "lines": {"added": 0, "removed": 0},
        }

    @pytest.mark.parametrize("width", [40, 80])
    def test_a_terminal_shows_when_what_was_done_and_what_was_typed(self, run: Run, width: int) -> None:
        run("edit", "rates", "--set", "date=2026")
        run("undo")
        shown = plain(run("history", "1", terminal=True, width=width).out)
        assert widest(shown) <= width
        words = " ".join(shown.split())
        for part in (
            "1 2026-11-22 10:15 taken back by 2 Edited “Rates: a pause”: date=2026",
            "clipper edit rates --set date=2026",
            "tssgkhsj Rates: a pause date 2025-05-19T09:30:00+01:00 → 2026",
        ):
            assert part in words

    def test_of_many_clips_a_terminal_shows_the_first(self, run: Run, write_clip: WriteClip) -> None:
        for number in range(12):
            write_clip(f"many/{number}.md", "Words.\n")
        run("tag", "--where", "words", "x")
        assert "10 of 12 clips · -n 0 shows all" in plain(run("history", "1", terminal=True).out)
        assert plain(run("history", "1", "-n", "0", terminal=True).out).count("+ x") == 12

    def test_clips_of_which_nothing_more_is_to_say_are_a_line_each(self, run: Run) -> None:
        run("remove", "letter", "rates")
        shown = plain(run("history", "1", terminal=True).out).splitlines()
        assert [line.strip() for line in shown[-2:]] == [
            "cpszkkwz  letter  removed",
            "tssgkhsj  Rates: a pause  removed",
        ]

    def test_a_change_of_the_settings_shows_its_lines(self, run: Run) -> None:
        run("search", "save", "x", "tag:world")
        shown = plain(run("history", "1", terminal=True).out)
        assert "The settings of the archive" in shown
        assert json.loads(run("history", "1", "--json").out)["clips"] == 0
        assert '+x = "tag:world"' in shown
        assert '+x = "tag:world"' in run("history", "1").out

    def test_what_another_program_wrote_since_is_not_taken_for_it(self, run: Run, archive: Path) -> None:
        run("tag", "letter", "x")
        (archive / "undated/letter.md").write_text("Rewritten.\n")
        assert "another program changed it since" in run("history", "1").out

    def test_a_clip_that_was_moved_is_one_with_its_old_path(
        self, run: Run, archive: Path, write_clip: WriteClip
    ) -> None:
        old, new = "2025/2025-05-20-bbc-pool-closes.md", "2024/2024-01-02-bbc-pool-closes.md"
        write_clip(old, "---\ntitle: Pool closes\ndate: 2025-05-20\nsource: BBC\n---\n\nText.\n")
        with (archive / ".clipper.toml").open("a") as settings:
            settings.write("[archive]\nrefile = true\n")
        run("edit", "pool", "--set", "date=2024-01-02")
        (line,) = run("history", "1").out.splitlines()
        assert line.split("\t")[1:4] == ["moved", new, "Pool closes"]
        assert line.endswith(f"\tfrom: {old}; date: 2025-05-20 → 2024-01-02")
        assert json.loads(run("history", "1", "--json").out)["files"][0]["from"] == old

    def test_a_header_that_is_only_written_otherwise_is_told(self, run: Run, system: FakeSystem) -> None:
        system.editor = lambda raw: raw.replace(b"# by hand", b"# by me")
        run("edit", "rates")
        assert run("history", "1").out.endswith("\tonly how its header is written\n")

    def test_a_number_that_no_operation_has_may_be_a_part_of_a_name(self, run: Run) -> None:
        run("tag", "talks", "x")
        assert "tag talks x" in run("history", "2000").out
        assert run("history", "999").err == (
            "clipper: the history has no operation 999. `clipper history` lists them.\n"
        )


def test_the_editor_is_told_by_what_it_changed(run: Run, system: FakeSystem) -> None:
    system.editor = lambda raw: (
        raw.replace(b"waits", b"acts").replace(b"economy", b"money").replace(b"a pause", b"none")
    )
    assert run("edit", "rates").err.startswith("Edited “Rates: a pause”: title, tags, text.")


def test_an_older_history_is_told_by_its_command_lines(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    journal = archive / ".clipper/history/00000001.log"
    journal.write_bytes(journal.read_bytes().replace(b'"did"', b'"old"'))
    assert run("history").out.endswith("\ttag letter x\ttag letter x\n")


def test_where_nothing_was_done_it_says_so(run: Run) -> None:
    assert run("history") == Result(0, "", "")
    assert run("history", "--json").out == "[]\n"
    assert run("history", terminal=True).err == "Nothing was done to this archive yet.\n"


def test_what_was_undone_and_done_anew_is_done(run: Run) -> None:
    run("tag", "letter", "x")
    run("undo")
    run("redo")
    states = [line.split("\t")[3] for line in run("history").out.splitlines()]
    assert states == ["done", "taken back by 3", "done"]


def test_the_versions_of_a_clip_show_what_changed(run: Run) -> None:
    run("tag", "rates", "one")
    run("edit", "rates", "--set", "source=BBC")
    assert run("history", "rates").out == (
        f"2\t{WHEN}\tchanged\tedit rates --set source=BBC\n"
        "@\n"
        " title: 'Rates: a pause'\n"
        " date: 2025-05-19T09:30:00+01:00\n"
        "-source: BBC News\n"
        "+source: BBC\n"
        " tags: [economy, world/uk, one]\n"
        " ---\n"
        "\n"
        f"1\t{WHEN}\tchanged\ttag rates one\n"
        "@\n"
        " date: 2025-05-19T09:30:00+01:00\n"
        " source: BBC News\n"
        "-tags: [economy, world/uk]\n"
        "+tags: [economy, world/uk, one]\n"
        " ---\n"
        " \n"
    )


def test_a_change_by_another_program_is_told_apart(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    (archive / "undated/letter.md").write_text("Rewritten.\n")
    assert "another program changed it since" in run("history", "letter").out


@pytest.mark.parametrize("called", ["undated/letter.md", "letter", "cpszkkwz"])
def test_a_removed_clip_still_has_its_history(run: Run, called: str) -> None:
    run("tag", "letter", "x")
    run("remove", "letter")
    whats = [line.split("\t")[2] for line in run("history", called).out.splitlines() if WHEN in line]
    assert whats == ["removed", "changed"]


def test_a_clip_that_moved_brings_its_history_along(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    (archive / "2026").mkdir()
    (archive / "undated/letter.md").rename(archive / "2026/letter.md")
    assert "tag letter x" in run("history", "letter").out


def test_another_clip_of_the_same_name_keeps_its_own(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    (archive / "2026").mkdir()
    (archive / "2026/letter.md").write_text("Another.\n")
    ran = run("history", "2026/letter")
    assert ran.err == "clipper: the history has nothing about 2026/letter.md. clipper has not changed it.\n"


def test_what_nobody_was_called_is_not_found(run: Run) -> None:
    run("remove", "letter", "rates")
    assert run("history", "zeppelin").status == 1
    assert "no clip is called" in run("history", "zeppelin").err
    assert "may be any of these" in run("history", "2025").err or run("history", "e").status == 1


class TestPruning:
    def test_it_says_what_it_drops_and_asks(self, run: Run) -> None:
        run("tag", "letter", "x")
        assert run("history", "--prune", "90d") == Result(0, "", "There is no operation from before 2026-08-25.\n")
        ran = run("history", "--prune", "tomorrow")
        assert ran == Result(
            1, "", "clipper: 1 operation from before 2026-11-23 would be dropped for good. Add --yes.\n"
        )
        assert run("history", "--prune", "tomorrow", terminal=True, stdin="n\n").status == 1
        assert run("history", "--prune", "tomorrow", "--dry-run").err.endswith("would be dropped.\n")
        assert run("history").out
        ran = run("history", "--prune", "tomorrow", terminal=True, stdin="y\n")
        assert ran.err.endswith("Dropped 1 operation from before 2026-11-23.\n")
        assert run("history").out == ""
        assert run("undo").status == 1

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("--prune", "soon"), "is not a span of time"),
            (("--prune", "..2020"), "has no beginning"),
            (("letter", "--prune", "90d"), "not that of one clip"),
        ],
    )
    def test_what_has_no_meaning_is_wrong_usage(self, run: Run, words: tuple[str, ...], message: str) -> None:
        ran = run("history", *words)
        assert ran.status == 2
        assert message in ran.err


def test_a_name_that_several_removed_clips_had_is_told_with_their_paths(run: Run, write_clip: WriteClip) -> None:
    for folder in ("a", "b"):
        write_clip(f"{folder}/note.md", f"A note in {folder}.")
    assert run("remove", "a/note", "b/note", "--yes").status == 0
    assert run("history", "note") == Result(1, "", "clipper: “note” was any of these:\n  a/note.md\n  b/note.md\n")
    assert "removed" in run("history", "a/note").out


def test_a_long_text_that_changed_all_over_is_summed_up(run: Run, archive: Path) -> None:
    file = archive / "undated/long.md"
    file.write_text("".join(f"line {n}\n" for n in range(9000)))
    run("tag", "long", "x")
    assert run("history", "long").out.count("\n") < 20
    file.write_text("".join(f"{n} other\n" for n in range(9000)))
    run("edit", "long", "--set", "title=T")
    assert "another program" in run("history", "long").out


def test_of_two_long_texts_only_the_lengths_are_told(run: Run, archive: Path, system: FakeSystem) -> None:
    (archive / "undated/long.md").write_text("".join(f"line {n}\n" for n in range(9000)))
    system.editor = lambda _: "".join(f"{n} other\n" for n in range(8000)).encode()
    run("edit", "long")
    assert "9000 lines became 8000" in run("history", "long").out


def test_a_dash_stands_for_the_names_on_stdin(run: Run) -> None:
    run("tag", "rates", "x")
    run("tag", "letter", "x")
    ran = run("history", "-", "--json", stdin="rates\nletter\tx\n")
    assert [version["operation"] for version in json.loads(ran.out)] == [1, 2]
    assert run("history", "-", stdin="rates\nletter\n").out.count("changed") == 2
    drawn = run("history", "-", stdin="rates\nletter\n", terminal=True).out
    assert "rates" in drawn
    assert "letter" in drawn
    assert run("history", "-", stdin="zeppelin\n").status == 1
