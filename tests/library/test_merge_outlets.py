"""Several names of an outlet become one, in the clips or as aliases in the settings."""

import pytest

from clipper.errors import NotFoundError, UsageError
from clipper.library import Library, merge_outlets
from clipper.model.deeds import Deed
from clipper.store.archive import SETTINGS_NAME


def test_the_new_name_is_written_into_the_clips_of_each_old_name(library: Library) -> None:
    plan = merge_outlets.merge(library, ["reuters", "BBC NEWS"], "Wire")
    outcome = library.writer.change(plan.edits)
    assert {library.read(stored).source for stored in outcome.changed} == {"Wire"}
    assert sorted(outcome.paths) == [
        "2000/2000-05-19-reuters-ceasefire-talks.md",
        "2025/2025-05-19-bbc-news-rates.md",
    ]


def test_a_clip_with_the_new_name_already_is_not_in_the_plan(library: Library) -> None:
    assert merge_outlets.merge(library, ["reuters"], "Reuters").edits == []


def test_a_name_that_no_clip_has_is_an_error(library: Library) -> None:
    with pytest.raises(NotFoundError, match="no clip has the source “BBC”"):
        merge_outlets.merge(library, ["BBC"], "BBC News")


def test_an_alias_is_written_into_the_settings_and_no_clip_changes(library: Library) -> None:
    assert merge_outlets.declare_aliases(library, ["bbc.co.uk"], "BBC News")
    newest = library.history.newest()
    assert newest
    assert newest.deed == Deed("made bbc.co.uk an alias of outlet BBC News")
    assert '"BBC News" = ["bbc.co.uk"]' in library.archive.read(SETTINGS_NAME).decode()


@pytest.mark.parametrize(("old", "into"), [([], "BBC"), (["BBC"], "."), (["B\u202eC"], "BBC")])
def test_names_that_cannot_be_merged_are_a_usage_error(old: list[str], into: str) -> None:
    with pytest.raises(UsageError):
        merge_outlets.check_names(old, into)
