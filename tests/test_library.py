from dataclasses import replace
from pathlib import Path

import pytest

from clipper import clipfile, names
from clipper.clip import Clip
from clipper.errors import AmbiguousError, NotFoundError, RefusedError, UnreadableError
from clipper.library import Library
from tests.conftest import CLIPS, FakeOutside, WriteClip, open_library

CEASEFIRE = "2000/2000-05-19-reuters-ceasefire-talks.md"
QUAKE = "2024/2024-11-02-asahi-地震.md"
TRAINS = "2025/2025-05-sz-züge.md"


def ceasefire(raw: bytes) -> bytes:
    return clipfile.with_tags(raw, add=["ceasefire"])


def new(**fields: str) -> tuple[Clip, bytes]:
    clip = Clip(**fields)  # type: ignore[arg-type]
    return clip, clipfile.write(clip)


@pytest.mark.parametrize(
    ("called", "path"),
    [
        ("shbzhczx", CEASEFIRE),
        ("shbzh", CEASEFIRE),
        ("s", CEASEFIRE),
        (" shb\n", CEASEFIRE),
        (CEASEFIRE, CEASEFIRE),
        (CEASEFIRE.removesuffix(".md"), CEASEFIRE),
        ("2000-05-19-reuters-ceasefire-talks", CEASEFIRE),
        ("2000-05-19-reuters-ceasefire-talks.md", CEASEFIRE),
        ("ceasefire", CEASEFIRE),
        ("CEASEFIRE TALKS", CEASEFIRE),
        ("reuters", CEASEFIRE),
        ("zuge", TRAINS),
        ("ZÜGE", TRAINS),
        ("地震", QUAKE),
        ("letter", "undated/letter.md"),
        ("broken", "2024/broken.md"),
    ],
)
def test_a_clip_answers_to_its_handle_its_path_and_parts_of_them(called: str, path: str, library: Library) -> None:
    assert library.find(called).path == path


@pytest.mark.parametrize(
    ("here", "called"),
    [
        ("clips", "undated/letter.md"),
        ("clips/undated", "letter.md"),
        ("clips/undated", "./letter"),
        ("clips/2000", "../undated/letter.md"),
        (".", "clips/undated/letter.md"),
        (".", "{root}/undated/letter.md"),
        (".", "{root}/undated/letter"),
        ("by-link/undated", "letter.md"),
    ],
)
def test_a_path_counts_from_the_archive_and_from_where_one_stands(
    here: str, called: str, library: Library, outside: FakeOutside, tmp_path: Path
) -> None:
    (tmp_path / "by-link").symlink_to(library.archive.root)
    outside.here = tmp_path / here
    assert library.find(called.format(root=library.archive.root)).path == "undated/letter.md"


@pytest.mark.parametrize(
    "called", ["", "  ", "no-such", "zzz", "undated/other.md", "../other.md", "\udcff", "a" * 5000]
)
def test_what_nobody_is_called_is_not_found(called: str, library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.find(called)


def test_a_clip_outside_the_archive_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "other.md").touch()
    with pytest.raises(RefusedError, match="lies outside the archive"):
        library.find(str(tmp_path / "other.md"))


def test_an_ambiguous_name_lists_the_candidates_newest_first(library: Library) -> None:
    with pytest.raises(AmbiguousError) as caught:
        library.find("2025")
    assert str(caught.value) == (
        "“2025” may be any of these:\n  tssgkhsj  2025/2025-05-19-bbc-news-rates\n  ttvsdzvt  2025/2025-05-sz-züge"
    )


def test_an_ambiguous_handle_lists_the_candidates(library: Library) -> None:
    with pytest.raises(AmbiguousError, match=r"(?s)tssgkhsj.*ttvsdzvt"):
        library.find("t")


def test_only_eight_of_many_candidates_are_listed(library: Library, write_clip: WriteClip) -> None:
    for number in range(20):
        write_clip(f"many/more\x1b-{number}.md", "text")
    with pytest.raises(AmbiguousError) as caught:
        library.find("more")
    assert len(str(caught.value).splitlines()) == 1 + 8 + 1
    assert "\x1b" not in str(caught.value)
    assert str(caught.value).endswith("\n  …")


def test_one_name_in_two_folders_is_told_apart_by_its_path(library: Library, write_clip: WriteClip) -> None:
    write_clip("2026/letter.md", "another")
    assert library.find("undated/letter").path == "undated/letter.md"
    assert library.find("2026/letter").path == "2026/letter.md"
    for called in ("letter", names.handle("letter.md")):
        with pytest.raises(AmbiguousError):
            library.find(called)


def test_each_clip_is_found_once_in_the_order_in_which_it_is_named(library: Library) -> None:
    found = library.find_all(["letter", "shb", "undated/letter.md", QUAKE])
    assert [kept.path for kept in found] == ["undated/letter.md", CEASEFIRE, QUAKE]


