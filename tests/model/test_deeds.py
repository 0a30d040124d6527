"""What an operation did is told in words."""

import pytest

from clipper.model.deeds import Deed, name


@pytest.mark.parametrize(
    ("deed", "count", "titles", "told"),
    [
        (Deed("tagged", "world, sport"), 1, ["Pool closes"], "tagged “Pool closes”: world, sport"),
        (Deed("tagged", "world"), 12, ["A", "B", "C"], "tagged 12 clips: world"),
        (Deed("renamed tag a to b in"), 12, [], "renamed tag a to b in 12 clips"),
        (Deed("added"), 3, ["A", "B", "C"], "added 3 clips: “A”, “B”, “C”"),
        (Deed("added"), 4, ["A", "B", "C"], "added 4 clips: “A”, “B”, “C” …"),
        (Deed("removed"), 1, [], "removed 1 clip"),
        (Deed("saved a search"), 0, [], "saved a search"),
    ],
)
def test_a_deed_is_told_with_titles_or_with_a_number(deed: Deed, count: int, titles: list[str], told: str) -> None:
    assert deed.tell(count, titles) == told


def test_a_clip_is_called_by_its_title_or_else_by_its_file_name() -> None:
    assert name("Pool\ncloses", "2026/x.md") == "Pool closes"
    assert name("", "2026/x.md") == "x"
    assert len(name("long " * 99, "x.md")) <= 61
