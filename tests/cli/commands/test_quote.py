"""`clipper quote` and `clipper quotes`: words that are kept with who said them."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from clipper import clipfile
from clipper.clipfile import fingerprint
from tests.cli.conftest import Run
from tests.conftest import WriteClip

CLIP = "2000/2000-05-19-reuters-ceasefire-talks.md"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def _header(archive: Path) -> str:
    return (archive / CLIP).read_text().partition("\n---\n")[0]


def test_words_that_are_there_are_kept_as_the_text_has_them(run: Run, archive: Path) -> None:
    before = (archive / CLIP).read_bytes()
    ran = run("quote", "ceasefire", "“the talks  START at noon”", "--by", "Jane Doe")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("Kept a quote in “Ceasefire talks start”: The talks start at noon.")
    after = (archive / CLIP).read_bytes()
    assert _header(archive).endswith("\nquotes:\n- The talks start at noon — Jane Doe")
    assert clipfile.read_body(after) == clipfile.read_body(before)
    assert fingerprint.compute(clipfile.read_body(after)) == fingerprint.compute(clipfile.read_body(before))
    assert run("undo", "--yes").status == 0
    assert (archive / CLIP).read_bytes() == before


def test_words_that_are_not_there_are_refused_with_the_nearest(run: Run, archive: Path) -> None:
    before = (archive / CLIP).read_bytes()
    ran = run("quote", "ceasefire", "the talks will start at noon")
    assert ran.status == 1
    assert "are not in the text" in ran.err
    assert "the talks [-will-] start at noon" in ran.err
    assert "Nothing in its text is near" in run("quote", "ceasefire", "nobody ever said a word of this").err
    assert run("quote", "ceasefire", " ").status == 2
    assert (archive / CLIP).read_bytes() == before


def test_a_note_is_no_text_of_a_clip(run: Run) -> None:
    assert run("note", "ceasefire", "my own secret opinion").status == 0
    assert run("quote", "ceasefire", "my own secret opinion").status == 1


def test_a_quote_is_kept_once_and_gets_its_name_later(run: Run, archive: Path) -> None:
    assert run("quote", "ceasefire", "Peace is far").status == 0
    assert run("quote", "ceasefire", "peace is far.", "--by", "Jane Doe").status == 0
    again = run("quote", "ceasefire", "peace is far", "--by", "jane doe")
    assert (again.status, again.err) == (0, "This quote is kept already.\n")
    assert run("quote", "ceasefire", "peace is far").err == "This quote is kept already.\n"
    assert _header(archive).endswith("\nquotes:\n- Peace is far. — Jane Doe")


def test_words_that_another_has_said_are_refused_without_force(run: Run, archive: Path) -> None:
    assert run("quote", "ceasefire", "Peace is far", "--by", "Hélène Garçon").status == 0
    before = (archive / CLIP).read_bytes()
    for more in ((), ("--dry-run",)):
        ran = run("quote", "ceasefire", "“peace is far.”", "--by", "John Roe", *more)
        assert ran.status == 1
        assert "already kept, said by Hélène Garçon" in ran.err
        assert "--force" in ran.err
    assert (archive / CLIP).read_bytes() == before
    assert run("quote", "ceasefire", "peace is far", "--by", "John Roe", "--force").status == 0
    assert _header(archive).endswith("\n- Peace is far — John Roe")
    assert "said by Hélène Garçon and by John Roe" in run("quote", "ceasefire", "peace is far", "--by", "Xi").err


def test_a_nameless_copy_does_not_let_a_second_name_in(run: Run, archive: Path) -> None:
    said = "quotes:\n- Peace is far — Jane Doe\n- Peace is far\n---\n\n"
    before = (archive / CLIP).read_bytes().replace(b"---\n\n", said.encode(), 1)
    (archive / CLIP).write_bytes(before)
    assert "said by Jane Doe" in run("quote", "ceasefire", "peace is far", "--by", "John Roe").err
    assert (archive / CLIP).read_bytes() == before


@pytest.mark.parametrize("name", ["", " ", "—"])
def test_an_empty_name_is_refused(run: Run, name: str) -> None:
    ran = run("quote", "ceasefire", "Peace is far", "--by", name)
    assert (ran.status, "--by is empty" in ran.err) == (2, True)


def test_a_note_about_a_quote_stands_below_the_text(run: Run, archive: Path) -> None:
    assert run("quote", "ceasefire", "-", "--note", "Ask her.", stdin="Peace is far").status == 0
    assert (archive / CLIP).read_text().endswith("\n## Note\n\n“Peace is far”: Ask her.\n")


def test_a_dry_run_writes_nothing(run: Run, archive: Path) -> None:
    before = (archive / CLIP).read_bytes()
    ran = run("quote", "ceasefire", "Peace is far", "--dry-run")
    assert ran.err.startswith("Would keep a quote in “Ceasefire talks start”")
    assert (archive / CLIP).read_bytes() == before


@pytest.fixture
def kept(run: Run, write_clip: WriteClip) -> None:
    """Keep three quotes of two people, and a lost one."""
    for words, name in (("Peace is far", "Zoë Ünal"), ("talks start at noon", "=Adam|Cmd"), ("The talks", "")):
        assert run("quote", "ceasefire", words, *(("--by", name) if name else ())).status == 0
    write_clip("a.md", "---\ntitle: A\nquotes:\n- never said — Zoë Ünal\n---\nText.\n")


@pytest.mark.usefixtures("kept")
def test_quotes_are_listed_by_person(run: Run) -> None:
    rows = [line.split("\t") for line in run("quotes").out.splitlines()]
    assert sorted(row[:2] for row in rows[1:3]) == [["Zoë Ünal", "Peace is far"], ["Zoë Ünal", "never said"]]
    assert [rows[0][:2], rows[3][:2]] == [["=Adam|Cmd", "talks start at noon"], ["", "The talks"]]
    handle = run("list", "--format", "handles", "ceasefire").out.strip()
    assert rows[0][2:] == [
        *(handle, "2000-05-19", "Reuters", "Ceasefire talks start", "https://example.com/world/ceasefire", CLIP)
    ]
    assert len(run("quotes", "--by", "zoe unal").out.splitlines()) == 2
    assert len(run("quotes", "source:Reuters", "--by", "Zoë").out.splitlines()) == 1
    assert run("quotes", "--by", "Zo").out == ""
    found = json.loads(run("quotes", "--json").out)
    assert (found[0]["speaker"], found[0]["words"], found[0]["handle"]) == ("=Adam|Cmd", "talks start at noon", handle)


@pytest.mark.usefixtures("kept")
def test_a_terminal_shows_them_below_the_names(run: Run) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run("--no-color", "quotes", terminal=True).out)
    assert "Without a name\n  “The talks”\n" in shown
    assert " · Reuters · 2000-05-19 · Ceasefire talks start" in shown
    assert "No quote is kept" in run("quotes", "--by", "Nobody", terminal=True).err


@pytest.mark.usefixtures("kept")
def test_no_cell_of_the_table_is_a_formula(run: Run) -> None:
    rows = [*csv.reader(io.StringIO(run("quotes", "--to", "csv").out))]
    assert rows[0] == ["speaker", "words", "handle", "date", "source", "title", "url", "path"]
    assert rows[1][0] == "'=Adam|Cmd"
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@"}]


@pytest.mark.usefixtures("kept")
def test_markdown_has_the_names_as_headings(run: Run) -> None:
    written = run("quotes", "ceasefire", "--to", "markdown").out
    assert written.startswith("## \\=Adam\\|Cmd\n\n> talks start at noon\n>\n> — [Ceasefire talks start](https://")
    assert "\n## Without a name\n" in written


@pytest.mark.usefixtures("kept")
def test_annotations_have_the_words_and_their_places(run: Run, archive: Path) -> None:
    ran = run("quotes", "--to", "annotations")
    assert "1 quote is left out" in ran.err
    collection = json.loads(ran.out)
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 3)
    first = collection["first"]["items"][0]
    page, file = first["target"]
    assert page["source"]["id"] == "https://example.com/world/ceasefire"
    selector, place = file["selector"]
    assert (selector["exact"], selector["prefix"], selector["suffix"]) == (
        *("talks start at noon", "The ", ".\n\nPeace is far.\n"),
    )
    body = clipfile.read_body((archive / CLIP).read_bytes()).decode().lstrip("\n")
    assert body[place["start"] : place["end"]] == "talks start at noon"
    assert run("quotes", "--to", "annotations").out == ran.out


def test_a_format_that_is_not_there(run: Run) -> None:
    assert "Did you mean" in run("quotes", "--to", "cvs").err or run("quotes", "--to", "cvs").status == 2
    assert run("quotes", "--to", "csv", "--json").status == 2
    assert json.loads(run("quotes", "--to", "annotations").out)["total"] == 0


@pytest.mark.usefixtures("kept")
def test_show_and_check_know_them(run: Run) -> None:
    assert "quote “Peace is far” — Zoë Ünal\n" in run("show", "ceasefire").out
    assert "lost-quote" in run("check", "a.md").out or "lost-quote" in run("check").out


def test_nothing_in_a_quote_acts_on_the_terminal(run: Run, write_clip: WriteClip) -> None:
    evil = "\\x1b[35;1mwe \\u202enever\\x07 <script> said"
    write_clip("a.md", f'---\ntitle: "{evil}"\nquotes:\n- "{evil} — {evil}"\n---\nText.\n')
    for words in (["quotes"], ["quotes", "--json"], ["quotes", "--to", "csv"], ["quotes", "--to", "markdown"]):
        for terminal in (False, True):
            ran = run(*words, terminal=terminal)
            assert "\x1b[35;1m" not in ran.out + ran.err
            assert not {"\u202e", "\x07"} & {*ran.out, *ran.err}
    assert "<script>" not in run("quotes", "--to", "markdown").out.replace("\\<script", "")
