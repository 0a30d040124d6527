"""Similar clips: tagged clips that share rare words, whatever else is in the index."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import text
from clipper.library import Library
from tests.conftest import FakeSystem, WriteClip, open_library

Keep = Callable[[dict[str, str]], Library]
TAGS = ("world", "talks", "")
WORDS = ("peace", "Kyiv", "grain", "東京", "the", "Züge")


@pytest.fixture
def stored(system: FakeSystem, write_clip: WriteClip, request: pytest.FixtureRequest) -> Keep:
    """Return a function that writes clips, given as tags and text by name, and opens their archive."""

    def keep(clips: dict[str, str]) -> Library:
        for name, described in clips.items():
            tags, _, body = described.partition(":")
            write_clip(f"{name}.md", f"---\ntitle: {name}\ntags: [{tags}]\n---\n\n{body.strip()}\n")
        opening = open_library(write_clip(".clipper.toml", "").parent, system)
        library = opening.__enter__()
        request.addfinalizer(lambda: opening.__exit__(None, None, None))
        return library

    return keep


def near(library: Library, name: str, **terms: float) -> list[tuple[str, float]]:
    handles = {stored.handle: stored.path.removesuffix(".md") for stored in library.search(library.build_query())}
    return [
        (handles[similar.handle], round(similar.share, 2))
        for similar in library.index.similar(
            f"{name}.md", {term.replace("_", " "): times for term, times in terms.items()}, 5
        )
    ]


def test_those_that_share_more_rare_words_come_first_and_the_clip_itself_does_not(stored: Keep) -> None:
    library = stored(
        {
            "new": "x: grain ships leave Odesa",
            "two": "a: grain in ships",
            "all": "a, b: Grain ships leave, from Odesa",
            "one": "a: grain alone",
            "untagged": ": grain ships leave Odesa",
        }
    )
    assert near(library, "new", grain=1, ships=1, leave=1, odesa=1) == [("all", 1.0), ("two", 0.32)]
    assert near(library, "new", grain=9, ships=9, leave=1, odesa=1)[1][1] > 0.32
    assert near(library, "new", grain=1, ships=1, zeppelin=1)[0][1] < 1
    (all_,) = [one for one in library.index.similar("new.md", {"leave": 1, "odesa": 1}, 5) if one.share == 1]
    assert (all_.tags, all_.words) == (("a", "b"), 5)


def test_a_word_that_many_have_says_nothing(stored: Keep) -> None:
    clips = {f"c{number}": f"a: the same {'grain ships' if number < 3 else 'words'}" for number in range(20)}
    library = stored({"new": ": the same grain ships", **clips})
    assert {name for name, _ in near(library, "new", the=1, same=1, grain=1, ships=1)} == {"c0", "c1", "c2"}
    assert near(library, "new", the=1, same=1) == []


def test_of_a_script_without_blanks_two_characters_stand_side_by_side(stored: Keep) -> None:
    library = stored({"new": ": 東京地震", "a": "a: 東京で地震", "b": "b: 京東と震地"})
    assert [name for name, _ in near(library, "new", 東_京=1, 地_震=1)] == ["a"]


def test_titles_and_texts_count_but_not_what_is_said_about_a_clip(stored: Keep, write_clip: WriteClip) -> None:
    write_clip("told.md", "---\ntitle: Grain\nsource: Ships\ndescription: Odesa\ntags: [odesa]\n---\n\nFrom ports.\n")
    library = stored({"new": ": x"})
    assert near(library, "new", grain=1, ports=1) == [("told", 1.0)]
    assert near(library, "new", grain=1, ships=1, odesa=1) == []
    assert library.index.tag_usage("new.md", ["grain"], "odesa", title=True) == (1, 1)
    assert library.index.tag_usage("new.md", ["ports"], "odesa", title=True) == (0, 0)
    assert library.index.tag_usage("new.md", ["ports"], "odesa", title=False) == (1, 1)
    assert library.index.tag_usage("told.md", ["ports"], "odesa", title=False) == (0, 0)


def test_usage_is_counted_as_the_words_are_read(system: FakeSystem, write_clip: WriteClip) -> None:
    root = write_clip(".clipper.toml", "").parent
    bodies = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)

    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.sampled_from(TAGS), bodies), min_size=1, max_size=5), st.sampled_from(WORDS))
    def law(clips: list[tuple[str, str]], word: str) -> None:
        for number, (tag, body) in enumerate(clips):
            write_clip(f"{number}.md", f"---\ntags: [{tag}]\n---\n\n{body}\n")
        wanted = text.words(word)
        with open_library(root, system) as library:
            found = library.index.tag_usage("0.md", wanted, "world", title=False)
        matching = [
            tag
            for tag, body in clips[1:]
            if tag and any(text.words(body)[at : at + len(wanted)] == wanted for at in range(len(body)))
        ]
        assert found == (matching.count("world"), len(matching))
        for number in range(len(clips)):
            (root / f"{number}.md").unlink()

    law()
