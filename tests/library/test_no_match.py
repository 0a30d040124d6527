"""What is near a query that no clip matches."""

from pathlib import Path

import pytest

from clipper.library import Library
from clipper.library.no_match import suggestions
from clipper.store.archive import Archive
from tests.conftest import FakeSystem, open_library


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ceasef", ["ceasef* finds 1 clip."]),
        ("tag:ceasefrie", ["Did you mean tag:ceasefire?"]),
        ("tag:ukraine", ["Did you mean tag:world/ukraine?"]),
        ("source:reut", ["source:reut* finds 1 clip."]),
        ("source:reutres", ['Did you mean source:"Reuters"?']),
        ("date:1850", ["The dates of the archive run from 2000-05-19 to 2025-05-31."]),
        ("ceasfire", ["Did you mean ceasefire?"]),
        ("author:jan", ["author:jan* finds 1 clip."]),
        ("author:smiht", ["Did you mean author:smith?"]),
        ("tag:ukrane", ["Did you mean tag:world/ukraine?"]),
        ("zeppelin", []),
        ("author:zeppelin", []),
        ("path:zeppelin", []),
        ("tag:zeppelin", []),
        ("NOT the NOT rates", []),
        ("ceasef tag:ceasefrie talks", ["ceasef* finds 1 clip.", "Did you mean tag:ceasefire?"]),
    ],
)
def test_the_nearest_is_said(library: Library, words: str, expected: list[str]) -> None:
    assert suggestions(library.build_query([words]), library.index) == expected


def test_where_no_clip_has_a_date_it_says_so(tmp_path: Path, system: FakeSystem) -> None:
    root = Archive.create(tmp_path / "clips").root
    (root / "letter.md").write_text("A letter.\n")
    with open_library(root, system) as library:
        told = suggestions(library.build_query(["date:2026"]), library.index)
    assert told == ["No clip of the archive has a date; is:undated finds them."]
