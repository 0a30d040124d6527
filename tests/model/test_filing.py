"""A file is misplaced if clipper gave it its name, and the date or the title that it tells is no longer the clip's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model import filing, naming
from clipper.model.clip import Clip
from tests.model.test_naming import TITLES

VOTE = Clip(title="The vote", date="2001-02-03", source="AP", body="It was close.")
NAMED = "2001/2001-02-03-ap-the-vote.md"
CLIPS = st.builds(Clip, title=TITLES, source=TITLES, date=st.sampled_from(["", "2001", "2001-02", "2001-02-03T10:00"]))


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        (NAMED, {"date": "2001-02-04"}),
        (NAMED, {"date": "2002-02-03"}),
        (NAMED, {"date": "2001-02"}),
        (NAMED, {"date": ""}),
        (NAMED, {"title": "The first vote"}),
        (NAMED, {"title": "Vote"}),
        (NAMED, {"title": ""}),
        ("2001/2001-02-03-ap-the-vote-2.md", {"date": "2001-02-04"}),
        ("2001/2001-02-03-the-vote.md", {"date": "2001-02-04"}),
        ("2001/2001-02-03-associated-press-the-vote-12.md", {"title": "Vote"}),
        (NAMED, {"date": "2001-02-04", "source": "Reuters"}),
    ],
)
def test_a_changed_date_or_title_misplaces_a_file_that_clipper_named(path: str, changes: dict[str, str]) -> None:
    assert filing.is_misplaced(path, VOTE, VOTE.replace(**changes))


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        (NAMED, {}),
        (NAMED, {"date": "2001-02-03T10:15:00+01:00"}),
        (NAMED, {"title": "The Vote!"}),
        (NAMED, {"source": "Reuters"}),
        (NAMED, {"body": "Other words."}),
        ("2001/2001-02-03-ap-the-vote-2.md", {"title": "The vote 2"}),
        ("2001/2001-02-03-the-vote-in-congress.md", {"date": "2002"}),
        ("2001/the-vote.md", {"date": "2002"}),
        ("_posts/2001-02-03-the-vote.md", {"date": "2002"}),
        ("2001/02/2001-02-03-ap-the-vote.md", {"date": "2002"}),
        ("2001-02-03-ap-the-vote.md", {"date": "2002"}),
        ("2001/2001-02-03-ap-the-vote/index.md", {"date": "2002"}),
        ("2001/2001-02-03-ap-the-vote.sync-conflict-20250101-101010-ABCDEFG.md", {"date": "2002"}),
        ("2001/2001-02-03 The vote.md", {"date": "2002"}),
    ],
)
def test_another_change_and_another_name_leave_it(path: str, changes: dict[str, str]) -> None:
    assert not filing.is_misplaced(path, VOTE, VOTE.replace(**changes))


@given(CLIPS, st.integers(1, 20))
def test_what_clipper_names_is_its_own_name_and_never_misplaced(clip: Clip, number: int) -> None:
    numbers = {naming.new_name(clip): number - 1}
    path = next(naming.numbered_paths(naming.new_name(clip), numbers))
    assert filing.is_own_name(path, clip)
    assert filing.has_own_shape(path)
    assert not filing.is_misplaced(path, clip, clip)


@given(CLIPS, CLIPS)
def test_a_file_that_gets_the_name_of_the_new_clip_is_no_longer_misplaced(before: Clip, after: Clip) -> None:
    path = f"{naming.new_name(before)}.md"
    if filing.is_misplaced(path, before, after):
        moved = f"{naming.new_name(after)}.md"
        assert moved != path
        assert not filing.is_misplaced(moved, before, after)
        assert filing.is_own_name(moved, after)


@pytest.mark.parametrize(
    ("path", "is_own"),
    [
        (NAMED, True),
        ("undated/letter-2.md", True),
        ("undated/東京で地震.md", True),
        ("undated/2001-a-year.md", True),
        ("2001/the-vote.md", False),
        ("2001/2002-02-03-the-vote.md", False),
        ("2001/2001-02-03 The vote.md", False),
        ("2001/2001-02-03-The-vote.md", False),
        ("posts/2001-02-03-the-vote.md", False),
        ("2001-02-03-the-vote.md", False),
    ],
)
def test_a_name_of_clippers_shape_is_a_slug_in_the_folder_of_its_year(path: str, is_own: bool) -> None:
    assert filing.has_own_shape(path) == is_own
