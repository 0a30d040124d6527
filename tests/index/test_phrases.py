"""Clips by the phrases in their texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.index import Index
from clipper.model.clip import StoredClip
from tests.conftest import open_index

TEXTS = {
    "late": "date: 2025\n---\nthe bridge stays where it is",
    "early": "date: 2024\n---\nthe old bridge stays where it is for now",
    "undated": "title: The bridge stays\n---\nwhere it is",
    "other": "date: 2023\n---\nis it where the bridge was",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Yield the index of the texts."""
    with open_index(tmp_path, TEXTS) as opened:
        yield opened


def _names(found: list[StoredClip]) -> list[str]:
    return [stored.path.removesuffix(".md") for stored in found]


def test_all_phrases_the_earliest_first_and_undated_ones_last(index: Index) -> None:
    assert _names(index.phrases().with_all([["bridge", "stays"], ["it", "is"]], 9)) == ["early", "late", "undated"]
    assert _names(index.phrases().with_all([["bridge", "stays"]], 1)) == ["early"]
    assert _names(index.phrases().with_all([["stays", "bridge"]], 9)) == []


def test_the_clip_with_most_of_the_words_in_a_row_comes_first(index: Index) -> None:
    words = ["the", "old", "bridge", "stood", "where", "it", "is"]
    assert _names(index.phrases().with_most([words], 9))[0] == "early"
    assert _names(index.phrases().with_most([["is", "it", "where"]], 9)) == ["other"]
    assert _names(index.phrases().with_most([["zeppelin"], []], 9)) == []


def test_only_the_clips_that_are_meant(index: Index) -> None:
    among = index.phrases(frozenset({"late.md", "other.md"}))
    assert _names(among.with_all([["bridge", "stays"]], 9)) == ["late"]
    assert set(_names(among.with_most([["where", "it", "is"]], 9))) == {"late"}
