"""The made-up archive keeps what the measurements take for granted."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import frontmatter
import pytest

from clipper.model.clip import Clip
from tests.benchmarks import corpus, vocabulary

SAMPLE = 400


@pytest.fixture(scope="module")
def clips() -> list[Clip]:
    world = corpus.Corpus()
    return [world.clip(number) for number in range(SAMPLE)]


def files(archive: Path) -> dict[str, bytes]:
    return {path.relative_to(archive).as_posix(): path.read_bytes() for path in archive.rglob("*.md")}


def test_the_same_seed_makes_the_same_bytes_however_many_clips_and_processes(tmp_path: Path) -> None:
    for name, count, processes in (("few", 5, 1), ("many", 9, 1), ("shared", 9, 2)):
        corpus.make(tmp_path / name, count, processes=processes)
    few, many, shared = (files(tmp_path / name) for name in ("few", "many", "shared"))
    assert len(few) == 5
    assert few.items() < many.items()
    assert many == shared


def test_another_seed_makes_another_world() -> None:
    assert corpus.Corpus(seed=8).clip(0) != corpus.Corpus(seed=7).clip(0)


def test_a_file_says_to_every_reader_of_front_matter_what_the_clip_says(clips: list[Clip]) -> None:
    for clip in clips:
        header, body = frontmatter.parse(corpus.written(clip))
        said = {
            "title": clip.title,
            "date": date.fromisoformat(clip.date),
            "source": clip.source,
            "author": list(clip.author),
            "url": clip.url,
            "tags": list(clip.tags),
            "clipped": datetime.fromisoformat(clip.clipped),
        }
        assert list(header.items()) == [(key, value) for key, value in said.items() if value]
        assert body == clip.body.strip()


def test_every_clip_stands_under_its_month_by_a_name_of_its_own(clips: list[Clip]) -> None:
    paths = [corpus.path_of(clip) for clip in clips]
    assert len(set(paths)) == SAMPLE
    for clip, path in zip(clips, paths, strict=True):
        assert path.startswith(f"{clip.date[:7].replace('-', '/')}/{clip.date}-{clip.source.split()[0].lower()}-")
        assert len(path.encode()) <= len("2016/01/.md") + corpus.NAME_BYTES


def test_the_spread_is_that_of_a_life_of_reading(clips: list[Clip]) -> None:
    lengths = [len(clip.body.split()) for clip in clips]
    outlets = Counter(clip.source for clip in clips).most_common()
    ascii_share = sum(clip.body.isascii() for clip in clips) / SAMPLE
    assert corpus.SHORTEST <= min(lengths) < 400
    assert 800 < max(lengths) <= corpus.LONGEST * 1.1
    assert {clip.date[:4] for clip in clips} == {str(year) for year in range(2016, 2026)}
    assert outlets[0][1] > 5 * outlets[-1][1]
    assert 0.02 < ascii_share < 0.4
    assert 0.2 < sum("“" in clip.body for clip in clips) / SAMPLE < 0.9
    assert all(any(not getattr(clip, field) for clip in clips) for field in ("author", "url", "tags"))


def test_tags_are_300_in_two_levels_and_the_common_ones_are_common(clips: list[Clip]) -> None:
    tags = corpus.Corpus().tags.items
    used = Counter(tag for clip in clips for tag in clip.tags)
    assert len(set(tags)) == 300
    assert {tag.count("/") for tag in tags} == {0, 1}
    assert len(vocabulary.OUTLETS) == 60
    assert used["world/ukraine"] > SAMPLE / 50


def test_the_words_that_are_searched_stand_in_some_clips_and_not_in_most(clips: list[Clip]) -> None:
    both = [clip for clip in clips if {"ceasefire", "climate"} <= set(clip.body.split())]
    assert 0 < len(both) < SAMPLE / 10


def test_every_tenth_clip_is_another_outlets_edition_of_an_earlier_one(clips: list[Clip]) -> None:
    own = [(clip, Counter(clip.body.split())) for number, clip in enumerate(clips) if number % 10 != 9]
    for clip in clips[9::10]:
        words = Counter(clip.body.split())
        (first,) = [one for one, others in own if (words & others).total() > 0.9 * words.total()]
        assert first.source != clip.source
        assert first.date <= clip.date
        assert first.body != clip.body
