import os
from pathlib import Path
from typing import Any

import pytest

from clipper.library import Library
from clipper.model import naming
from clipper.model.clip import Clip
from clipper.query import matches
from tests.conftest import CLIPS, FakeSystem, WriteClip, open_library

CEASEFIRE = "2000/2000-05-19-reuters-ceasefire-talks.md"
RATES = "2025/2025-05-19-bbc-news-rates.md"
TRAINS = "2025/2025-05-sz-züge.md"
QUAKE = "2024/2024-11-02-asahi-地震.md"
BROKEN = "2024/broken.md"
LETTER = "undated/letter.md"
UNREADABLE = {
    "bad yaml": b"---\ntitle: [\n---\n",
    "not utf-8": b"---\ntitle: caf\xe9\n---\n",
    "no text": bytes(range(256)),
    "utf-16": "---\ntitle: x\n---\n".encode("utf-16"),
    "unclosed": b"---\ntitle: x\n",
    "an alias": b"---\na: &x 1\nb: *x\n---\n",
    "a list": b"---\n- a\n---\n",
}
STRANGE = [
    "a\udcff.md",
    "two\nlines.md",
    "esc\x1b[2J.md",
    "-r.md",
    " .md",
    "ri\u202eght.md",
    "東.md",
    "cafe\u0301.md",
    "%s.md",
]


def paths(library: Library, *query: str, sort: str = "date") -> list[str]:
    return [stored.path for stored in library.index.search(library.build_query(query), sort, 0)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", [RATES, TRAINS, QUAKE, CEASEFIRE, BROKEN, LETTER]),
        ("-date", [CEASEFIRE, QUAKE, TRAINS, RATES, LETTER, BROKEN]),
        ("clipped", [CEASEFIRE, QUAKE, BROKEN, RATES, TRAINS, LETTER]),
        ("title", [CEASEFIRE, TRAINS, RATES, QUAKE, BROKEN, LETTER]),
        ("-title", [QUAKE, RATES, TRAINS, CEASEFIRE, BROKEN, LETTER]),
        ("source", [RATES, CEASEFIRE, TRAINS, QUAKE, BROKEN, LETTER]),
        ("-source", [QUAKE, TRAINS, CEASEFIRE, RATES, BROKEN, LETTER]),
        ("words", [LETTER, CEASEFIRE, QUAKE, RATES, TRAINS, BROKEN]),
        ("", [RATES, TRAINS, QUAKE, CEASEFIRE, BROKEN, LETTER]),
        ("relevance", [RATES, TRAINS, QUAKE, CEASEFIRE, BROKEN, LETTER]),
    ],
)
def test_a_list_is_sorted_in_the_order_that_is_asked_for(sort: str, expected: list[str], library: Library) -> None:
    assert paths(library, sort=sort) == expected


def test_turned_round_a_list_is_the_same_from_its_end(library: Library) -> None:
    assert paths(library, sort="-words") == paths(library, sort="words")[::-1]


@pytest.mark.parametrize("sort", ["date", "clipped", "title", "source", "author", "rating", "page"])
def test_a_clip_without_a_value_comes_last_in_both_directions(
    sort: str, library: Library, write_clip: WriteClip
) -> None:
    values = ["2021-03-01", "2021-03-09", "2021-03-10"]
    for number, value in enumerate(values):
        write_clip(f"new/{number}.md", f"---\n{sort}: {value}\nurl: https://e.com/{number}\n---\n")
    write_clip("new/none.md", "---\nurl: https://e.com/none\n---\n\nText.\n")
    ascending = [f"new/{number}.md" for number in (0, 1, 2)]
    newest_first = sort in {"date", "clipped"}
    for key, expected in ((sort, ascending[::-1] if newest_first else ascending), (f"-{sort}", ascending)):
        if key.startswith("-") and not newest_first:
            expected = ascending[::-1]  # noqa: PLW2901
        assert paths(library, "url:e.com", sort=key) == [*expected, "new/none.md"]


