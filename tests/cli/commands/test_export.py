"""`clipper export`: what is written, where to, and what is told."""

import csv
import io
import json
from pathlib import Path

import pytest

from clipper.library import Library
from clipper.output.export_formats import ALL, EXPORTERS, MOVING, REFERENCES
from clipper.text import is_safe
from tests.cli.conftest import Run
from tests.conftest import WriteClip
from tests.output.exporters.reading import readable
from tests.rights import like_anybody

pytestmark = pytest.mark.usefixtures("archive")

PRIVATE = """\
---
title: Harbour strike
date: 2026-11-26
source: Daily Example
url: https://e.example/strike
mine: CANARY-KEY
---

The strike is over.

## Note

CANARY-NOTE

## Highlights

> CANARY-HIGHLIGHT
"""


def test_a_file_is_written_in_the_format_of_its_suffix(run: Run, tmp_path: Path) -> None:
    ran = run("export", "tag:world", "-o", "out.json")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "Wrote 2 clips to out.json.\n"
    clips = json.loads((tmp_path / "out.json").read_text())
    assert [clip["title"] for clip in clips] == ["Rates: a pause", "Ceasefire talks start"]
    assert clips[1]["body"] == "The talks start at noon.\n\nPeace is far.\n"


def test_a_pipe_gets_the_format_that_is_named(run: Run) -> None:
    ran = run("export", "--to", "jsonl", "ceasefire")
    assert [json.loads(line)["source"] for line in ran.out.splitlines()] == ["Reuters"]
    assert run("export", "--to", "jsonl", "ceasefire", "-o", "-").out == ran.out
    assert "body" not in run("export", "--to", "jsonl", "ceasefire", "--no-text").out
    assert run("export", "--to", "jsonl", "ceasefire", "-q") == (0, "", "")


def test_a_terminal_gets_a_text_that_is_safe(run: Run, write_clip: WriteClip) -> None:
    write_clip("evil.md", "---\ntitle: Evil\n---\n\nred \x1b[31m and \u202e turned\n")
    ran = run("export", "--to", "csv", "title:evil", terminal=True)
    assert is_safe(ran.out)
    assert "red ␛[31m" in ran.out
    assert run("export", "--to", "markdown", "title:evil", terminal=True).out.startswith("# Clips\n\n## Evil\n\nred ␛")


def test_a_file_that_is_there_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    ran = run("export", "-o", "out.csv")
    assert (ran.status, "out.csv is there already. --force writes over it." in ran.err) == (1, True)
    assert (tmp_path / "out.csv").read_text() == "mine"
    assert run("export", "ceasefire", "-o", "out.csv", "--force").status == 0
    assert (tmp_path / "out.csv").read_text().startswith("handle,title,date")


def test_a_file_that_would_be_a_clip_is_not_written(run: Run, archive: Path) -> None:
    ran = run("export", "ceasefire", "-o", "clips/x.md")
    message = "clipper: clips/x.md is in the archive, where it would be a clip. Name a place outside of it.\n"
    assert (ran.status, ran.err) == (1, message)
    ran = run("export", "ceasefire", "--copies", "-o", "clips/copies")
    assert (ran.status, "clips/copies is in the archive, where its files would be clips" in ran.err) == (1, True)
    assert not (archive / "x.md").exists()
    assert not (archive / "copies").exists()
    assert run("export", "ceasefire", "-o", "clips/x.json").status == 0


def test_a_clip_that_cannot_be_read_is_left_out_and_told(run: Run, tmp_path: Path) -> None:
    ran = run("export", "-o", "out.jsonl")
    assert ran.status == 65
    assert "Wrote 5 clips to out.jsonl." in ran.err
    assert "clipper: 2024/broken.md:3: an alias (`*`) is not allowed; 5 of 6 done." in ran.err
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 5


def test_no_clip_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("export", "zeppelin", "-o", "out.json")
    assert (ran.status, ran.out, ran.err) == (0, "", "No clip matches zeppelin\n")
    assert not (tmp_path / "out.json").exists()


