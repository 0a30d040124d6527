"""`clipper import`: a plan first, then all of it or what was finished, and a second time nothing."""

import json
import re
import shutil
import signal
from pathlib import Path

import pytest

from clipper.store.operation.file_writer import FileWriter
from clipper.system.extras import install_command
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, Figure
from tests.effort import is_within
from tests.intake.importers import golden
from tests.intake.importers.golden import EXPORTS, NAMES
from tests.output.hostile import plain
from tests.running import Result, measure

POCKET = "title,url,time_added,tags,status\n"


def pocket(count: int, start: int = 0) -> str:
    rows = (
        f"Piece {number},https://e.example/{number},1600322788,a|b,unread\n" for number in range(start, start + count)
    )
    return POCKET + "".join(rows)


@pytest.fixture(name="here")
def archive_to_be(system: FakeSystem, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, where an export of each service lies; pages are read by taking their tags out."""
    monkeypatch.setattr("clipper.cli.commands.import_._markdown", lambda: golden.markdown)
    shutil.copytree(EXPORTS, system.cwd, dirs_exist_ok=True)
    return system.home / "clips"


def clips(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.glob("*/*.md"))


def test_an_export_comes_in_and_makes_the_first_archive(run: Run, here: Path) -> None:
    ran = run("import", "instapaper-new.csv")
    assert ran.status == 0
    assert [line.split("\t")[3] for line in ran.out.splitlines()][:2] == [
        "Cours d'assises : «On efface le peuple»",
        "AMP and the press: Why Not?",
    ]
    assert ran.err == (
        f"Made the archive {here}.\nThe tag “java, script” is “java script” here.\n"
        "Kept 4 clips. `clipper undo` takes them away.\n"
    )
    assert len(clips(here)) == 4
    again = run("import", "instapaper-new.csv", "-q")
    assert (again.status, again.out, again.err) == (0, "", "")
    assert run("import", "instapaper-new.csv").err.endswith("Kept 0 clips; 4 there already.\n")
    assert run("undo").status == 0
    assert clips(here) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_in_is_added_there_or_failed_and_listed(name: str, run: Run, here: Path) -> None:
    failed = 65 if name in {"hugo", "onetab.txt", "factiva.html"} else 0
    planned = run("import", name, "--dry-run", "--json")
    assert not here.exists()
    assert planned.status == failed
    plan = json.loads(planned.out)
    assert (plan["added"], plan["rows"]) == (
        0,
        plan["new"] + plan["there"] + len(plan["unreadable"]) + sum(plan["passed_over"].values()),
    )
    ran = run("import", name, "--yes", "--json")
    assert ran.status == failed
    assert json.loads(ran.out) == {**plan, "added": plan["new"]}
    assert len(run("list").out.splitlines()) == plan["new"]
    assert len(run("list", "tag:to-fetch").out.splitlines()) == plan["to_fetch"]
    assert run("timeline").status == run("tags").status == 0


@pytest.mark.usefixtures("here")
def test_a_tag_may_be_added_to_all_and_the_service_named(run: Run) -> None:
    assert run("import", "pinboard.json", "-t", "old/pinboard", "--tag", "x", "--from", "pinboard").status == 0
    assert len(run("list", "tag:old/pinboard tag:x").out.splitlines()) == 3
    assert run("import", "obsidian", "-t", "old", "-q").status == 0
    assert len(run("list", "tag:old", "tag:clippings").out.splitlines()) == 2


def test_a_plan_tells_all_in_a_pipe_and_makes_nothing(run: Run, system: FakeSystem, here: Path) -> None:
    (system.cwd / "x.csv").write_text(
        f"{POCKET.strip()},mood\nT,https://e.example/1,soon,a//b|\u202e,unread,grim\nshort\nU,ftp://x,1,,unread,\n"
        "T,https://e.example/1,0,c,unread,\n,,,,unread,\n",
    )
    ran = run("import", "x.csv", "--dry-run")
    assert ran.out.splitlines() == [
        "export\tx.csv\tpocket",
        "new\t\t1",
        "to-fetch\t\t1",
        "there\t\t1",
        "twice\t\t1",
        "repeat\tx.csv:5\tx.csv:2",
        "passed-over\tits address is none of the web\t1",
        "left-out\tx.csv:4\tits address is none of the web: “ftp://x”",
        "unknown\tmood\t",
        "renamed\ta//b\ta/b",
        "renamed\t<U+202E>\t",
        "notice\tx.csv:2\tits date cannot be read, and is kept as clipped-text: “soon”",
        "unreadable\tx.csv:3\tit has 1 cell, the first row 6",
        "unreadable\tx.csv:6\tit has neither an address nor a text",
    ]
    assert ran.status == 65
    assert ran.err == "Would keep 1 clip; 1 came twice, 1 skipped.\nclipper: 2 of 5 rows cannot be read\n"
    assert not here.exists()

    ran = run("import", "x.csv")
    assert ran.status == 65
    assert ran.err.splitlines() == [
        f"Made the archive {here}.",
        "“mood” is not known; what it holds is kept under that name.",
        "The tag “a//b” is “a/b” here.",
        "The tag “<U+202E>” is left out: nothing of it can stand.",
        "x.csv:2: its date cannot be read, and is kept as clipped-text: “soon”.",
        "Kept 1 clip; 1 came twice, 1 skipped. `clipper undo` takes it away.",
        "clipper: x.csv:3: it has 1 cell, the first row 6",
        "clipper: x.csv:6: it has neither an address nor a text",
        "clipper: 2 of 5 rows cannot be read",
    ]
    assert run("list", "mood:grim").out.count("\n") == 1


def test_what_is_too_much_to_tell_is_told_by_a_plan(run: Run, system: FakeSystem, here: Path) -> None:
    system.cwd = system.folder
    rows = "".join(f"T,https://e.example/{number},soon,,unread\nshort\n" for number in range(30))
    (system.cwd / "x.csv").write_text(POCKET + rows)
    err = run("import", "x.csv", "--yes").err.splitlines()
    assert len(err) == 1 + 5 + 1 + 1 + 20 + 1
    assert "--dry-run shows 25 more remarks." in err
    assert err[-1] == "clipper: 30 of 60 rows cannot be read. --dry-run shows all."
    assert run("import", "x.csv", "--dry-run").out.count("\n") == 5 + 30 + 30 + 30
    assert here.exists()


class TestOnATerminal:
    def test_the_plan_is_drawn_and_a_few_clips_are_kept_without_a_question(self, run: Run, here: Path) -> None:
        ran = run("import", "hugo", "bookmarks-browser.html", terminal=True)
        drawn = plain(ran.out)
        assert drawn.startswith(
            "hugo  markdown\nbookmarks-browser.html  bookmarks\n\n  new             6  3 of them without a text, "
        )
        assert "  there already   1  1 of them came twice: what each says is put together\n" in drawn
        assert "  skipped         1  its address is none of the web\n  cannot be read  1\n" in drawn
        assert "Cannot be read  1\n  hugo/content/posts/broken.md:2  the header is not" in drawn
        assert "Harbour at night" in drawn
        assert len(clips(here)) == 6

    @pytest.mark.parametrize("width", [20, 60, 80, 200])
    def test_no_line_of_the_plan_is_too_long(self, width: int, run: Run, system: FakeSystem) -> None:
        name = "a" * 100 + ".csv"
        tags = "|".join(f"{'x' * number}, y" for number in range(1, 90, 10))
        (system.cwd / name).write_text(f"{POCKET}T,https://e.example/,soon,{tags!r},unread\n".replace("'", '"'))
        drawn = plain(run("import", name, "--dry-run", terminal=True, width=width).out)
        assert max(map(len, drawn.splitlines())) <= width
        assert "and 4 more" in drawn

    def test_many_are_kept_only_after_a_question(self, run: Run, system: FakeSystem, here: Path) -> None:
        (system.cwd / "x.csv").write_text(pocket(20))
        for answer in ("", "n\n"):
            ran = run("import", "x.csv", terminal=True, stdin=answer)
            assert ran.status == 1
            assert "Keep 20 clips? [y/N]: " in ran.err
            assert "nothing was kept" in ran.err
            assert not here.exists()
        assert run("import", "x.csv").err == (
            "clipper: 20 clips would be kept. --dry-run shows them, --yes keeps them.\n"
        )
        assert not here.exists()
        ran = run("import", "x.csv", "-q", terminal=True, stdin="y\n")
        assert ran.status == 0
        assert re.search(r"^  new +20", plain(ran.out), re.MULTILINE)
        assert len(clips(here)) == 20

    def test_quiet_draws_nothing_but_a_plan_that_is_asked_about(self, run: Run, system: FakeSystem) -> None:
        (system.cwd / "x.csv").write_text(pocket(30))
        assert run("import", "x.csv", "-q", "--dry-run", terminal=True) == Result(0, "", "")
        assert run("import", "x.csv", "-q", "--yes", terminal=True).out == ""


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ((), 2, "FILE|FOLDER... is missing"),
        (("nowhere",), 1, "there is no file or folder nowhere"),
        (("",), 2, "the name of a file is empty"),
        (("/dev/null",), 2, "/dev/null is neither a regular file nor a folder"),
        (("image.png",), 65, "image.png is not an export that clipper knows, or it is damaged. --from says"),
        (("cut.zip",), 65, "cut.zip: the zip is damaged or not complete: file is not a zip file"),
        (("empty",), 65, "empty is empty or no text, and not an export"),
        (("x.csv", "--from", "pockets"), 2, "there is no service “pockets”; did you mean pocket? There are pocket, "),
        (("x.csv", "--tag", "a,b"), 2, "the tag “a,b” has a comma"),
        (("x.csv", "nowhere"), 1, "there is no file or folder nowhere"),
        (("x.csv", "--from", "omnivore"), 65, "1 of 1 row cannot be read"),
        (
            ("pages.json",),
            1,
            f"this export holds pages as HTML, and what reads HTML is not installed. `{install_command('web')}`",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_makes_nothing(
    words: tuple[str, ...], status: int, message: str, run: Run, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clipper.cli.commands.import_._markdown", lambda: None)
    here = system.cwd
    (here / "x.csv").write_text(pocket(2))
    (here / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (here / "cut.zip").write_bytes(b"PK\x03\x04\0\0")
    (here / "empty").mkdir()
    (here / "pages.json").write_bytes((EXPORTS / "wallabag.json").read_bytes())
    ran = run("import", *words)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err
    assert not (system.home / "clips").exists()


def test_what_was_kept_by_another_meanwhile_is_not_kept_again(
    run: Run, system: FakeSystem, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clipper.cli.session import Session

    (system.cwd / "x.csv").write_text(pocket(20))

    def confirm(_self: Session, _question: str) -> bool:
        monkeypatch.undo()
        assert run("add", "--url", "http://www.e.example/7?utm_source=y", stdin="Another text.\n").status == 0
        return True

    monkeypatch.setattr(Session, "confirm", confirm)
    ran = run("import", "x.csv", terminal=True)
    assert "Kept 19 clips." in ran.err
    assert len(clips(here)) == 20


def test_ctrl_c_keeps_what_is_finished_and_running_again_completes(
    run: Run, system: FakeSystem, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (system.cwd / "x.csv").write_text(pocket(300))
    publish, published = FileWriter.publish, []

    def pressed(self: FileWriter, *rest: object) -> str:
        published.append(1)
        if len(published) == 100:
            signal.raise_signal(signal.SIGINT)
        return publish(self, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(FileWriter, "publish", pressed)
    ran = run("import", "x.csv", "--yes")
    assert ran.status == 130
    assert ran.err.endswith("clipper: stopped after 100 of 300; run the same command again for the rest\n")
    assert len(clips(here)) == 100
    assert not [*here.glob(".clipper/tmp/*")]
    ran = run("import", "x.csv", "--yes")
    assert ran.err == "Kept 200 clips; 100 there already. `clipper undo` takes them away.\n"
    assert len(clips(here)) == 300


def test_a_long_import_shows_how_far_it_is(run: Run, system: FakeSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.output.terminal.progress._AFTER", 0)
    monkeypatch.setattr("clipper.output.terminal.progress._EVERY", 0)
    (system.cwd / "x.csv").write_text(pocket(12))
    drawn = plain(run("import", "x.csv", terminal=True).err)
    assert re.search(r"reading .*12/\?", drawn)
    assert re.search(r"keeping .*12/12", drawn)


@pytest.mark.slow
def test_twenty_thousand_rows_of_pocket_come_in_within_a_minute_and_300_megabytes(
    tmp_path: Path, figure: Figure
) -> None:
    for part in range(2):
        (tmp_path / "pocket").mkdir(exist_ok=True)
        (tmp_path / "pocket" / f"part_{part:06}.csv").write_text(pocket(10_000, part * 10_000))
    for words, rows in ((("--yes",), 20_000), (("--yes",), 0), (("--dry-run", "--force"), 5)):
        used = measure(tmp_path, "import", "pocket", *words, timeout=600)
        assert used.ran.status == 0, used.ran.err
        assert used.ran.out.count("\n") == rows
        assert is_within(used.seconds, 60)
        assert used.megabytes < 300
        figure("imports", "20 000 rows", most_seconds=round(used.seconds, 1), most_MB=used.megabytes)


def test_every_file_of_a_folder_is_kept_or_named(run: Run, system: FakeSystem) -> None:
    folder = system.cwd / "all"
    folder.mkdir()
    (folder / "part_0.csv").write_text(pocket(2))
    (folder / "note.md").write_text("---\ntitle: T\n---\nText.\n")
    (folder / "feeds.opml").write_text("<opml version='2.0'>")
    plan = json.loads(run("import", "all", "--json").out)
    assert (plan["rows"], plan["added"], plan["passed_over"]) == (4, 3, {"it is from a feed reader, as OPML": 1})
    assert [row["place"] for row in plan["left_out"]] == ["all/feeds.opml"]
    assert [part["from"] for part in plan["exports"]] == ["pocket", "markdown"]


def test_an_export_of_nothing_is_no_failure_and_one_of_another_service_is(run: Run, system: FakeSystem) -> None:
    (system.cwd / "x.json").write_text("[]")
    ran = run("import", "x.json")
    assert (ran.status, "there is nothing in it" in ran.err) == (0, True)
    (system.cwd / "x.opml").write_text("<opml version='2.0'>")
    assert "is from a feed reader, as OPML, which clipper cannot read. Instead: " in run("import", "x.opml").err
    ran = run("import", "x.opml", "--from", "bookmarks")
    assert ran.status == 65
    assert "x.opml: nothing in it is what bookmarks exports" in ran.err


def test_the_encoding_may_be_named(run: Run, system: FakeSystem) -> None:
    (system.cwd / "x.csv").write_bytes((POCKET + "Новости,https://e.example/,1,,unread\n").encode("cp866"))
    assert "Новости" in run("import", "x.csv", "--encoding", "cp866").out
    assert run("import", "x.csv", "--encoding", "nonsense").status == 2


def test_a_reference_whose_outlet_was_renamed_here_is_not_added_again(run: Run, system: FakeSystem) -> None:
    reference = {"id": "1", "type": "article-newspaper", "title": "The bridge opens", "container-title": "The Courier"}
    (system.cwd / "x.json").write_text(json.dumps([reference | {"URL": "https://e.example/bridge"}]))
    assert "Kept 1 clip" in run("import", "x.json").err
    assert run("sources", "merge", "The Courier", "Courier", "--yes").status == 0
    assert "Kept 0 clips; 1 there already." in run("import", "x.json").err


def write_vault(folder: Path, number: int) -> set[str]:
    """Write a folder of notes of the kinds that are taken for one another, and return the texts that are in them."""
    texts: set[str] = set()

    def note(name: str, text: str = "", **fields: str) -> None:
        header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
        (folder / f"{name}.md").write_text(f"---\n{header}---\n\n{text}\n" if fields else f"{text}\n")
        if text:
            texts.add(text)

    wire = f"The ministers of vault {number} met in the old harbour and agreed on the price of bread. " * 4
    folder.mkdir(parents=True)
    for outlet in ("Courier", "Gazette", "Herald"):
        note(
            f"wire {outlet}",
            wire.strip(),
            title="Ministers agree",
            source=outlet,
            url=f"https://{outlet}.example/{number}",
        )
    live = f"https://live.example/{number}"
    note("live morning", f"Live {number}: the count begins.", title="Live: the count", url=live, date="2024-11-05")
    note("live evening", f"Live {number}: the count is over.", title="Live: the count", url=live, date="2024-11-05")
    page = f"https://gazette.example/long/{number}"
    note("clipping", f"The whole report of {number}, " + "with all that was said. " * 9, title="Report", url=page)
    note("summary", f"My summary of report {number}.", title="Report", url=page)
    for piece in range(3):
        note(
            f"reference {piece}",
            f"To be read. {number}",
            title=f"Reference {piece}",
            url=f"https://r.example/{number}/{piece}",
        )
    note("one body", f"The same body, {number}.")
    note("other title", f"The same body, {number}.")
    note("empty")
    for piece in range(10):
        note(f"note {piece}", f"Note {piece} of vault {number}.", title=f"Note {piece}", source="Courier")
    return texts


def test_ten_folders_of_notes_come_in_without_loss_and_a_second_time_nothing(
    run: Run, system: FakeSystem, figure: Figure
) -> None:
    vaults = [f"vault {number}" for number in range(10)]
    texts = set().union(*(write_vault(system.cwd / name, number) for number, name in enumerate(vaults)))
    notes = [path for name in vaults for path in (system.cwd / name).rglob("*.md")]
    plan = json.loads(run("import", *vaults, "--yes", "--json").out)
    kept = [path.read_text("utf-8") for path in (system.home / "clips").rglob("*.md")]
    assert (len(notes), plan["rows"], plan["added"]) == (230, 230, 220)
    assert plan["passed_over"] == {"it is empty": 10}
    assert [text for text in texts if not any(text in raw for raw in kept)] == []
    assert len(kept) == 220
    again = json.loads(run("import", *vaults, "--yes", "--json").out)
    assert (again["added"], again["there"]) == (0, 220)
    figure("imports", "ten folders of notes", files=len(notes), kept=len(kept), named=10, lost=0, again=again["added"])


@pytest.mark.parametrize("note", ["", "Read on microfilm"])
def test_a_reference_is_known_after_its_outlet_was_renamed_and_another_one_is_new(
    note: str, run: Run, system: FakeSystem
) -> None:
    def reference(outlet: str) -> dict[str, object]:
        stated = {"type": "article-newspaper", "title": "Letters to the editor", "container-title": outlet}
        return {"id": outlet, **stated, "issued": {"date-parts": [[1963, 11, 23]]}, "note": note}

    export = system.cwd / "zotero.json"
    export.write_text(json.dumps([reference("The Paper"), reference("Evening, The"), reference("Courier")]))
    assert "Kept 3 clips." in run("import", "zotero.json").err
    assert run("sources", "merge", "the paper", "Paper", "--yes").status == 0
    assert run("sources", "merge", "Paper", "Evening, The", "Daily Paper", "--yes").status == 0
    export.write_text(json.dumps([reference("The Paper"), reference("Evening, The"), reference("Times")]))
    assert "Kept 1 clip; 2 there already." in run("import", "zotero.json").err
