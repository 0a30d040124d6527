"""What is near a query that no clip matches."""

import pytest

from clipper.library import Library
from clipper.library.no_match import suggestions


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