def test_the_order_and_the_number_are_those_of_a_list(run: Run) -> None:
    handles = [json.loads(line)["handle"] for line in run("export", "--to", "jsonl", "has:title").out.splitlines()]
    assert handles == run("list", "--format", "handles", "has:title").out.split()
    ran = run("export", "--to", "jsonl", "has:title", "--sort", "-date", "-n", "2")
    assert [json.loads(line)["handle"] for line in ran.out.splitlines()] == list(reversed(handles))[:2]
    assert "Wrote 2 clips." in ran.err


@pytest.mark.parametrize("name", EXPORTERS)
def test_what_is_private_leaves_only_when_it_is_asked_for(
    run: Run, write_clip: WriteClip, tmp_path: Path, name: str
) -> None:
    write_clip("private.md", PRIVATE)
    loses, words = EXPORTERS[name].LOSES, ("export", "--to", name, "title:harbour", "-o")
    canaries = {"CANARY-NOTE": "note", "CANARY-HIGHLIGHT": "highlights", "CANARY-KEY": "extra"}
    assert run(*words, "plain").status == 0
    assert run(*words, "all", "--notes", "--all-fields").status == 0
    plain, everything = readable(tmp_path / "plain"), readable(tmp_path / "all")
    for canary, what in canaries.items():
        assert (canary in everything) == (what not in loses), canary
        assert (canary in plain) == (name in MOVING and what not in loses), canary


def test_what_stays_behind_is_counted(run: Run, write_clip: WriteClip) -> None:
    write_clip("private.md", PRIVATE)
    assert run("export", "title:harbour", "-o", "x.csv").err == (
        "Wrote 1 clip to x.csv. 1 note and 1 set of highlights not asked for (--notes). "
        "1 set of other keys not asked for (--all-fields).\n"
    )
    assert run("export", "title:ceasefire", "-o", "x.md").err == (
        "Wrote 1 clip to x.md. Markdown holds no times of clipping: 1 time of clipping stayed behind.\n"
    )
    assert run("export", "title:ceasefire", "--no-text", "-o", "y.csv").err == (
        "Wrote 1 clip to y.csv. 1 text not asked for (--full).\n"
    )


def test_csv_holds_each_value_exactly(run: Run, write_clip: WriteClip) -> None:
    write_clip("f.md", '---\ntitle: "=1+1"\nauthor: ["Doe, Jane", Roe]\npage: "0123"\n---\n\n@SUM(1),\n"quoted"\n')
    (row,) = csv.DictReader(io.StringIO(run("export", "--to", "csv", "page:0123").out))
    assert (row["title"], row["author"], row["page"]) == ("=1+1", "Doe, Jane; Roe", "0123")
    assert row["text"] == '@SUM(1),\n"quoted"'


def test_the_formats_are_listed(run: Run) -> None:
    piped = run("export", "--to").out
    assert [line.split("\t")[0] for line in piped.splitlines()] == [*ALL]
    assert "jsonl" in run("export", "--to", "--no-text", terminal=True).out


def test_the_same_clips_make_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in EXPORTERS:
        for file in ("one", "two"):
            assert run("export", "--to", name, "has:title", "-o", file, "--force").status == 0
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes(), name


def test_copies_are_the_files_in_a_new_folder(run: Run, archive: Path, tmp_path: Path) -> None:
    ran = run("export", "has:title", "--copies", "-o", "copies/")
    assert (ran.status, ran.err) == (0, "Wrote 4 clips to copies/.\n")
    copied = {file.relative_to(tmp_path / "copies") for file in (tmp_path / "copies").rglob("*.md")}
    assert len(copied) == 4
    assert all((archive / path).read_bytes() == (tmp_path / "copies" / path).read_bytes() for path in copied)
    assert "something in it" in run("export", "--copies", "-o", "copies").err
    assert "name it with -o FOLDER" in run("export", "--copies").err


