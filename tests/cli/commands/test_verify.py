"""`clipper verify`: quotations of a draft, held against the archive."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip
from tests.intake.documents import samples

DRAFT = "“The talks start at noon,” it says.\n\n“The talks will start at noon.” “Nobody ever said a word of this.”\n"
COUNTS = "3 quotations: 1 exact, 1 altered, 1 absent. Agreement is with what was kept here."


@pytest.fixture(autouse=True)
def _draft(archive: Path, system: FakeSystem) -> None:  # noqa: ARG001 - it makes the archive
    """Let every test find the small archive, and a draft."""
    (system.cwd / "draft.md").write_text(DRAFT)


def test_each_quotation_with_its_verdict_and_its_clip(run: Run) -> None:
    ran = run("verify", "draft.md")
    assert ran.status == 1
    assert ran.err == f"clipper: {COUNTS}\n"
    handle = run("list", "--format", "handles", "ceasefire").out.strip()
    assert [line.split("\t") for line in ran.out.splitlines()] == [
        ["draft.md:1", "exact", "100", handle, "The talks start at noon,", ""],
        ["draft.md:3", "altered", "83", handle, "The talks will start at noon.", "The talks [-will-] start at noon."],
        ["draft.md:3", "absent", "0", "", "Nobody ever said a word of this.", ""],
    ]


def test_json_has_the_changes(run: Run) -> None:
    found = json.loads(run("verify", "draft.md", "--json").out)
    assert [item["verdict"] for item in found] == ["exact", "altered", "absent"]
    assert found[1]["changes"] == [{"removed": "will", "added": ""}]
    assert found[0]["clips"][0]["path"] == "2000/2000-05-19-reuters-ceasefire-talks.md"


def test_a_terminal_shows_the_words_below_the_place(run: Run) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", run("--no-color", "verify", "draft.md", terminal=True).out)
    assert "draft.md:3  altered  83 %\n    “The talks [-will-] start at noon.”\n" in shown
    assert "· Reuters · 2000-05-19 · Ceasefire talks start" in shown


def test_a_word_document_is_named_with_the_paragraph(run: Run, system: FakeSystem) -> None:
    words = ("Dear all,", "“The talks start at noon,” it says.")
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in words)
    (system.cwd / "speech.docx").write_bytes(samples.docx(body))
    ran = run("verify", "speech.docx")
    assert ran.status == 0
    assert ran.out.startswith("speech.docx:2\texact\t100\t")


def test_if_all_agree_the_status_is_0(run: Run) -> None:
    ran = run("verify", "-", stdin="“The talks start … Peace is far.”")
    assert (ran.status, ran.err) == (
        0,
        "1 quotation: 1 exact (1 with omissions or additions). Agreement is with what was kept here.\n",
    )
    ran = run("verify", "-", stdin="No quotation at all.")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("No quotation was found")


def test_only_the_clips_of_a_query_agree(run: Run) -> None:
    assert "absent" in run("verify", "draft.md", "--where", "source:BBC").out.splitlines()[0]
    assert run("verify", "draft.md", "--where", "souce:BBC").status == 2


def test_what_is_private_is_no_source(run: Run, write_clip: WriteClip) -> None:
    write_clip("a.md", "The text.\n\n## Note\n\nmy own secret opinion of it\n")
    assert run("verify", "-", stdin="“my own secret opinion of it”").status == 1


def test_a_file_that_is_not_there(run: Run) -> None:
    ran = run("verify", "draft.md", "nothing.md")
    assert (ran.status, ran.out) == (1, "")
    assert "nothing.md" in ran.err


def test_nothing_in_a_draft_acts_on_the_terminal(run: Run) -> None:
    for terminal in (False, True):
        ran = run("verify", "-", stdin="“we \x1b[35;1mnever \u202esaid this\x07”", terminal=terminal)
        assert "\x1b[35;1m" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err
