"""What is one story and what is not: the kinds of likeness that real archives have, each with texts of its own."""

import itertools
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from clipper.index import Index
from clipper.query import Everything
from tests.conftest import no_progress
from tests.index.wires import Wire

WIRE = Wire("english")
NUMBERS = itertools.count()


def told(words: int, seed: object) -> str:
    """Return a text of so many words, of which no two are alike."""
    dice = Random(str(seed))
    words_of_all = " ".join(WIRE.story(dice.randrange(10**9)).text for _ in range(words // 400 + 1)).split()
    return " ".join(words_of_all[:words])


def stories(root: Path, clips: Iterable[tuple[str, str, str]]) -> list[set[int]]:
    """Return which of some clips, given as title, date and text, are of one story, by their numbers."""
    folder = root / str(next(NUMBERS))
    folder.mkdir()
    for number, (title, day, text) in enumerate(clips):
        date = f"date: {day}\n" if day else ""
        (folder / f"{number:03}.md").write_text(f"---\ntitle: {title}\n{date}---\n\n{text}\n", encoding="utf-8")
    index = Index(folder, folder.parent / f"{folder.name}.sqlite", no_progress)
    found: dict[int, set[int]] = {}
    for member in index.stories(Everything()):
        found.setdefault(member.story, set()).add(int(member.stored.path[:3]))
    index.close()
    return sorted(found.values(), key=min)


def days(number: int, step: int) -> str:
    return f"2024-{number * step // 28 + 1:02}-{number * step % 28 + 1:02}"


def test_issues_of_a_newsletter_with_a_frame_are_not_one_story(tmp_path: Path) -> None:
    frame, advice = told(300, "frame"), told(200, "advice")
    issues = [
        (f"The letter of today {told(3, n)}", days(n, 7), f"{frame}\n\n{told(250, n)}\n\n{advice}") for n in range(20)
    ]
    assert stories(tmp_path, issues) == []


def test_issues_that_each_repeat_half_of_the_one_before_are_not_a_chain(tmp_path: Path) -> None:
    halves = [told(200, ("half", number)) for number in range(12)]
    issues = [(f"Letter {told(2, n)}", days(n, 7), f"{halves[n]}\n\n{halves[n + 1]}") for n in range(11)]
    assert stories(tmp_path, issues) == []


def test_texts_that_each_change_a_little_more_belong_to_the_first_as_long_as_they_are_like_it(tmp_path: Path) -> None:
    words, texts = told(400, "drift").split(), []
    for number in range(12):
        texts.append((f"Headline {told(2, number)}", days(number, 1), " ".join(words)))
        words[number * 30 : number * 30 + 30] = told(30, ("new", number)).split()
    found = stories(tmp_path, texts)
    assert len(found) > 1
    assert {0, 1, 2} <= found[0]
    assert 11 not in found[0]


def test_release_notes_with_the_same_instructions_are_not_one_story(tmp_path: Path) -> None:
    instructions = told(260, "instructions")
    notes = [(f"Tool {n}.{n + 1} is released", days(n, 20), f"{told(60, n)}\n\n{instructions}") for n in range(3)]
    assert stories(tmp_path, notes) == []
    candidates = [
        ("Tool 3.0 RC1 is out", "2024-05-01", told(300, "tool")),
        ("Tool 3.0, now", "2024-05-09", told(295, "tool")),
    ]
    assert stories(tmp_path, candidates) == []


@pytest.mark.parametrize(
    ("first", "second", "days_between"), [("Week 41", "Week 42", 7), ("Award 2023", "Award 2024", 1)]
)
def test_issues_of_a_series_that_differ_in_a_few_words_are_told_by_their_titles(
    tmp_path: Path, first: str, second: str, days_between: int
) -> None:
    text, other = told(200, "series"), told(200, "series").replace(" ", " one ", 3)
    assert stories(tmp_path, [(first, "2024-03-01", text), (second, f"2024-03-0{1 + days_between}", other)]) == []


def test_notices_of_meetings_are_not_one_story(tmp_path: Path) -> None:
    words = told(60, "meeting")
    notices = [(f"Meeting {told(1, n)}", days(n, 14), words.replace(" ", f" n{n} ", 1)) for n in range(3)]
    assert stories(tmp_path, notices) == []
    text = told(300, "agenda")
    meetings = [("Reminder: Meeting Tomorrow, Wednesday December 2nd", "2024-12-01", text)]
    meetings += [("Reminder: Meeting on Wednesday, January 13th, at 16:00 UTC", "2024-12-28", f"New: {text}")]
    assert stories(tmp_path, meetings) == []


def test_a_number_that_is_corrected_the_next_day_is_the_same_story(tmp_path: Path) -> None:
    text, other = told(200, "quake"), told(200, "quake").replace(" ", " 43 ", 3)
    clips = [("Quake kills 40 in the north", "2024-03-01", text), ("Quake kills 43 in the north", "2024-03-02", other)]
    assert stories(tmp_path, clips) == [{0, 1}]


def test_a_translation_that_keeps_lists_and_code_is_the_same_story_and_one_that_does_not_is_not(tmp_path: Path) -> None:
    code = told(200, "code")
    original, translated = f"{told(40, 'english')}\n\n{code}", f"{told(40, 'german')}\n\n{code}"
    clips = [("A vulnerability", "2024-03-01", original), ("Eine Lücke", "2024-03-02", translated)]
    assert stories(tmp_path, [*clips, ("Une faille", "2024-03-02", told(240, "french"))]) == [{0, 1}]


def test_an_updated_article_is_the_same_story_at_once_and_a_year_later(tmp_path: Path) -> None:
    text = told(500, "article")
    longer = f"Updated. {text} {told(20, 'more')}"
    for day in ("2024-03-03", "2025-03-03"):
        assert stories(tmp_path, [("Of elections", "2024-03-01", text), ("How to vote", day, longer)]) == [{0, 1}]


def test_an_excerpt_is_the_same_story_only_within_a_month(tmp_path: Path) -> None:
    text, excerpt = told(600, "long"), told(300, "long")
    for day, expected in (("2024-03-20", [{0, 1}]), ("2024-05-20", [])):
        assert stories(tmp_path, [("The whole", "2024-03-01", text), ("A part", day, excerpt)]) == expected


def test_a_story_that_forty_outlets_print_within_two_weeks_is_one(tmp_path: Path) -> None:
    dice, story = Random(3), WIRE.story(77)
    prints = [(f"Headline {told(2, n)}", days(n % 14, 1), WIRE.changed(story, dice).text) for n in range(40)]
    assert stories(tmp_path, prints) == [set(range(40))]


def test_players_and_forms_in_two_texts_do_not_make_them_one(tmp_path: Path) -> None:
    player = (
        '{{<embed src="'
        + told(120, "player").replace('"', "")
        + '">}}<iframe class="'
        + told(120, "frame").replace('"', "")
        + '">'
    )
    clips = [(f"Game {told(2, n)}", "2024-03-01", f"{told(25, ('game', n))}\n\n{player}") for n in range(2)]
    assert stories(tmp_path, clips) == []
