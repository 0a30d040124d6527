"""The neighbours of a clip: its story, its tags, and the next ones in time."""

from itertools import pairwise

import pytest

from clipper.index import neighbours, rows
from clipper.index.neighbours import Neighbours
from clipper.library import Library
from clipper.model.clip import StoredClip
from tests.cli.commands.conftest import WORDS, clip
from tests.conftest import CLIPS, WriteClip

TEXT = " ".join(WORDS)


def around(library: Library, path: str) -> Neighbours:
    stored = library.index.get(path)
    assert stored
    return library.index.neighbours(stored.replace(clip=library.read(stored)))


def paths(clips: tuple[StoredClip, ...]) -> list[str]:
    return [stored.path for stored in clips]


def tagged(date: str, *tags: str) -> str:
    return f"---\ntitle: {date} {tags}\ndate: {date}\ntags: [{', '.join(tags)}]\n---\n\nOf {date} and {tags}.\n"


def test_the_next_in_time_are_those_beside_it_in_the_list(library: Library, write_clip: WriteClip) -> None:
    for number in range(4):
        write_clip(f"same/{number}.md", clip(f"x{number}", "2025-05-19T09:30:00+01:00", "Wire", f"Body {number}"))
    dated = [*library.search(library.build_query(["-is:undated", "-is:unreadable"]), "date")]
    for newer, older in pairwise(dated):
        assert (around(library, newer.path).before, around(library, older.path).after) == (older, newer)
    assert around(library, dated[0].path).after is None
    assert around(library, dated[-1].path).before is None
    undated = around(library, "undated/letter.md")
    assert (undated.before, undated.after) == (None, None)


def test_those_with_most_of_the_same_tags_come_first_and_then_the_nearest(
    library: Library, write_clip: WriteClip
) -> None:
    write_clip("own.md", tagged("2020-05-10", "a", "b", "C"))
    for path, date, tags in (
        ("one-far.md", "2021-05-10", "a"),
        ("one-near.md", "2020-05-01", "b, d, e"),
        ("two.md", "2001-01-01", "A, c"),
        ("three.md", "1999", "c, b, a, z"),
        ("none.md", "2020-05-10", "d"),
        ("one-farther.md", "1990", "c"),
    ):
        write_clip(path, tagged(date, *tags.split(", ")))
    assert paths(around(library, "own.md").tags) == ["three.md", "two.md", "one-near.md", "one-far.md"]
    assert paths(around(library, "undated/letter.md").tags) == []


def test_of_another_story_with_the_same_tags_one_clip_is_named(library: Library, write_clip: WriteClip) -> None:
    write_clip("own.md", tagged("2020-05-10", "a"))
    for day in range(1, 8):
        write_clip(f"{day}.md", tagged(f"2020-05-0{day}", "a").rpartition("Of")[0] + "Each says this.\n")
    write_clip("other.md", tagged("2019", "a"))
    assert paths(around(library, "own.md").tags) == ["7.md", "other.md"]


def test_the_story_of_a_clip_is_that_of_the_other_commands_without_asking_them_first(
    library: Library, write_clip: WriteClip
) -> None:
    write_clip("a.md", clip("x", "2025-01-02", "Wire", "Talks begin.", "https://www.e.com/talks?utm_x=1"))
    write_clip("b.md", clip("x", "2025-01-03", "Paper", "Talks\nbegin."))
    write_clip("c.md", clip("x", "2025-01-01", "Paper", "Talks end.", "http://m.e.com/talks/amp"))
    write_clip("wire.md", clip("Wire", "2025-01-01", "Wire", TEXT))
    write_clip("near.md", clip("Near", "2025-01-02", "Paper", f"A note. {TEXT}"))
    for path, others in (("a", "cb"), ("b", "ca"), ("c", "ab")):
        assert paths(around(library, f"{path}.md").story) == [f"{other}.md" for other in others]
    assert paths(around(library, "wire.md").story) == ["near.md"]
    write_clip("new.md", clip("New", "2025-01-03", "Herald", TEXT.replace(" the ", " a ", 3)))
    library.index.refresh()
    assert paths(around(library, "new.md").story) == ["wire.md", "near.md"]


def test_in_a_huge_archive_no_texts_are_compared_for_one_clip(
    library: Library, write_clip: WriteClip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "MAX_COMPARED", 2)
    monkeypatch.setattr(rows, "sketches", lambda *_: pytest.fail("texts were compared"))
    write_clip("a.md", clip("x", "2025-01-02", "Wire", TEXT, "https://www.e.com/talks?utm_x=1"))
    write_clip("b.md", clip("x", "2025-01-03", "Paper", TEXT.replace(" ", "\n")))
    write_clip("c.md", clip("x", "2025-01-01", "Paper", "Talks end.", "http://m.e.com/talks/amp"))
    write_clip("near.md", clip("Near", "2025-01-02", "Paper", f"A note. {TEXT}"))
    assert paths(around(library, "a.md").story) == ["c.md", "b.md"]
    assert paths(around(library, "near.md").story) == []


def test_of_a_story_with_many_clips_the_first_are_named_and_the_others_counted(
    library: Library, write_clip: WriteClip
) -> None:
    for number in range(9):
        write_clip(
            f"{number}.md", clip(f"x{number}", f"2025-01-0{number + 1}", "Wire", "One text.").replace("place", "tag")
        )
    found = around(library, "4.md")
    assert (paths(found.story), found.more) == (["0.md", "1.md", "2.md", "3.md"], 4)
    assert found.tags == ()
    assert found.all == (*found.story, found.before, found.after)


def test_what_the_index_does_not_know_has_no_neighbours(library: Library) -> None:
    stored = library.index.get(next(iter(CLIPS)))
    assert stored
    assert library.index.neighbours(stored.replace(path="elsewhere.md")) == Neighbours()
