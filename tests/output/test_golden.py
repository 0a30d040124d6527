"""What clipper draws, held against files that a person has looked at."""

import pytest

from tests.output.golden import DRAWINGS, FOLDER


@pytest.mark.parametrize("name", DRAWINGS)
def test_it_is_drawn_as_in_the_golden_file(name: str) -> None:
    assert DRAWINGS[name]() == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(DRAWINGS)
