"""Fields of clips are set, and a clip's file is replaced by an edited copy."""

import pytest

from clipper.errors import BusyError
from clipper.library import Library, edit_clips

LETTER = "undated/letter.md"


def test_fields_are_set_and_removed_in_each_clip(library: Library) -> None:
    clips = library.find_all(["shb", "ttv"])
    plan = edit_clips.set_fields(clips, {"source": ["Wire"], "author": []})
    assert [stored.path for stored, _ in plan.edits] == [stored.path for stored in clips]
    outcome = library.writer.change(plan.edits)
    assert outcome.failed == []
    assert {(library.read(stored).source, library.read(stored).author) for stored in outcome.changed} == {("Wire", ())}


def test_a_file_is_replaced_as_a_whole(library: Library) -> None:
    before = library.archive.read(LETTER)
    plan = edit_clips.replace_file(library.find(LETTER), before, b"Another letter.\n")
    assert library.writer.change(plan.edits).paths == [LETTER]
    assert library.archive.read(LETTER) == b"Another letter.\n"


def test_a_file_that_was_changed_meanwhile_is_not_replaced(library: Library) -> None:
    plan = edit_clips.replace_file(library.find(LETTER), b"An older letter.\n", b"Another letter.\n")
    (error,) = library.writer.change(plan.edits).failed
    assert isinstance(error, BusyError)
    assert str(error) == f"{LETTER} was changed by another program meanwhile"


def test_an_edit_of_other_bytes_raises(library: Library) -> None:
    ((_, edit),) = edit_clips.replace_file(library.find(LETTER), b"a", b"b").edits
    assert edit(b"a") == b"b"
    with pytest.raises(BusyError):
        edit(b"c")
