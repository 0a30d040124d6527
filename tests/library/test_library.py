from pathlib import Path

import pytest

from clipper import clipfile
from clipper.errors import NotFoundError, UnreadableError
from clipper.index import Index
from clipper.library import Library, retag
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from tests.conftest import CLIPS, FakeSystem, WriteClip, open_library

CEASEFIRE = "2000/2000-05-19-reuters-ceasefire-talks.md"
QUAKE = "2024/2024-11-02-asahi-地震.md"
TRAINS = "2025/2025-05-sz-züge.md"


def ceasefire(raw: bytes) -> bytes:
    return clipfile.with_tags(raw, add=["ceasefire"])


def new(**fields: str) -> Candidate:
    clip = Clip(**fields)  # type: ignore[arg-type]
    return Candidate(clip, clipfile.write(clip))


def test_each_clip_is_found_once_in_the_order_in_which_it_is_named(library: Library) -> None:
    found = library.find_all(["letter", "shb", "undated/letter.md", QUAKE])
    assert [kept.path for kept in found] == ["undated/letter.md", CEASEFIRE, QUAKE]


def test_the_unique_letters_call_each_clip(library: Library) -> None:
    shown = [*library.search(library.build_query())]
    for handle, length in library.unique_lengths(shown).items():
        assert library.find(handle[:length]).handle == handle


def test_a_clip_is_whole_with_its_body(library: Library) -> None:
    assert library.read(library.find("shb")).body == "The talks start at noon.\n\nPeace is far.\n"


def test_a_clip_that_cannot_be_read_says_where_and_why(library: Library) -> None:
    with pytest.raises(UnreadableError, match=r"^2024/broken\.md:3: an alias") as caught:
        library.read(library.find("broken"))
    assert "clipper edit xjgtfkbg" in caught.value.hint


def test_what_was_added_is_what_the_next_command_finds(library: Library, system: FakeSystem) -> None:
    (kept,), _ = library.writer.add([new(title="Rain", date="2026-01-02", body="Much rain fell today.")])
    with open_library(library.archive.root, system) as opened:
        assert opened.find(kept.handle) == kept
        assert opened.find("rain") == kept


def test_what_was_written_is_found_at_once(library: Library) -> None:
    library.writer.change(retag.rename(library, "ceasefire", "truce").edits)
    library.writer.change(retag.rename(library, "truce", "peace").edits)
    (kept,), _ = library.writer.add([new(title="Rain", date="2026-01-02", body="Much rain fell today.")])
    assert library.find("rain") == kept
    library.writer.remove([kept])
    with pytest.raises(NotFoundError):
        library.find("rain")
    record = library.history.newest()
    assert record
    library.writer.undo(record)
    assert library.find("rain").handle == kept.handle


def test_the_index_is_refreshed_only_at_the_first_use_after_a_write(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = retag.change_tags([library.find("shb")], add=["truce"])
    refreshes: list[Index] = []

    def refresh(index: Index) -> None:
        refreshes.append(index)

    monkeypatch.setattr(Index, "refresh", refresh)
    library.writer.change(plan.edits, dry_run=True)
    assert library.find("shb")
    library.writer.change(plan.edits)
    assert refreshes == []
    assert library.find("shb")
    assert library.find("letter")
    assert refreshes == [library.index]


def test_a_failure_in_one_of_many_is_told_and_the_others_are_changed(library: Library) -> None:
    clips = [library.find(name) for name in ("shb", "broken", "letter", "ttv")]
    library.archive.path(QUAKE).unlink()
    clips.insert(1, library.find("shb").replace(path=QUAKE))
    outcome = library.writer.change([(clip, ceasefire) for clip in clips])
    assert [kept.path for kept in outcome.changed] == ["undated/letter.md", TRAINS]
    assert outcome.same == 1
    assert [error.status for error in outcome.failed] == [1, 65]
    assert library.archive.read("2024/broken.md") == str(CLIPS["2024/broken.md"]).encode()


def test_a_dry_run_changes_nothing_and_says_what_would(library: Library) -> None:
    clips = [library.find("shb"), library.find("letter")]
    outcome = library.writer.change([(clip, ceasefire) for clip in clips], dry_run=True)
    assert [kept.path for kept in outcome.changed] == ["undated/letter.md"]
    assert library.archive.read("undated/letter.md") == str(CLIPS["undated/letter.md"]).encode()


def test_copies_that_a_sync_program_made_are_listed_but_left_out_of_bulk_changes(
    library: Library, write_clip: WriteClip
) -> None:
    copies = {
        "undated/letter.sync-conflict-20260101-101010-ABCDEFG.md",
        "undated/letter (conflicted copy 2026-01-01).md",
        "undated/letter (Jane's conflicted copy 2026-01-01).md",
    }
    for copy in copies:
        write_clip(copy, "A letter.")
    everything = library.build_query()
    bulk = {kept.path for kept in library.search_for_change(everything)}
    assert copies <= {kept.path for kept in library.search(everything)}
    assert bulk == {*CLIPS}


def test_the_index_lies_in_the_cache_under_a_name_made_from_the_archive(
    library: Library, system: FakeSystem, tmp_path: Path
) -> None:
    (tmp_path / "by-link").symlink_to(library.archive.root)
    with open_library(tmp_path / "by-link", system) as same, open_library(tmp_path / "other", system) as other:
        assert same.index_file == library.index_file
        assert other.index_file != library.index_file
        assert library.index_file.parent == system.cache_folder


def test_what_the_header_lacks_is_found_and_listed_but_is_not_in_the_header(
    library: Library, write_clip: WriteClip
) -> None:
    write_clip("posts/2016-10-30-budget.md", "---\nsource: Herald\n---\n\n# The budget\n\nText.\n")

    def paths(*query: str) -> list[str]:
        return [stored.path for stored in library.search(library.build_query(query))]

    path = "posts/2016-10-30-budget.md"
    for found in ("date:2016-10", "title:budget", "no:date", "no:title", "-is:undated"):
        assert path in paths(found, "source:herald"), found
    for missed in ("has:date", "has:title", "is:undated"):
        assert path not in paths(missed), missed
    (stored,) = library.search(library.build_query(["date:2016-10"]))
    assert stored.inferred == ("date", "title")
    assert (library.read(stored).date, library.read(stored).title) == ("2016-10-30", "The budget")
    assert library.archive.read(path).startswith(b"---\nsource: Herald\n---\n")
