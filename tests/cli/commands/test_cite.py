"""`clipper cite`: references of clips, on stdout, in a file, on the clipboard."""

from pathlib import Path

import pytest

from clipper.output.citation import STYLES
from clipper.text import is_safe
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip

pytestmark = pytest.mark.usefixtures("archive")

STRIKE = """\
---
title: Harbour strike ends after nine days
date: 2019-03-07
source: The Daily Example
author: [Jane Doe, Richard Q. Roe]
page: A5
section: Business
edition: Late
place: London
---

The strike is over.

## Note

CANARY
"""


def test_one_clip_is_a_reference(run: Run, write_clip: WriteClip) -> None:
    write_clip("strike.md", STRIKE)
    ran = run("cite", "strike")
    assert ran.out == (
        "Doe, J., & Roe, R. Q. (2019, March 7). Harbour strike ends after nine days. The Daily Example, A5.\n"
    )
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--note"], "(Doe & Roe, 2019)"),
        (["--style", "harvard", "--format", "markdown"], "*The Daily Example*. Late, 7 March, p. A5."),
        (["--style", "mla", "--format", "html"], "<i>The Daily Example</i> [London], Late, 7 Mar. 2019, p. A5."),
        (["--style", "mla", "--as-printed"], "“Harbour strike ends after nine days.”"),
        (["--style", "chicago"], "“Harbour Strike Ends after Nine Days.” Business."),
        (["--style", "iso690", "--language", "de"], "London, 7. März 2019. S. A5"),
        (["--style", "iso690", "--language", "fr"], "London, 7 mars 2019. p. A5."),
        (["--style", "vancouver"], "2019 Mar 7:A5."),
    ],
)
def test_each_option_changes_the_form(run: Run, write_clip: WriteClip, words: list[str], expected: str) -> None:
    write_clip("strike.md", STRIKE)
    assert expected in run("cite", "strike", *words).out


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("note", [(), ("--note",)], ids=["entry", "note"])
def test_an_empty_clip_has_a_form_in_each_style_and_what_is_missing_is_counted(
    run: Run, write_clip: WriteClip, style: str, note: tuple[str, ...]
) -> None:
    write_clip("zz.md", "---\nlanguage: en\n---\n")
    ran = run("cite", "zz.md", "--style", style, *note)
    assert ran.out.strip()
    assert not {"None", "“”", "‘’", ". .", "()"} & {
        ran.out[start : start + size] for start in range(200) for size in (2, 3, 4)
    }
    assert "1 has no date, 1 has no title, 1 has no source" in ran.err


@pytest.mark.parametrize("style", STYLES)
def test_nothing_private_and_nothing_unsafe_comes_out(run: Run, write_clip: WriteClip, style: str) -> None:
    hostile = "Bad \\x1b[2J \\u202E news \\n@article{x,"
    write_clip("bad.md", f'---\ntitle: "{hostile}"\nauthor: ["{hostile}"]\nmine: CANARY\n---\n\n## Note\n\nCANARY\n')
    for format_ in ("plain", "markdown", "html"):
        out = run("cite", "bad.md", "--style", style, "--format", format_).out
        assert is_safe(out)
        assert out.count("\n") == 1
        assert "CANARY" not in out


def test_a_list_is_sorted_and_told_apart(run: Run, write_clip: WriteClip) -> None:
    for name, title in (("b", "Second report"), ("a", "First report")):
        write_clip(
            f"{name}.md",
            f"---\ntitle: {title}\ndate: 2024-05-0{6 + (name == 'b')}\nauthor: Tina Twin\ntags: twin\n---\n",
        )
    out = run("cite", "--where", "tag:twin").out.splitlines()
    assert out == ["Twin, T. (2024a, May 6). First report.", "Twin, T. (2024b, May 7). Second report."]
    assert run("cite", "b.md", "a.md", "--note").out.splitlines() == ["(Twin, 2024b)", "(Twin, 2024a)"]
    assert run("cite", "--where", "tag:twin", "--style", "vancouver").out.startswith("1. Twin T.")


