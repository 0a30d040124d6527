"""What a test of a check begins with: files, and what is findings in them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from clipper.analysis import checks
from clipper.analysis.checks.finding import Finding
from clipper.query import Everything
from tests.conftest import FakeSystem, WriteClip, no_progress, open_library

Examine: TypeAlias = Callable[..., list[Finding]]

SOUND = "title: A title\ndate: 2025-05-19\nsource: Reuters\n"


def headed(header: str, body: str = "A body.\n") -> str:
    """Return a clip's file with this header, on line 2."""
    return f"---\n{header}---\n\n{body}"


@pytest.fixture
def examine(tmp_path: Path, system: FakeSystem, write_clip: WriteClip) -> Examine:
    """Return a function that writes files, and returns the findings of some kinds in the clips that match a query."""

    def examine_files(files: Mapping[str, str | bytes], *kinds: str, query: str = "") -> list[Finding]:
        write_clip(".clipper.toml", "")
        for path, content in files.items():
            write_clip(path, content)
        with open_library(tmp_path / "clips", system) as library:
            node = library.build_query([query]) if query else Everything()
            report = checks.examine(library.archive, library.index, node, system.today(), no_progress)
        return [finding for finding in report.findings if not kinds or finding.kind in kinds]

    return examine_files


def summaries(findings: list[Finding]) -> list[tuple[str, int, str]]:
    """Return the path, the line and the description of each finding."""
    return [(finding.path, finding.line, finding.what) for finding in findings]
