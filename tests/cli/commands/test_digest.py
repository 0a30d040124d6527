"""`clipper digest`: what is written, where to, and what is told."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from clipper.output.review.forms import SUFFIXES
from clipper.text import is_safe
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip
from tests.output.exporters.reading import readable

pytestmark = pytest.mark.usefixtures("archive")

PRIVATE = """\
---
title: Harbour strike
date: 2026-11-20
source: Daily Example
url: https://e.example/strike
tags: [harbour]
note: CANARY-REMARK
mine: CANARY-KEY
---

The strike is over. FULL-TEXT
{}
## Note

CANARY-NOTE

## Highlights

> CANARY-HIGHLIGHT
"""
OUTLINE = "# Monday\n\n> All is well.\n\n## Peace\n* {}\n  They talk.\n"


@pytest.fixture
def talks(run: Run) -> str:
    """Return the handle of a clip."""
    return run("list", "ceasefire", "--format", "handles").out.strip()


def test_a_file_is_written_in_the_form_of_its_suffix(run: Run, tmp_path: Path) -> None:
    ran = run("digest", "tag:world", "-o", "out.html")
    assert (ran.status, ran.out, ran.err) == (0, "", "Wrote 2 clips to out.html.\n")
    page = (tmp_path / "out.html").read_text()
    assert "Press review, 22 November 2026" in page
    assert page.count("<article") == 2


def test_a_pipe_gets_the_form_that_is_named(run: Run) -> None:
    ran = run("digest", "ceasefire", "--to", "markdown", "--title", "Peace")
    assert ran.out.startswith("# Peace\n\n19 May 2000 · 1 clip · 1 outlet\n")
    assert run("digest", "ceasefire", "--to", "markdown", "--title", "Peace", "-o", "-").out == ran.out
    assert run("digest", "ceasefire", "--to", "markdown", "-q") == (0, "", "")


def test_sections_are_by_tag_outlet_or_day(run: Run) -> None:
    def headings(*words: str) -> list[str]:
        ran = run("digest", "has:source", "--outline", "-".join(("o", *words)), *words)
        assert ran.status == 65 if "broken" in ran.err else ran.status == 0
        text = (Path(str(run.args[0].cwd)) / "-".join(("o", *words))).read_text()  # type: ignore[attr-defined]
        return [line[3:] for line in text.splitlines() if line.startswith("## ")]

    assert headings() == ["World", "Opinion", "Other"]
    assert headings("--by", "outlet") == ["BBC News", "Reuters", "Süddeutsche Zeitung", "朝日新聞"]
    assert headings("--by", "day") == ["2025-05-19", "2025-05", "2024-11-02", "2000-05-19"]
    assert headings("--by", "nothing") == []


def test_an_outline_is_kept_and_read_again(run: Run, tmp_path: Path) -> None:
    ran = run("digest", "tag:world", "--outline", "monday.md", "--title", "Monday")
    assert (ran.status, ran.err) == (0, "The outline is in monday.md.\n")
    text = (tmp_path / "monday.md").read_text()
    assert text.startswith("# Monday\n\n## ")
    assert "Reuters: Ceasefire talks start" in text
    assert run("digest", "tag:world", "--title", "Monday", "-o", "direct.html").status == 0
    assert run("digest", "--outline", "monday.md", "-o", "kept.html").status == 0
    assert (tmp_path / "direct.html").read_bytes() == (tmp_path / "kept.html").read_bytes()
    ran = run("digest", "tag:world", "--outline", "monday.md", "-o", "x.html")
    assert (ran.status, "the outline monday.md is there already" in ran.err) == (2, True)


def test_an_outline_is_edited_and_kept(run: Run, tmp_path: Path, system: FakeSystem, talks: str) -> None:
    system.editor = lambda raw: raw if b"Only the handle" not in raw else OUTLINE.format(talks).encode()
    ran = run("digest", "tag:world", "--edit", "--outline", "m.md", "-o", "x.md")
    assert (ran.status, ran.err) == (0, "The outline is in m.md.\nWrote 1 clip to x.md.\n")
    assert (tmp_path / "m.md").read_text() == OUTLINE.format(talks)
    written = (tmp_path / "x.md").read_text()
    assert "> They talk." in written
    assert "> All is well." in written
    assert "The talks start at noon." in written


def test_an_outline_that_is_emptied_writes_nothing(run: Run, tmp_path: Path, system: FakeSystem) -> None:
    system.editor = lambda _: b"\n"
    ran = run("digest", "tag:world", "--edit", "--outline", "m.md", "-o", "x.md")
    assert (ran.status, "nothing is written" in ran.err) == (1, True)
    assert not (tmp_path / "m.md").exists()
    assert not (tmp_path / "x.md").exists()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- {0}\n. {0}", "m.md:3: {0} is in line 2 already"),
        ("- {0}\n- bbbbbbbb", "m.md:3: no clip is called “bbbbbbbb”"),
        ("- {0}\n- Who knows?", "m.md:3: “Who” is no handle"),
        ("- {0}\n-", "m.md:3: “” is no handle"),
    ],
)
def test_a_mistake_in_an_outline_is_told_with_its_line(
    run: Run, tmp_path: Path, talks: str, entry: str, message: str
) -> None:
    (tmp_path / "m.md").write_text(f"# X\n{entry.format(talks)}\n")
    ran = run("digest", "--outline", "m.md", "-o", "x.md")
    assert ran.status == 2
    assert message.format(talks) in ran.err
    assert not (tmp_path / "x.md").exists()


def test_a_mistake_that_is_made_in_the_editor_leaves_the_copy(run: Run, system: FakeSystem, tmp_path: Path) -> None:
    system.editor = lambda raw: raw + b"\n- bbbbbbbb\n"
    ran = run("digest", "tag:world", "--edit", "-o", "x.md")
    copy = tmp_path / "edited" / "clip.md"
    assert (ran.status, str(copy) in ran.err) == (2, True)
    assert copy.exists()
    assert not (tmp_path / "x.md").exists()


def test_an_outline_that_is_not_there_is_named(run: Run) -> None:
    ran = run("digest", "--outline", "none.md", "-o", "x.md")
    assert (ran.status, "there is no outline none.md" in ran.err) == (2, True)


def test_a_file_that_is_there_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.html").write_text("mine")
    ran = run("digest", "-o", "out.html", "--outline", "m.md", "tag:world")
    assert (ran.status, "out.html is there already. --force writes over it." in ran.err) == (1, True)
    assert (tmp_path / "out.html").read_text() == "mine"
    assert not (tmp_path / "m.md").exists()
    assert run("digest", "ceasefire", "-o", "out.html", "--force").status == 0


@pytest.mark.parametrize(("words", "message"), [
    (("ceasefire", "--outline", "m.md", "-o", "./m.md"), "--outline and -o name the same file, ./m.md"),
    (("--outline", "kept.md", "-o", "kept.md"), "--outline and -o name the same file, kept.md"),
    (("ceasefire", "--to", "html", "-o", "x.csv", "--declare", "x.csv"), "-o and --declare name the same file, x.csv"),
])  # fmt: skip
def test_one_file_is_not_two(run: Run, tmp_path: Path, talks: str, words: tuple[str, ...], message: str) -> None:
    kept = OUTLINE.format(talks)
    (tmp_path / "kept.md").write_text(kept)
    ran = run("digest", *words, "--force")
    assert (ran.status, message in ran.err) == (2, True), ran.err
    assert (tmp_path / "kept.md").read_text() == kept
    assert not (tmp_path / "m.md").exists()
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("option", ["-o", "--outline"])
def test_a_file_that_would_be_a_clip_is_not_written(run: Run, archive: Path, option: str) -> None:
    ran = run("digest", "ceasefire", option, "clips/new/x.md")
    message = "clipper: clips/new/x.md is in the archive, where it would be a clip. Name a place outside of it.\n"
    assert (ran.status, ran.err) == (1, message)
    assert not (archive / "new").exists()
    assert run("digest", "ceasefire", "-o", "clips/x.html").status == 0


def test_no_clip_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("digest", "zeppelin", "-o", "out.html")
    assert (ran.status, ran.out, ran.err) == (0, "", "No clip matches zeppelin\nout.html is not written.\n")
    ran = run("digest", "zeppelin", "--to", "html", "-o", "-", "--outline", "m.md", "--declare", "u.csv")
    assert ran.err == "No clip matches zeppelin\nm.md is not written.\nu.csv is not written.\n"
    assert not (tmp_path / "out.html").exists()


def test_a_clip_that_cannot_be_read_is_left_out_and_told(run: Run, tmp_path: Path) -> None:
    ran = run("digest", "-o", "out.html")
    assert ran.status == 65
    assert "Wrote 5 clips to out.html." in ran.err
    assert "2024/broken.md:3: an alias (`*`) is not allowed" in ran.err
    assert (tmp_path / "out.html").read_text().count("<article") == 5


@pytest.mark.parametrize(("words", "message"), [
    (("--to", "htm"), "there is no form “htm”; did you mean html?"),
    (("-o", "x.doc"), "the suffix of x.doc is that of no form"),
    (("--to", "pdf", "-o", "x.docx"), "x.docx has the suffix of another form than pdf. Leave out --to, or name a file"),
    ((), "name the form"),
    (("--to", "html", "--by", "colour"), "there is no --by “colour”"),
    (("--to", "html", "--language", "xx"), "there is no language “xx”"),
])  # fmt: skip
def test_what_makes_no_sense_is_told(run: Run, words: tuple[str, ...], message: str) -> None:
    ran = run("digest", "ceasefire", *words)
    assert (ran.status, message in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("form", SUFFIXES)
def test_what_is_private_leaves_only_when_it_is_asked_for(
    run: Run, write_clip: WriteClip, tmp_path: Path, form: str
) -> None:
    write_clip("private.md", PRIVATE.format(""))
    words = ("digest", "title:harbour", "--full", "--to", form, "-o")
    assert run(*words, "plain").status == 0
    assert run(*words, "all", "--notes").status == 0
    plain, everything = readable(tmp_path / "plain"), readable(tmp_path / "all")
    assert "FULL-TEXT" in plain
    assert "CANARY" not in plain
    assert "CANARY-KEY" not in everything
    for canary in ("CANARY-REMARK", "CANARY-NOTE", "CANARY-HIGHLIGHT"):
        assert canary in everything, canary


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("embargo: 2026-11-23", "is shown as one line: it is under embargo until 2026-11-23."),
        ("share-until: 2026-11-21", "is shown as an excerpt: it could be shared until 2026-11-21."),
    ],
)
@pytest.mark.parametrize("form", SUFFIXES)
def test_what_may_not_be_shown_is_held_back_and_told(
    run: Run, write_clip: WriteClip, tmp_path: Path, form: str, key: str, told: str
) -> None:
    text = PRIVATE.format("\n" + "More words. " * 60 + "THE-END\n").replace("mine:", f"{key}\nmine:")
    write_clip("private.md", text)
    ran = run("digest", "title:harbour", "--full", "--to", form, "-o", "x")
    assert (ran.status, told in ran.err) == (0, True), ran.err
    shown = readable(tmp_path / "x")
    assert "THE-END" not in shown
    assert ("FULL-TEXT" in shown) == ("share" in key)
    ran = run("digest", "title:harbour", "--full", "--to", form, "-o", "y", "--strict")
    assert (ran.status, (tmp_path / "y").exists()) == (1, True)
    assert run("digest", "title:harbour", "--to", form, "-o", "z", "--strict").status == (0 if "share" in key else 1)


def test_a_story_is_there_once_with_its_outlets(run: Run, write_clip: WriteClip, tmp_path: Path) -> None:
    body = " ".join(f"word{number}" for number in range(120))
    for number, outlet in enumerate(("Reuters", "Daily Example", "Example Post")):
        write_clip(f"{number}.md", f"---\ntitle: One story\ndate: 2026-11-2{number}\nsource: {outlet}\n---\n\n{body}\n")
    assert run("digest", "title:story", "-o", "x.md").err == "Wrote 1 clip and 2 reprints to x.md.\n"
    written = (tmp_path / "x.md").read_text()
    assert "Also in 2 outlets: Daily Example, Example Post" in written
    assert "2 reprints" in written
    assert "(reprint of 1)" in written


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_was_used_is_declared(run: Run, write_clip: WriteClip, tmp_path: Path, suffix: str) -> None:
    write_clip(
        "1.md",
        "---\ntitle: =1+1\ndate: 2026-11-20T08:00:00\nsource: Daily\npage: A5\n---\n\nTwo words.\n\n## Note\n\nMine\n",
    )
    ran = run(
        "digest", "source:Daily", "OR", "ceasefire", "--by", "nothing", "-o", "x.md", "--declare", f"used{suffix}"
    )
    assert (ran.status, ran.err) == (0, f"Wrote 2 clips to x.md.\nWhat was used is in used{suffix}.\n")
    file = tmp_path / f"used{suffix}"
    if suffix == ".csv":
        rows = [*csv.reader(io.StringIO(file.read_text()))]
    else:
        sheet = openpyxl.load_workbook(file).active
        rows = [[str(cell.value or "").removesuffix(" 00:00:00") for cell in row] for row in sheet.rows]
    assert rows == [
        ["outlet", "headline", "date", "author", "page", "words", "shown"],
        ["Daily", "=1+1", "2026-11-20", "", "A5", "2", "excerpt"],
        ["Reuters", "Ceasefire talks start", "2000-05-19", "Jane Doe; John Smith", "", "8", "excerpt"],
    ]
    assert run("digest", "ceasefire", "-o", "y.md", "--declare", f"used{suffix}").status == 1
    assert not (tmp_path / "y.md").exists()


def test_a_declaration_is_a_table(run: Run) -> None:
    ran = run("digest", "ceasefire", "-o", "x.md", "--declare", "x.pdf")
    assert (ran.status, "ends in .csv or .xlsx" in ran.err) == (2, True)


def test_the_settings_have_defaults(run: Run, archive: Path, tmp_path: Path) -> None:
    (archive / ".clipper.toml").write_text(
        '[digest]\ntitle = "Hafen"\nlicence = "Nur intern."\nby = "day"\nfull = true\nexcerpt = 20\nlanguage = "de"\n'
    )
    assert run("digest", "ceasefire", "-o", "x.md").status == 0
    written = (tmp_path / "x.md").read_text()
    assert written.startswith("# Hafen, 22. November 2026\n\n19\\. Mai 2000 · 1 Beitrag · 1 Medium\n\nNur intern.")
    assert "Peace is far." in written
    (archive / ".clipper.toml").write_text('[digest]\nby = "colour"\n')
    assert "by knows no “colour”" in run("digest", "ceasefire", "-o", "y.md").err


def test_a_key_that_forbids_is_written_as_a_date(run: Run, talks: str) -> None:
    assert run("edit", talks, "--set", "embargo=1 December 2026").status == 0
    assert "is under embargo until 2026-12-01" in run("digest", "ceasefire", "-o", "x.md").err
    for change in ("embargo=soon", "share-until=soon", "archived=here"):
        assert run("edit", talks, "--set", change).status == 2


def test_a_terminal_gets_a_text_that_is_safe_and_no_pdf(run: Run, write_clip: WriteClip) -> None:
    write_clip("evil.md", "---\ntitle: Evil\n---\n\nred \x1b[31m and \u202e turned\n")
    ran = run("digest", "title:evil", "--full", "--to", "markdown", terminal=True)
    assert is_safe(ran.out)
    assert "red ␛[31m" in ran.out
    ran = run("digest", "title:evil", "--to", "pdf", terminal=True)
    assert (ran.status, "is not for a terminal" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        (b"# X\n- \xff\n", 65, "m.md:2: a byte is not UTF-8"),
        (b"- bcdfghjk\n" * 1_000_000, 65, "m.md is larger than 10 MB, and no outline"),
        (b"", 2, "m.md:1: the outline names no clip"),
        (b"# A title\n\nSome prose.\n", 2, "m.md:1: the outline names no clip"),
    ],
)
def test_what_is_no_outline_is_refused(run: Run, tmp_path: Path, content: bytes, status: int, message: str) -> None:
    (tmp_path / "m.md").write_bytes(content)
    ran = run("digest", "--outline", "m.md", "-o", "x.md")
    assert (ran.status, message in ran.err, (tmp_path / "x.md").exists()) == (status, True, False), ran.err


def test_a_folder_is_no_outline(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m.md").mkdir()
    ran = run("digest", "--outline", "m.md", "-o", "x.md")
    assert (ran.status, "m.md is no file" in ran.err) == (2, True)


def test_an_outline_alone_is_not_made_into_anything(run: Run, tmp_path: Path, talks: str) -> None:
    (tmp_path / "m.md").write_text(f"# X\n- {talks}\n")
    ran = run("digest", "--outline", "m.md")
    assert (ran.status, "name the form" in ran.err) == (2, True)
    for words in (("--full",), ("--by", "outlet")):
        ran = run("digest", "--outline", "m.md", "-o", "x.md", *words)
        assert (ran.status, "says nothing of an outline that is there already" in ran.err) == (2, True)


def test_a_clip_of_an_outline_that_cannot_be_read_any_more_is_told(run: Run, tmp_path: Path, talks: str) -> None:
    broken = run("list", "is:unreadable", "--format", "handles").out.strip()
    (tmp_path / "m.md").write_text(f"# X\n- {talks}\n- {broken}\n")
    ran = run("digest", "--outline", "m.md", "-o", "x.md")
    assert (ran.status, "Wrote 1 clip to x.md." in ran.err) == (65, True)
    assert "2024/broken.md:3: an alias" in ran.err


def test_clips_that_cannot_be_read_alone_write_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("digest", "is:unreadable", "-o", "x.md")
    assert (ran.status, (tmp_path / "x.md").exists()) == (65, False)
    assert "2024/broken.md:3" in ran.err


def test_an_outline_is_opened_again(run: Run, tmp_path: Path, system: FakeSystem, talks: str) -> None:
    (tmp_path / "m.md").write_text(OUTLINE.format(talks))
    system.editor = lambda raw: raw.replace(b"Monday", b"Tuesday")
    assert run("digest", "--outline", "m.md", "--edit").err == "The outline is in m.md.\n"
    assert (tmp_path / "m.md").read_text() == OUTLINE.format(talks).replace("Monday", "Tuesday")
    assert run("digest", "--outline", "m.md", "--title", "Other", "-o", "x.md").status == 0
    assert (tmp_path / "x.md").read_text().startswith("# Other\n")
    system.editor = lambda raw: raw.replace(b"# Tuesday\n", b"")
    assert run("digest", "--outline", "m.md", "--edit", "-o", "y.md").status == 0
    assert (tmp_path / "y.md").read_text().startswith("# Press review, 22 November 2026\n")


def test_fonts_are_found_from_the_working_directory(run: Run, tmp_path: Path) -> None:
    ran = run("digest", "ceasefire", "-o", "x.pdf", "--fonts", "none")
    assert (ran.status, "none is no folder with fonts" in ran.err) == (2, True)
    assert not (tmp_path / "x.pdf").exists()
