"""Stories: the editions of a text are found among thousands of others, and no two different texts are one story."""

import json
from collections.abc import Iterable
from itertools import combinations, groupby
from pathlib import Path
from random import Random

import pytest

from tests.conftest import Figure
from tests.index.wires import LANGUAGES, Wire
from tests.running import run_process

Pair = tuple[str, str]


def keep(root: Path, clips: Iterable[tuple[str, str, str]]) -> None:
    """Make an archive of clips, each given as its name, its headline and its text; no two of one outlet or day."""
    root.mkdir()
    (root / ".clipper.toml").touch()
    for number, (name, title, text) in enumerate(clips):
        day = f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        file = root / f"{number % 100}" / f"{name}.md"
        file.parent.mkdir(exist_ok=True)
        head = f"title: {title}\ndate: {day}\nsource: Outlet {number}\nurl: https://e{number}.example/{number}\n"
        file.write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")


def pairs_of_one_story(root: Path) -> set[Pair]:
    """Return which two clips are of one story, as a process of its own says."""
    ran = run_process(root.parent, "--archive", str(root), "duplicates", "--json", "-n", "0", timeout=900)
    assert ran.status == 0, ran.err
    stories = groupby(json.loads(ran.out), key=lambda row: row["story"])
    groups = (sorted(Path(row["path"]).stem for row in rows) for _, rows in stories)
    return {pair for names in groups for pair in combinations(names, 2)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_edition_is_found_in_every_language(language: str, tmp_path: Path, figure: Figure) -> None:
    wire, dice = Wire(language), Random(language)
    clips, planted = [], set[Pair]()
    for number in range(80):
        story = wire.story(number)
        clips.append((f"{number:03}", f"Story {number}", story.text))
        if number < 10:
            for name, edited in (("changed", wire.changed), ("cut", wire.cut), ("noted", wire.noted)):
                clips.append((f"{number:03} {name}", f"Another headline {number} {name}", edited(story, dice).text))
    names = [name for name, *_ in clips if int(name[:3]) < 10]
    planted = {pair for pair in combinations(sorted(names), 2) if pair[0][:3] == pair[1][:3]}
    keep(tmp_path / "clips", clips)
    found = pairs_of_one_story(tmp_path / "clips")
    figure(
        "duplicates",
        f"editions, {language}",
        pairs=len(planted),
        found=len(found & planted),
        false=len(found - planted),
    )
    assert found == planted


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_hundred_planted_pairs_are_found_among_twenty_thousand_texts(
    language: str, tmp_path: Path, figure: Figure
) -> None:
    wire, dice, texts, pairs = Wire(language), Random(language), 20_000, 200
    planted = set(dice.sample(range(texts - pairs), pairs))
    clips = []
    for number in range(texts - pairs):
        story = wire.story(number)
        clips.append((f"{number}", f"Story {number}", story.text))
        if number in planted:  # the next day
            clips.append((f"{number}x", f"Other {number}", wire.changed(story, dice).text))
    keep(tmp_path / "clips", clips)
    found = pairs_of_one_story(tmp_path / "clips")
    right = {(f"{number}", f"{number}x") for number in planted}
    came = {"texts": texts, "pairs": pairs, "found": len(found & right), "false": len(found - right)}
    figure("duplicates", f"planted, {language}", **came)
    assert right <= found
    assert len(found - right) <= texts // 1000, "each pair of strangers that shares a background has its small chance"