def test_a_file_is_written_and_never_over_another(run: Run, write_clip: WriteClip, tmp_path: Path) -> None:
    write_clip("strike.md", STRIKE)
    assert run("cite", "strike", "-o", "refs.txt").out == ""
    assert (tmp_path / "refs.txt").read_text("utf-8").startswith("Doe, J.")
    before = (tmp_path / "refs.txt").read_bytes()
    assert run("cite", "strike", "--style", "mla", "-o", "refs.txt").status == 1
    assert (tmp_path / "refs.txt").read_bytes() == before
    assert run("cite", "strike", "--style", "mla", "-o", "refs.txt", "--force").status == 0
    assert (tmp_path / "refs.txt").read_text("utf-8").startswith("Doe, Jane")


def test_a_reference_is_copied_with_its_italics_where_it_can_be(
    run: Run, write_clip: WriteClip, system: FakeSystem
) -> None:
    write_clip("strike.md", STRIKE)
    plain, rich, marked = "The Daily Example, A5.", "<i>The Daily Example</i>, A5.</p>", "*The Daily Example*, A5."
    for words, holds_both, expected in (
        ((), False, {"text/plain": plain}),
        ((), True, {"text/plain": plain, "text/html": rich}),
        (("--format", "html"), False, {"text/plain": plain, "text/html": rich}),
        (("--format", "markdown"), True, {"text/plain": marked}),
    ):
        system.holds_both = holds_both
        ran = run("cite", "strike", "--copy", *words)
        assert (ran.status, ran.out, ran.err) == (0, "", "Copied.\n")
        assert system.copied.keys() == expected.keys()
        assert all(system.copied[kind].decode().endswith(end) for kind, end in expected.items())


def test_the_archived_copy_is_the_one_nearest_to_the_clipping(run: Run, write_clip: WriteClip) -> None:
    write_clip("c.md", "---\ntitle: T\nurl: https://e.example/a\nclipped: 2026-11-20T10:00:00+01:00\n---\n")
    assert "https://web.archive.org/web/20261120090000/https://e.example/a" in run("cite", "c.md", "--archived").out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--style", "chicgo"], "did you mean chicago?"),
        (["--style", "nature.csl"], "pandoc --citeproc --csl nature.csl"),
        (["--language", "xx"], "There are en, de, fr."),
        (["--where", "tag:x"], "name clips, or --where QUERY"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, write_clip: WriteClip, words: list[str], expected: str) -> None:
    write_clip("strike.md", STRIKE)
    ran = run("cite", "strike", *words)
    assert ran.status == 2
    assert expected in ran.err


def test_a_clip_that_cannot_be_read_is_left_out(run: Run, write_clip: WriteClip) -> None:
    write_clip("strike.md", STRIKE)
    write_clip("broken.md", "---\ntitle: [\n---\n")
    ran = run("cite", "strike", "broken.md")
    assert ran.status == 65
    assert ran.out.startswith("Doe, J.")
    assert "broken.md:" in ran.err


@pytest.mark.parametrize(
    ("name", "begins"),
    [("bibtex", "@article{doe2019harbour,"), ("biblatex", "@article{"), ("csl", "[\n"), ("ris", "TY  - NEWS\r\n")],
)
def test_a_program_for_references_gets_a_file(
    run: Run, write_clip: WriteClip, tmp_path: Path, name: str, begins: str
) -> None:
    write_clip("strike.md", STRIKE)
    assert run("cite", "strike", "--to", name).out.startswith(begins)
    assert run("cite", "strike", "--to", name, "-o", "refs").status == 0
    written = (tmp_path / "refs").read_text("utf-8")
    assert "doe2019harbour" in written
    assert "CANARY" not in written


def test_the_suffix_of_the_file_says_the_format(run: Run, tmp_path: Path) -> None:
    for file, beginning in (("x.bib", "@"), ("x.ris", "TY  - "), ("x.json", "["), ("x.txt", "Doe")):
        assert run("cite", "ceasefire", "-o", file).status == 0
        assert (tmp_path / file).read_text().lstrip().startswith(beginning), file
    ran = run("cite", "ceasefire", "--to", "bibtex", "-o", "y.ris")
    assert (ran.status, "y.ris has the suffix of another format than bibtex" in ran.err) == (2, True)
    assert run("cite", "ceasefire", "--style", "apa", "-o", "y.json").status == 0
    assert (tmp_path / "y.json").read_text().startswith("Doe")
