"""Stories in the index: found once, and found anew when clips have changed."""

from pathlib import Path
from random import Random

import pytest

from clipper.index import Index, clusters
from clipper.query import Everything
from tests.benchmarks.corpus import Corpus
from tests.cli.commands.conftest import OTHER, clip
from tests.conftest import no_progress


def test_five_thousand_clips_of_one_text_are_one_story(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(5_000):
        (root / f"{number}.md").write_text(clip("One", "2020", "Wire", OTHER), encoding="utf-8")
    index = Index(root, tmp_path / "index", no_progress)
    found = list(index.stories(Everything()))
    index.close()
    assert len(found) == 5_000
    assert {story for story, *_ in found} == {found[0][0]}


@pytest.mark.parametrize(("cap", "few"), [(500, 500), (500, 0), (2, 500), (2, 1)])
def test_what_changes_changes_the_stories_as_if_they_were_found_from_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cap: int, few: int
) -> None:
    monkeypatch.setattr(clusters, "MAX_TEXTS", cap)
    monkeypatch.setattr(clusters, "FEW", few)
    dice, root, bodies = Random(5), tmp_path / "changing", [Corpus().clip(number).body for number in range(3)]
    root.mkdir()
    several = 0
    for turn in range(20):
        for _ in range(dice.randrange(1, 3)):
            name = root / f"{dice.randrange(9)}.md"
            if name.exists() and dice.random() < 0.4:
                name.unlink()
                continue
            words = bodies[dice.randrange(3)].split()
            words[dice.randrange(100)] = f"x{turn}"
            url = f"https://e.com/{dice.randrange(20)}"
            name.write_text(clip("x", f"20{turn + 10}", "Wire", " ".join(words), url), encoding="utf-8")
        results = []
        for file in ("updated", f"new{turn}"):
            index = Index(root, tmp_path / file, no_progress)
            results.append([(kind, share, stored.path) for _, kind, share, stored in index.stories(Everything())])
            index.close()
        assert results[0] == results[1]
        several += len(results[0]) > 2
    assert several > 8
