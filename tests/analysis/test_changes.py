"""What changed between two versions of a clip."""

import pytest

from clipper.analysis.changes import Changes, FieldChange, compare

BEFORE = b"---\ntitle: One\nauthor: Jane Doe\ntags: [world, sport]\nkicker: Rail\n---\n\nFirst.\n\nSecond.\n"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (b"Rail", b"Rail", Changes()),
        (b"title: One", b"title:   'One'", Changes()),
        (b"One", b"Two", Changes(fields=(FieldChange("title", ("One",), ("Two",)),))),
        (b"title: One\n", b"", Changes(fields=(FieldChange("title", ("One",), ()),))),
        (b"kicker: Rail", b"kicker: Road", Changes(fields=(FieldChange("kicker", ("Rail",), ("Road",)),))),
        (b"world, sport", b"sport, law", Changes(tags_added=("law",), tags_removed=("world",))),
        (b"Second.", b"Second,\nthird.", Changes(lines_added=2, lines_removed=1, is_text_same=False)),
        (b"First.\n\nSecond.", b"Second.\nFirst.", Changes(is_text_same=False)),
    ],
)
def test_each_difference_is_found(old: bytes, new: bytes, changes: Changes) -> None:
    assert compare(BEFORE, BEFORE.replace(old, new)) == changes


def test_all_of_a_file_that_cannot_be_read_is_text() -> None:
    changes = compare(b"---\ntitle: *two\n---\n\nText.\n", b"---\ntitle: two\n---\n\nText.\n")
    assert changes == Changes((FieldChange("title", (), ("two",)),), lines_removed=3, is_text_same=False)
