"""Tags that are proposed: from the owner's own, for a reason, and rather none than a wrong one."""

import re
from collections.abc import Callable

import pytest

from clipper import clipfile
from clipper.analysis.suggestions import MAX_SUGGESTIONS, MIN_SCORE, Suggester, Suggestion
from clipper.query.haystack import tag_key
from tests.analysis.suggestions.news import News
from tests.conftest import FakeSystem, WriteClip, open_library

Propose = Callable[..., list[Suggestion]]
FILLER = "The minister said on Monday that nothing had been decided so far, and left."


def headed(title: str, tags: str = "", body: str = FILLER) -> str:
    return f"---\ntitle: {title}\n{f'tags: [{tags}]' if tags else 'x: y'}\n---\n\n{body}\n"


@pytest.fixture
def propose(system: FakeSystem, write_clip: WriteClip) -> Propose:
    """Return a function that writes a clip as `new.md` and returns the tags that are proposed for it."""

    def propose_for(text: str, path: str = "new.md") -> list[Suggestion]:
        root = write_clip(path, text).parents[path.count("/")]
        (root / ".clipper.toml").touch()
        with open_library(root, system) as library:
            stored = library.find(path)
            return Suggester(library.index).propose(stored.replace(clip=library.read(stored)))

    return propose_for


def names(suggestions: list[Suggestion]) -> list[str]:
    return [suggestion.tag for suggestion in suggestions]


@pytest.mark.parametrize(
    ("tag", "title", "shown"),
    [
        ("world/ukraine", "War in UKRAINE goes on", "UKRAINE"),
        ("Zürich", "Zurich votes", "Zurich"),
        ("zurich", "Zürich stimmt ab", "Zürich"),
        ("world/climate-change", "“Climate change” is near", "Climate change"),
        ("heads of state", "All Heads of State meet", "Heads of State"),
        ("地震", "東京で地震がありました", "地震"),
        ("people/Łukasz", "ŁUKASZ wins", "ŁUKASZ"),
    ],
)
def test_a_tag_whose_words_stand_in_the_title_is_proposed(
    propose: Propose, write_clip: WriteClip, tag: str, title: str, shown: str
) -> None:
    write_clip("a.md", headed("Another one", tag, "Nothing of it here."))
    (suggestion,) = propose(headed(title))
    assert suggestion.tag == tag
    assert suggestion.reasons == (f"“{shown}” is in the title",)
    assert MIN_SCORE <= suggestion.score < 60


@pytest.mark.parametrize("title", ["Ukrainians at home", "The world", "Change of climate", "東地京震", "Heads, states"])
def test_other_words_are_not_it(propose: Propose, write_clip: WriteClip, title: str) -> None:
    for number, tag in enumerate(("world/ukraine", "climate change", "地震", "heads of states")):
        write_clip(f"{number}.md", headed("Another one", tag, "Nothing of it here."))
    assert propose(headed(title)) == []


def test_how_the_archive_uses_a_word_decides(propose: Propose, write_clip: WriteClip) -> None:
    for number in range(12):
        write_clip(f"w{number}.md", headed(f"What the world says {number}", "world" if number < 2 else "talks"))
        write_clip(f"k{number}.md", headed(f"Kyiv today {number}", "kyiv" if number < 10 else "talks"))
    (suggestion,) = [each for each in propose(headed("Kyiv and the world")) if "title" in each.reasons[0]]
    assert suggestion.tag == "kyiv"
    assert suggestion.reasons[0] == "“Kyiv” is in the title (10 of the 12 other clips with it have the tag)"


def test_a_word_in_the_text_alone_is_proposed_only_where_the_archive_bears_it_out(
    propose: Propose, write_clip: WriteClip
) -> None:
    write_clip("a.md", headed("Another one", "ceasefire", "Nothing of it here."))
    body = "A ceasefire is near. The ceasefire holds."
    assert propose(headed("Talks", body=body)) == []
    for number in range(6):
        write_clip(f"{number}.md", headed(f"Number {number}", "ceasefire", f"{number}: a ceasefire."))
    (suggestion,) = propose(headed("Talks", body=body))
    assert suggestion.reasons[0] == "“ceasefire” is in the text, 2 times (6 of the 6 other clips with it have the tag)"


def test_the_tags_of_the_most_similar_clips_are_proposed(propose: Propose, write_clip: WriteClip) -> None:
    for number in range(4):
        write_clip(
            f"{number}.md",
            headed(f"Glacier {number}", "alps", "The moraine below the glacier moved; crevasses opened."),
        )
        write_clip(f"s{number}.md", headed(f"Shares {number}", "markets", "Dividends and yields fell; brokers sold."))
    (suggestion,) = propose(
        headed("A walk", body="On the moraine we saw crevasses, and below the glacier the ice moved.")
    )
    assert suggestion.tag == "alps"
    assert re.fullmatch(r"all of the 4 most similar clips have it \((\w{8}, ){3}…\)", suggestion.reasons[0])


