"""What clipper itself left in the archive."""

from pathlib import Path

import pytest

from clipper.analysis.checks import leftovers
from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries


def test_unfinished_files_are_told_wherever_they_lie(examine: Examine, tmp_path: Path) -> None:
    files = {
        ".clipper/tmp/0123456789abcdef": "half",
        ".clipper/left/a.md": "half",
        ".clipper/lock": "",
        "2025/a.md": headed(SOUND),
        "2025/.0123456789abcdef": "---\n",
        "2025/.fedcba9876543210.part": "",
        "2025/.0123456789abcdef.md": "",
        "2025/.hidden": "",
        ".git/.0123456789abcdef": "",
    }
    findings = examine(files)
    assert summaries(findings) == [
        (".clipper/left/a.md", 1, "saved by another program while clipper wrote, 4 bytes"),
        (".clipper/tmp/0123456789abcdef", 1, "unfinished, 4 bytes"),
        ("2025/.0123456789abcdef", 1, "unfinished, 4 bytes"),
        ("2025/.fedcba9876543210.part", 1, "unfinished, 0 bytes"),
    ]
    assert {finding.kind for finding in findings} == {"leftover"}
    assert {finding.handle for finding in findings} == {""}
    assert all((tmp_path / "clips" / path).exists() for path in files)
    assert not examine({}, query="reuters")


def test_a_history_is_told_only_when_it_is_large(
    examine: Examine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "_LARGE", 1000)
    history = tmp_path / "clips" / ".clipper" / "history" / "1"
    history.mkdir(parents=True)
    (history / "a.md").write_bytes(b"x" * 1000)
    assert not examine({"a.md": headed(SOUND, "x")})
    (history / "b.md").write_bytes(b"x" * 1000)
    assert summaries(examine({})) == [(".clipper/history", 1, "0 MB, the clips have 0 MB")]
    assert not examine({"b.md": headed(SOUND, "x" * 2000)})
