"""What a test of a check begins with: files, and what is found in them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from clipper.analysis import checks
from clipper.analysis.checks.finding import Finding
from clipper.query import Everything
from tests.conftest import FakeSystem, WriteClip, open_library, unwatched

Examine: TypeAlias = Callable[..., list[Finding]]

SOUND = "title: A title\ndate: 2025-05-19\nsource: Reuters\n"


def headed(header: str, body: str = "A body.\n") -> str:
    """Return a clip's file with this header, on line 2."""
    return f"---\n{header}---\n\n{body}"


@pytest.fixture
def examine(tmp_path: Path, system: FakeSystem, write_clip: WriteClip) -> Examine:
    """Return what writes files and returns the findings of some kinds, in the clips that answer to a query."""

    def examined(files: Mapping[str, str | bytes], *kinds: str, query: str = "") -> list[Finding]:
        write_clip(".clipper.toml", "")
        for path, held in files.items():
            write_clip(path, held)
        with open_library(tmp_path / "clips", system) as library:
            asked = library.build_query([query]) if query else Everything()
            report = checks.examine(library.archive, library.index, asked, system.today(), unwatched)
        return [one for one in report.found if not kinds or one.kind in kinds]

    return examined


def said(found: list[Finding]) -> list[tuple[str, int, str]]:
    """Return path, line and what of findings."""
    return [(one.path, one.line, one.what) for one in found]
