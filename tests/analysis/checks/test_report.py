"""The archive as a whole: nothing hides anything, nothing is written, and every kind is reported in its order."""

import os
from pathlib import Path

import pytest

from clipper.analysis import checks
from clipper.analysis.checks import KINDS
from clipper.cli.commands import COMMANDS
from clipper.system import files as disk
from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries
from tests.conftest import CLIPS as SMALL
from tests.test_lazy_imports import CLIPS


def test_one_bad_clip_hides_no_other(examine: Examine) -> None:
    findings = examine({**SMALL, "2024/bytes.md": b"\xff\xfe\0", "2024/sound.md": headed("source: x\n")})
    assert summaries(findings)[:2] == [
        ("2024/broken.md", 3, "an alias (`*`) is not allowed"),
        ("2024/bytes.md", 1, "the file is UTF-16; clips are UTF-8"),
    ]
    assert [finding.kind for finding in findings if finding.path == "2024/sound.md"] == ["no-date", "no-title"]


def test_a_file_that_cannot_be_read_now_is_a_finding(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    read, indexed = disk.read, set[str]()

    def failing(path: Path | str, most: int) -> tuple[bytes, os.stat_result]:
        file = Path(path)
        if file.name in indexed and file.name != "here.md":
            file.unlink()
            if file.name == "pipe.md":
                os.mkfifo(file)
        indexed.add(file.name)
        return read(file, most)

    monkeypatch.setattr(disk, "read", failing)
    files = {"gone.md": headed(SOUND), "here.md": headed("title: x\n"), "pipe.md": headed(SOUND)}
    assert [(finding.kind, finding.path, finding.what) for finding in examine(files)] == [
        ("unreadable", "gone.md", "it cannot be read: no such file or directory"),
        ("unreadable", "pipe.md", "it is not a regular file"),
        ("no-date", "here.md", "no date"),
        ("no-source", "here.md", "no source"),
    ]


def test_nothing_is_written(examine: Examine, tmp_path: Path) -> None:
    examine(SMALL)
    root = tmp_path / "clips"
    assert {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} == {
        *SMALL,
        ".clipper.toml",
    }
    for path, content in SMALL.items():
        assert (root / path).read_bytes() == (content if isinstance(content, bytes) else content.encode())


def test_of_the_archive_of_the_repository_the_founding_clipping_alone_is_told(examine: Examine) -> None:
    findings = examine({path.relative_to(CLIPS).as_posix(): path.read_bytes() for path in CLIPS.rglob("*.md")})
    assert [(finding.kind, finding.path[:24], finding.line, finding.what) for finding in findings] == [
        (
            "early-date",
            "2000/2000-05-19-reuters-",
            19,
            "dated 2000-05-19, but says “…week for their first face-to-face negotiations since March 2022.”",
        )
    ]


def test_every_kind_has_one_check_and_says_why_and_how() -> None:
    for name, kind in KINDS.items():
        assert (kind.check_clip is None) + (kind.check_folder is None) == (2 if name == "unreadable" else 1)
        assert kind.why.endswith(".")
        for word in kind.advice.split("clipper ")[1:]:
            assert word.split()[0] in COMMANDS, name


def test_several_mends_of_a_clip_become_one(examine: Examine) -> None:
    content = headed(f"{SOUND}headline: A title\nsite: Reuters\ntags: [Talks, Peace]\n")
    others = {f"{n}.md": headed(f"{SOUND}tags: [talks, peace]\n") for n in range(2)}
    edits = checks.combine_edits(examine({"a.md": content, **others}))
    assert list(edits) == ["a.md"]
    assert edits["a.md"](content.encode()).decode() == content.replace("Talks, Peace", "talks, peace")


def test_a_copy_of_a_sync_program_is_not_mended(examine: Examine) -> None:
    findings = examine({"a.sync-conflict-20250101-1-A.md": headed(f"{SOUND}headline: A title\n")})
    assert [(finding.kind, finding.fix, finding.edit) for finding in findings] == [
        ("doubled-key", "", None),
        ("conflict-copy", "", None),
    ]