def test_numbers_are_sorted_as_numbers_and_a_key_may_have_any_name(library: Library, write_clip: WriteClip) -> None:
    for number, value in enumerate(("10", "9", "A1", "9.5")):
        write_clip(f"{number}.md", f'---\npage: {value}\n"it\'s": {value}\nurl: https://e.com/{number}\n---\n')
    for sort in ("page", "it's", "IT'S"):
        assert paths(library, "url:e.com", sort=sort) == ["2.md", "1.md", "3.md", "0.md"]
    assert library.index.describe_order(library.build_query(), "-page") == "by page, from the end"
    assert paths(library, "url:e.com", sort="-path") == ["3.md", "2.md", "1.md", "0.md"]


def test_a_word_that_is_broken_at_a_line_end_is_found_whole_and_by_its_parts(
    library: Library, write_clip: WriteClip
) -> None:
    write_clip("pdf.md", "The infra-\nstructure of the régi-\r\nons.\n")
    for words in ("infrastructure", "infrastruct*", "infra", '"infra structure of"', "regions", "structure"):
        node = library.build_query([words])
        assert [stored.path for stored in library.index.search(node, "", 0)] == ["pdf.md"]
        assert matches(node, library.read(library.find("pdf")))
    for words in ('"ons infrastructure"', '"infrastructure of"'):
        node = library.build_query([words])
        assert library.index.count(node) == 0
        assert not matches(node, library.read(library.find("pdf")))


def test_words_are_ranked_and_a_title_weighs_more_than_a_body(library: Library, write_clip: WriteClip) -> None:
    write_clip("a.md", "---\ntitle: Other\n---\n\nA word: peace. " + "More words. " * 50)
    write_clip("b.md", "---\ntitle: Peace\n---\n\n" + "More words. " * 50)
    assert paths(library, "peace", sort="")[0] == "b.md"
    assert library.index.describe_order(library.build_query(["peace"]), "") == "best match first"
    assert library.index.describe_order(library.build_query(), "") == "newest first"
    assert library.index.describe_order(library.build_query(), "-date") == "oldest first"


def test_a_limit_cuts_the_list_and_a_count_does_not_mind_it(library: Library) -> None:
    everything = library.build_query()
    assert len([*library.index.search(everything, "", 2)]) == 2
    assert library.index.count(everything) == 6
    assert library.index.count_unreadable(everything) == 1
    page = library.result_page(everything, "", 2)
    assert (len(page.stored), page.total, page.unreadable) == (2, 6, 1)


def test_a_row_has_handle_date_source_title_tags_and_path(library: Library) -> None:
    rows = [*library.index.rows(library.build_query(["source:reuters"]), "", 0)]
    assert rows == [
        ("shbzhczx", "2000-05-19", "Reuters", "Ceasefire talks start", "world/ukraine,ceasefire", CEASEFIRE)
    ]


def test_tags_and_outlets_are_counted_as_they_are_written(library: Library, write_clip: WriteClip) -> None:
    write_clip("a.md", "---\nsource: Reuters\ntags: [ceasefire, Ceasefire, ceasefire]\n---\n")
    assert library.index.tag_counts() == {
        "world/ukraine": 1,
        "ceasefire": 2,
        "Ceasefire": 1,
        "economy": 1,
        "world/uk": 1,
        "opinion": 1,
    }
    assert library.index.source_counts() == {"Reuters": 2, "BBC News": 1, "Süddeutsche Zeitung": 1, "朝日新聞": 1}


def test_the_adjacent_handles_are_those_before_and_after_it(library: Library) -> None:
    handles = sorted(naming.handle(path) for path in CLIPS)
    for before, called, after in zip([None, *handles], handles, [*handles[1:], None], strict=False):
        assert library.index.adjacent_handles(called) == (before, after)


