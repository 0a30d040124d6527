"""What an operation did is told in words."""

import re
from pathlib import Path

import pytest

from clipper.model.deeds import Deed, list_details, name


@pytest.mark.parametrize(
    ("deed", "count", "titles", "told"),
    [
        (Deed("tagged", "world, sport"), 1, ["Pool closes"], "tagged “Pool closes”: world, sport"),
        (Deed("tagged", "world"), 12, ["A", "B", "C"], "tagged 12 clips: world (“A”, “B”, “C” and 9 more)"),
        (Deed("tagged", "world"), 12, [], "tagged 12 clips: world"),
        (Deed("renamed tag a to b in"), 12, [], "renamed tag a to b in 12 clips"),
        (Deed("added"), 3, ["A", "B", "C"], "added 3 clips: “A”, “B” and “C”"),
        (Deed("added"), 4, ["A", "B", "C"], "added 4 clips: “A”, “B”, “C” and 1 more"),
        (Deed("removed"), 1, [], "removed 1 clip"),
        (Deed("saved search @x", "tag:y"), 0, [], "saved search @x: tag:y"),
    ],
)
def test_a_deed_is_told_with_titles_or_with_a_number(deed: Deed, count: int, titles: list[str], told: str) -> None:
    assert deed.tell(count, titles) == told


@pytest.mark.parametrize(
    ("deed", "plan"),
    [
        (Deed("tagged", "world"), Deed("tag", "world")),
        (Deed("renamed tag a to b in"), Deed("rename tag a to b in")),
        (Deed("took the mark from"), Deed("take the mark from")),
        (Deed("unheard of"), Deed("unheard of")),
    ],
)
def test_before_it_is_done_it_is_told_as_a_plan(deed: Deed, plan: Deed) -> None:
    assert deed.as_plan == plan


def test_every_deed_of_the_code_can_be_told_as_a_plan() -> None:
    sources = (file.read_text("utf-8") for file in Path("clipper").rglob("*.py"))
    verbs = {verb for source in sources for verb in re.findall(r"""\bDeed\(\s*f?["'](\w+)""", source)}
    assert verbs >= {"tagged", "edited", "took"}
    assert [verb for verb in verbs if Deed(verb).as_plan.verb == verb] == ["split"]


def test_of_many_details_the_first_are_told() -> None:
    assert list_details([*"abcdefgh"]) == "a, b, c, d, e, f, g, h"
    assert list_details([*"abcdefghij"]) == "a, b, c, d, e, f, g, h and 2 more"


def test_a_clip_is_called_by_its_title_or_else_by_its_file_name() -> None:
    assert name("Pool\ncloses", "2026/x.md") == "Pool closes"
    assert name("", "2026/x.md") == "x"
    assert name("", "posts/budget/index.md") == "budget"
    assert len(name("long " * 99, "x.md")) <= 61
