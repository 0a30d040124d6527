"""A clip is called by its handle, its path, its file name, or a part of these that no other has."""

from pathlib import Path

import pytest

from clipper.errors import AmbiguousError, NotFoundError, RefusedError
from clipper.library import Library
from clipper.model import naming
from tests.conftest import FakeSystem, WriteClip

CEASEFIRE = "2000/2000-05-19-reuters-ceasefire-talks.md"
QUAKE = "2024/2024-11-02-asahi-地震.md"
TRAINS = "2025/2025-05-sz-züge.md"


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
    here: str, called: str, library: Library, system: FakeSystem, tmp_path: Path
) -> None:
    (tmp_path / "by-link").symlink_to(library.archive.root)
    system.cwd = tmp_path / here
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
    for called in ("letter", naming.handle("letter.md")):
        with pytest.raises(AmbiguousError):
            library.find(called)


def test_each_of_two_clips_of_one_name_has_a_handle_of_its_own(library: Library, write_clip: WriteClip) -> None:
    alone = library.find("undated/letter").handle
    assert alone == naming.handle("letter.md")
    write_clip("2026/letter.md", "another")
    library.index.refresh()
    handles = {path: library.find(path).handle for path in ("undated/letter.md", "2026/letter.md")}
    assert handles == {path: naming.path_handle(path) for path in handles}
    assert len({*handles.values(), alone}) == 3
    for path, handle in handles.items():
        assert library.find(handle).path == path
    (library.archive.root / "2026/letter.md").unlink()
    library.index.refresh()
    assert library.find("undated/letter").handle == alone
    for former in (alone, handles["undated/letter.md"]):
        assert library.find(former).path == "undated/letter.md"


def test_a_handle_that_came_to_mean_two_clips_names_neither(library: Library, write_clip: WriteClip) -> None:
    before = library.find("undated/letter").handle
    write_clip("2026/letter.md", "another")
    library.index.refresh()
    with pytest.raises(AmbiguousError, match=r"(?s)2026/letter.*undated/letter|undated/letter.*2026/letter"):
        library.find(before)


def test_the_page_of_a_bundle_is_called_like_its_folder(library: Library, write_clip: WriteClip) -> None:
    for path in (
        "posts/budget/index.md",
        "posts/budget/index.fr.md",
        "posts/tax/index.md",
        "README.md",
        "notes/Note 2.0 (draft).md",
    ):
        write_clip(path, "text")
    library.index.refresh()
    assert library.find("budget").path == "posts/budget/index.md"
    assert library.find(naming.handle("elsewhere/budget/index.md")).path == "posts/budget/index.md"
    assert library.find("budget.fr").path == "posts/budget/index.fr.md"
    assert library.find("readme").path == "README.md"
    assert library.find("Note 2.0 (draft)").path == "notes/Note 2.0 (draft).md"
    for called in ("index", "index.md"):
        with pytest.raises(AmbiguousError, match=r"(?s)posts/budget/index.*posts/tax/index"):
            library.find(called)


def test_a_handle_that_is_none_any_more_says_why_it_may_have_changed(library: Library) -> None:
    with pytest.raises(NotFoundError) as caught:
        library.find("zzzzzzzz")
    assert caught.value.hint.endswith("One changes when the file is renamed, or moved while another clip has its name.")