class TestOneBadClipHidesNoOther:
    @pytest.mark.parametrize("kind", UNREADABLE)
    def test_what_cannot_be_understood_is_listed_with_the_line(
        self, kind: str, library: Library, write_clip: WriteClip
    ) -> None:
        write_clip(f"{kind}.md", UNREADABLE[kind])
        assert {*paths(library)} == {*CLIPS, f"{kind}.md"}
        assert [*paths(library, "is:unreadable")] == [BROKEN, f"{kind}.md"]
        stored = library.find(f"{kind}.md")
        assert stored.clip.problem.startswith("line ")
        assert stored.clip.title == ""

    def test_what_may_not_be_read_is_listed_with_the_reason(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        really = os.open

        def forbidden(path: str, *more: int, dir_fd: int | None = None) -> int:
            if str(path).endswith("letter.md"):
                raise PermissionError(13, "Permission denied")
            return really(path, *more, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", forbidden)
        assert {*paths(library)} == {*CLIPS}
        assert library.find("letter").clip.problem == "cannot be read: permission denied"

    def test_what_is_no_clip_is_named_and_passed_over(
        self, library: Library, write_clip: WriteClip, tmp_path: Path
    ) -> None:
        root = library.archive.root
        (tmp_path / "secret.md").write_text("secret")
        (root / "link.md").symlink_to(tmp_path / "secret.md")
        os.mkfifo(root / "pipe.md")
        (root / "folder.md").mkdir()
        write_clip(".git/config.md", "hidden")
        write_clip("2000/.draft.md", "hidden")
        write_clip("notes.txt", "no clip")
        assert {*paths(library)} == {*CLIPS}
        assert library.index.skipped == [
            ("folder.md", "a folder"),
            ("link.md", "a symbolic link"),
            ("pipe.md", "not a regular file"),
        ]


@pytest.mark.parametrize("name", STRANGE)
def test_a_clip_with_a_strange_name_is_like_any_other(
    name: str, library: Library, system: FakeSystem, write_clip: WriteClip
) -> None:
    write_clip(f"strange/{name}", "---\ntitle: Strange\ntags: odd\n---\n\nUnheard words.\n")
    for _ in range(2):
        with open_library(library.archive.root, system) as opened:
            for query in ([], ["unheard"], ["tag:odd"], ["title:strange"]):
                assert f"strange/{name}" in [row[-1] for row in opened.rows(opened.build_query(query), "", 0)]
            stored = opened.find(naming.handle(name))
            assert stored.path == f"strange/{name}"
            assert opened.read(stored).body == "Unheard words.\n"
            assert opened.index.get(f"strange/{name}") == stored
    outcome = library.writer.change([(stored, lambda raw: raw + b"More.")])
    assert len(outcome.changed) == 1
    library.writer.remove([stored])
    with open_library(library.archive.root, system) as opened:
        assert {*paths(opened)} == {*CLIPS}


def test_a_strange_folder_comes_and_goes(library: Library, system: FakeSystem, write_clip: WriteClip) -> None:
    clip = write_clip("2000\udcff\n/clip.md", "text")
    with open_library(library.archive.root, system) as opened:
        assert "2000\udcff\n/clip.md" in paths(opened)
    clip.unlink()
    clip.parent.rmdir()
    with open_library(library.archive.root, system) as opened:
        assert {*paths(opened)} == {*CLIPS}


@pytest.mark.parametrize(
    ("address", "body", "queries"),
    [("example.com/a", None, 1), ("", b"12345678", 1), ("example.com/a", b"12345678", 2), ("", None, 2)],
)
def test_a_twin_is_found_without_looking_at_every_clip(
    address: str, body: bytes | None, queries: int, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[str] = []
    select = library.index.database.select

    def explained(statement: str, *values: Any, **options: bool) -> list[tuple[Any, ...]]:
        plans.append(f"{select(f'EXPLAIN QUERY PLAN {statement}', *values)}")
        return select(statement, *values, **options)

    monkeypatch.setattr(library.index.database, "select", explained)
    assert library.index.related(Clip(title="Title", date="2025-05-19", source="AP"), address, body) == []
    assert len(plans) == queries
    for plan in plans:
        assert "SEARCH clips USING INDEX" in plan
        assert "SCAN" not in plan