def test_a_clip_of_much_the_same_text_is_enough_alone(propose: Propose, write_clip: WriteClip) -> None:
    words = next(News("latin").clips(1)).clip.body
    write_clip("wire.md", headed("Wire", "fires", words))
    for number in range(6):
        write_clip(f"{number}.md", headed(f"Number {number}", "other", f"{words.split()[number]} {FILLER}"))
    (suggestion,) = propose(headed("Paper", body=f"{words} And more."))
    assert suggestion.tag == "fires"
    assert "with almost the same text, has it" in suggestion.reasons[0]


def test_what_it_has_what_that_implies_and_what_a_longer_tag_implies_is_not_proposed(
    propose: Propose, write_clip: WriteClip
) -> None:
    for number, tag in enumerate(("world", "world/kyiv", "Züge", "war", "war/peace")):
        write_clip(f"{number}.md", headed("Another one", tag, "Nothing of it here."))
    assert names(propose(headed("World, Kyiv, Zuge, war, peace", "'#World/Kyiv', zuge"))) == ["war/peace"]


def test_a_tag_is_proposed_as_most_clips_spell_it(propose: Propose, write_clip: WriteClip) -> None:
    for number, tag in enumerate(("talks", "Talks", "Talks")):
        write_clip(f"{number}.md", headed("Another one", tag, "Nothing of it here."))
    assert names(propose(headed("The talks go on"))) == ["Talks"]


def test_of_tags_that_one_word_names_only_one_that_stands_out_is_proposed(
    propose: Propose, write_clip: WriteClip
) -> None:
    write_clip("a.md", headed("Another one", "world/africa", "Nothing of it here."))
    write_clip("b.md", headed("Another one", "sport/africa", "Nothing of it here."))
    assert propose(headed("Africa votes")) == []
    for number in range(12):
        write_clip(f"{number}.md", headed("Another one", "world/africa", f"Nothing of {number} here."))
    assert names(propose(headed("Africa votes"))) == ["world/africa"]


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ('"talks\\e[2J"', "Talks 2J"),
        ('"talks\\u202e"', "Talks"),
        ('"talks, peace"', "Talks, peace"),
        ("x" * 101, "x" * 101),
    ],
)
def test_a_tag_that_nobody_could_add_is_not_spread(
    propose: Propose, write_clip: WriteClip, tag: str, title: str
) -> None:
    write_clip("a.md", headed("Another one", tag, "Nothing of it here."))
    assert propose(headed(title)) == []


def test_at_most_eight_are_proposed_the_likeliest_first(propose: Propose, write_clip: WriteClip) -> None:
    words = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    for word in words:
        write_clip(f"{word}.md", headed(f"Of {word}" if word in {"nine", "ten"} else "Another", word, "Nothing."))
    suggestions = propose(headed(" ".join(words)))
    assert len(suggestions) == MAX_SUGGESTIONS
    assert names(suggestions)[:2] == ["nine", "ten"]
    assert [each.score for each in suggestions] == sorted((each.score for each in suggestions), reverse=True)


@pytest.mark.parametrize("text", ["", "---\n---\n", headed("x", "/"), headed("Peace", body="")])
def test_of_nothing_comes_nothing(propose: Propose, write_clip: WriteClip, text: str) -> None:
    write_clip("a.md", headed("Another one", "'/', '#', 😀", "Peace."))
    assert propose(text) == []


def test_what_is_proposed_is_in_use_and_the_same_whatever_the_index_has_seen(
    system: FakeSystem, write_clip: WriteClip
) -> None:
    clips = list(News("latin").clips(150))
    for planted in clips:
        write_clip(planted.path, clipfile.write(planted.clip))
    root = write_clip(".clipper.toml", "").parent

    def propose_all() -> list[list[Suggestion]]:
        with open_library(root, system) as library:
            suggester, known = Suggester(library.index), library.index.tag_counts()
            proposed = []
            for planted in clips[:40]:
                stored = library.find(planted.path)
                proposed.append(suggester.propose(stored.replace(clip=library.read(stored))))
                assert not {tag_key(each.tag) for each in proposed[-1]} & set(map(tag_key, planted.clip.tags))
                assert all(each.tag in known and MIN_SCORE <= each.score <= 100 for each in proposed[-1])
            return proposed

    before = propose_all()
    assert sum(map(len, before)) >= 5
    for planted in clips:  # every clip is read anew, and its words of before stay in the index
        write_clip(planted.path, clipfile.write(planted.clip.replace(place="Kyiv")))
        with open_library(root, system) as library:
            library.index.tag_counts()
    assert propose_all() == before
    for file in system.cache_folder.iterdir():
        file.unlink()
    assert propose_all() == before
