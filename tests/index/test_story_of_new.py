"""A new clip that tells the story of a stored one is noticed, without a look at any file."""

from pathlib import Path

import pytest

from clipper.index import Index
from clipper.model.clip import Clip
from clipper.query import Everything
from tests.conftest import WriteClip, no_progress
from tests.index.wires import Wire

TEXT = Wire("english").story(1).text
OTHER = Wire("english").story(2).text
NEW = Clip(title="Another headline", date="2021-03-02", source="Paper", body=f"Our own words. {TEXT}")


@pytest.fixture
def index(tmp_path: Path, write_clip: WriteClip) -> Index:
    write_clip("wire.md", f"---\ntitle: Wire story\ndate: 2021-03-01\nsource: Wire\n---\n\n{TEXT}\n")
    write_clip("other.md", f"---\ntitle: Another\ndate: 2021-03-01\nsource: Wire\n---\n\n{OTHER}\n")
    return Index(tmp_path / "clips", tmp_path / "index.sqlite", no_progress)


def path(index: Index, clip: Clip) -> str:
    found = index.story_of_new(clip)
    index.close()
    return found.path if found else ""


def test_it_is_found_once_the_stories_are_in_the_index(index: Index) -> None:
    assert index.story_of_new(NEW) is None
    assert [*index.stories(Everything())] == []
    assert path(index, NEW) == "wire.md"


@pytest.mark.parametrize(
    "new",
    [
        NEW.replace(body=OTHER[:100]),
        NEW.replace(body="Short."),
        NEW.replace(body=""),
        NEW.replace(body=f"{TEXT[: len(TEXT) // 2]} {Wire('english').story(3).text}", date="2025-01-01"),
    ],
    ids=["a part", "short", "empty", "half of it, years later"],
)
def test_what_is_no_edition_is_none(index: Index, new: Clip) -> None:
    assert [*index.stories(Everything())] == []
    assert path(index, new) == ""


def test_a_text_that_has_left_the_archive_has_no_story(index: Index, tmp_path: Path) -> None:
    assert [*index.stories(Everything())] == []
    (tmp_path / "clips" / "wire.md").unlink()
    index.refresh()
    assert path(index, NEW) == ""
