"""How good suggestions are: of a tag that is hidden, whether it is proposed, and how many others are not wanted."""

from pathlib import Path

import pytest

from clipper.analysis.suggestions import Suggester
from clipper.index import Index
from clipper.model.clip import StoredClip
from tests.analysis.suggestions.news import News, keep
from tests.conftest import Figure, no_progress


def measure(folder: Path, script: str, clips: int, most: int) -> dict[str, float]:
    """Hide a tag in each of `most` clips, and count the proposed tags; one that the clip is not about is wrong."""
    root = folder / "clips"
    root.mkdir()
    planted = list(News(script).clips(clips))
    keep(root, planted)
    index = Index(root, folder / "index", no_progress)
    suggester = Suggester(index)
    hidden = found = proposed = wrong = 0
    for planted_clip in [each for each in planted if each.clip.tags and each.clip.tags[0] in each.about][:most]:
        tag, *others = planted_clip.clip.tags
        stored = index.get(planted_clip.path)
        assert stored
        clip = planted_clip.clip.replace(tags=tuple(others))
        suggestions = suggester.propose(StoredClip(planted_clip.path, stored.handle, clip))
        hidden += 1
        found += tag in {suggestion.tag for suggestion in suggestions}
        proposed += len(suggestions)
        wrong += sum(suggestion.tag not in planted_clip.about for suggestion in suggestions)
    index.close()
    return {"hidden": hidden, "found": found, "proposed": proposed, "wrong": wrong}


@pytest.mark.parametrize(("script", "least"), [("latin", 0.7), ("japanese", 0.4)])
def test_a_hidden_tag_is_mostly_proposed_and_hardly_another(
    tmp_path: Path, script: str, least: float, figure: Figure
) -> None:
    counts = measure(tmp_path, script, 400, 60)
    figure("suggestions", script, **counts)
    assert counts["found"] >= least * counts["hidden"]
    assert counts["wrong"] <= 0.05 * counts["proposed"]


@pytest.mark.slow
@pytest.mark.parametrize(("script", "least"), [("latin", 0.8), ("japanese", 0.7)])
def test_it_is_so_in_a_larger_archive(tmp_path: Path, script: str, least: float, figure: Figure) -> None:
    counts = measure(tmp_path, script, 4_000, 1_000)
    figure("suggestions", f"{script}, larger", **counts)
    assert counts["found"] >= least * counts["hidden"]
    assert counts["wrong"] <= 0.02 * counts["proposed"]
