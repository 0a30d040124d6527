"""How good suggestions are: of a tag that is hidden, whether it is proposed, and how many others are not wanted."""

from pathlib import Path

import pytest

from clipper.analysis.suggestions import Suggester
from clipper.index import Index
from clipper.model.clip import StoredClip
from tests.analysis.suggestions.news import News, keep
from tests.conftest import Figure, unwatched


def measured(folder: Path, script: str, clips: int, asked: int) -> dict[str, float]:
    """Hide a tag in each of some clips, and count what is proposed; wanted is whatever the clip is about."""
    root = folder / "clips"
    root.mkdir()
    planted = list(News(script).clips(clips))
    keep(root, planted)
    index = Index(root, folder / "index", unwatched)
    suggester = Suggester(index)
    hidden = found = proposed = wrong = 0
    for one in [one for one in planted if one.clip.tags and one.clip.tags[0] in one.about][:asked]:
        tag, *others = one.clip.tags
        stored = index.get(one.path)
        assert stored
        told = suggester.propose(StoredClip(one.path, stored.handle, one.clip.replace(tags=tuple(others))))
        hidden += 1
        found += tag in {each.tag for each in told}
        proposed += len(told)
        wrong += sum(each.tag not in one.about for each in told)
    index.close()
    return {"hidden": hidden, "found": found, "proposed": proposed, "wrong": wrong}


@pytest.mark.parametrize(("script", "least"), [("latin", 0.7), ("japanese", 0.4)])
def test_a_hidden_tag_is_mostly_proposed_and_hardly_another(
    tmp_path: Path, script: str, least: float, figure: Figure
) -> None:
    told = measured(tmp_path, script, 400, 60)
    figure("suggestions", script, **told)
    assert told["found"] >= least * told["hidden"]
    assert told["wrong"] <= 0.05 * told["proposed"]


@pytest.mark.slow
@pytest.mark.parametrize(("script", "least"), [("latin", 0.8), ("japanese", 0.7)])
def test_it_is_so_in_a_larger_archive(tmp_path: Path, script: str, least: float, figure: Figure) -> None:
    told = measured(tmp_path, script, 4_000, 1_000)
    figure("suggestions", f"{script}, larger", **told)
    assert told["found"] >= least * told["hidden"]
    assert told["wrong"] <= 0.02 * told["proposed"]