def test_the_unique_letters_call_each_clip(library: Library) -> None:
    shown = [*library.matching(library.ask())]
    for handle, length in library.unique(shown).items():
        assert library.find(handle[:length]).handle == handle


def test_a_clip_is_whole_with_its_body(library: Library) -> None:
    assert library.whole(library.find("shb")).body == "The talks start at noon.\n\nPeace is far.\n"


def test_a_clip_that_cannot_be_read_says_where_and_why(library: Library) -> None:
    with pytest.raises(UnreadableError, match=r"^2024/broken\.md:3: the key “title” stands twice") as caught:
        library.whole(library.find("broken"))
    assert "clipper edit xjgtfkbg" in caught.value.hint


class TestTwins:
    @pytest.mark.parametrize(
        ("fields", "twin"),
        [
            ({"title": "Other", "body": "The talks start\nat noon. Peace is far."}, CEASEFIRE),
            ({"title": "Other", "url": "http://www.example.com/world/ceasefire/?utm_source=x"}, CEASEFIRE),
            ({"title": "Other", "body": "本文です。"}, QUAKE),
        ],
    )
    def test_the_same_body_or_address_is_refused(self, fields: dict[str, str], twin: str, library: Library) -> None:
        kept, refused = library.add([new(**fields)])
        assert kept == []
        handle, name = names.handle(twin), twin.removesuffix(".md")
        assert [str(error) for error in refused] == [f"this is kept already as {handle}, {name}"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"title": "Ceasefire talks start", "date": "2000-05-19", "source": "Reuters"},
            {"title": "Other", "body": "The talks start at one. Peace is far."},
            {"title": "Other", "url": "https://example.com/world/ceasefire-2"},
        ],
    )
    def test_another_body_and_address_is_kept(self, fields: dict[str, str], library: Library) -> None:
        kept, refused = library.add([new(**fields)])
        assert (len(kept), refused) == (1, [])

    def test_two_empty_clips_are_no_twins(self, library: Library) -> None:
        kept, refused = library.add([new(title="A"), new(title="B")])
        assert (len(kept), refused) == (2, [])

    def test_a_twin_in_the_same_call_is_refused_too(self, library: Library) -> None:
        kept, refused = library.add(
            [new(title="A", body="Same"), new(title="B", body="same"), new(title="C", body="Same")]
        )
        assert [one.clip.title for one in kept] == ["A", "B"]
        assert len(refused) == 1

    def test_force_keeps_it_again(self, library: Library) -> None:
        raw = str(CLIPS[CEASEFIRE]).encode()
        kept, refused = library.add([(clipfile.read(raw), raw)], force=True)
        assert (len(kept), refused) == (1, [])

    def test_a_dry_run_finds_twins_and_keeps_nothing(self, library: Library, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("clips/**/*"))
        kept, refused = library.add([new(title="A", body="Same"), new(title="B", body="Same")], dry_run=True)
        assert [one.path for one in kept] == ["undated/a.md"]
        assert len(refused) == 1
        assert sorted(tmp_path.rglob("clips/**/*")) == before


def test_what_was_added_is_what_the_next_command_finds(library: Library, outside: FakeOutside) -> None:
    (kept,), _ = library.add([new(title="Rain", date="2026-01-02", body="Much rain fell today.")])
    with open_library(library.archive.root, outside) as opened:
        assert opened.find(kept.handle) == kept
        assert opened.find("rain") == kept


def test_a_failure_in_one_of_many_is_told_and_the_others_are_changed(library: Library) -> None:
    clips = [library.find(name) for name in ("shb", "broken", "letter", "ttv")]
    library.archive.path(QUAKE).unlink()
    clips.insert(1, replace(library.find("shb"), path=QUAKE))
    outcome = library.change([(clip, ceasefire) for clip in clips])
    assert [kept.path for kept in outcome.changed] == ["undated/letter.md", TRAINS]
    assert outcome.same == 1
    assert [error.status for error in outcome.failed] == [1, 65]
    assert library.archive.read("2024/broken.md") == str(CLIPS["2024/broken.md"]).encode()


def test_a_dry_run_changes_nothing_and_says_what_would(library: Library) -> None:
    clips = [library.find("shb"), library.find("letter")]
    outcome = library.change([(clip, ceasefire) for clip in clips], dry_run=True)
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
    everything = library.ask()
    bulk = {kept.path for kept in library.for_bulk(everything)}
    assert copies <= {kept.path for kept in library.matching(everything)}
    assert bulk == {*CLIPS}


def test_the_index_lies_in_the_cache_under_a_name_made_from_the_archive(
    library: Library, outside: FakeOutside, tmp_path: Path
) -> None:
    (tmp_path / "by-link").symlink_to(library.archive.root)
    with open_library(tmp_path / "by-link", outside) as same, open_library(tmp_path / "other", outside) as other:
        assert same.index_file == library.index_file
        assert other.index_file != library.index_file
        assert library.index_file.parent == outside.cache_folder