def test_a_binary_format_is_no_text_for_a_terminal(run: Run) -> None:
    ran = run("export", "--to", "xlsx", terminal=True)
    assert (ran.status, ran.out) == (2, "")
    assert "XLSX is not for a terminal. `-o clips.xlsx` writes a file." in ran.err
    assert run("export", "--to", "xlsx").out.startswith("PK")


def test_a_site_is_a_folder_without_what_is_private(run: Run, write_clip: WriteClip, tmp_path: Path) -> None:
    write_clip("private.md", PRIVATE)
    ran = run("export", "title:harbour", "-o", "site/")
    assert (ran.status, "Wrote 1 clip to site/." in ran.err) == (0, True)
    assert "The strike is over." in (tmp_path / "site" / "c" / "0.html").read_text()
    assert "CANARY" not in readable(tmp_path / "site")
    assert "name it with -o FOLDER" in run("export", "--to", "site").err


def test_ctrl_c_leaves_nothing_half_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("clipper.output.plain.encode.json_object", stopped)
    ran = run("export", "-o", "out.jsonl")
    assert (ran.status, ran.err) == (130, "clipper: interrupted\n")
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith((".", "out"))] == []


def test_a_folder_in_which_nothing_may_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    with like_anybody():
        ran = run("export", "ceasefire", "-o", "locked/out.json")
    assert ran.status == 1
    assert "locked/out.json cannot be written: permission denied" in ran.err


def test_an_empty_archive_gives_a_sentence(run: Run, library: Library, tmp_path: Path) -> None:
    for file in library.archive.root.rglob("*.md"):
        file.unlink()
    ran = run("export", "-o", "out.epub")
    assert (ran.status, ran.out, ran.err.startswith("The archive is empty.")) == (0, "", True)
    assert not (tmp_path / "out.epub").exists()


def test_an_order_that_no_list_has_is_refused(run: Run) -> None:
    ran = run("export", "--to", "json", "--sort", "dat")
    assert (ran.status, "cannot be sorted by “dat”" in ran.err) == (2, True)


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_references_keep_the_keys_that_cite_keeps(run: Run, write_clip: WriteClip, name: str) -> None:
    keys = "type: broadcast\npublisher: Example Broadcasting\nmine: CANARY"
    write_clip("radio.md", f"---\ntitle: Rain\nsource: Evening News\n{keys}\n---\n\nText.\n")
    exported = run("export", "title:rain", "--to", name).out
    assert exported == run("cite", "--where", "title:rain", "--to", name).out
    assert "Example Broadcasting" in exported
    assert "CANARY" not in exported


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("json", "x.csv"),
        ("csv", "x.JSON"),
        ("atom", "x.html"),
        ("site", "x.html"),
        ("bibtex", "x.ris"),
        ("json", "x.jsonl"),
    ],
)
def test_a_file_with_the_suffix_of_another_format_is_refused(run: Run, tmp_path: Path, name: str, file: str) -> None:
    ran = run("export", "--to", name, "-o", file)
    assert (ran.status, f"{file} has the suffix of another format than {name}" in ran.err) == (2, True)
    assert not (tmp_path / file).exists()


@pytest.mark.parametrize(
    ("name", "file"), [("csl", "x.json"), ("bibtex", "x.bib"), ("atom", "x.xml"), ("json", "x"), ("wallabag", "x.json")]
)
def test_a_file_may_have_a_suffix_that_several_formats_have_or_none(
    run: Run, tmp_path: Path, name: str, file: str
) -> None:
    assert run("export", "ceasefire", "--to", name, "-o", file).status == 0
    assert (tmp_path / file).exists()


def test_a_format_that_is_named_as_a_query_is_told(run: Run) -> None:
    ran = run("export", "wallabag", "-o", "x.csv")
    assert ran.err == "No clip matches wallabag\n`--to wallabag` names the format.\n"


def test_no_folder_is_made_for_an_export(run: Run, tmp_path: Path) -> None:
    ran = run("export", "ceasefire", "-o", "typo/x.csv")
    assert (ran.status, "there is no folder" in ran.err) == (1, True)
    assert not (tmp_path / "typo").exists()
