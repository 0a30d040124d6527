"""Deleting the index changes no answer: after any history it answers as one that is made afresh, in the same order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper import clipfile
from clipper.index import Index
from clipper.query import Everything, Node
from clipper.query.parser import parse
from tests.benchmarks.corpus import Corpus
from tests.conftest import no_progress
from tests.effort import examples

QUERIES = ("", "harbour", "harbour OR pluto", "pluto -tag:t1", '"harbour news"', "har*", "tag:t1", "text", "source:a")
SORTS = ("", "-relevance", "date", "title", "-words", "source")
NAMES = ("a", "b", "c", "d", "e", "in/a", "in/f")
STORIES = [Corpus().clip(number).body for number in range(3)]
SHORT = ("harbour harbour harbour", "pluto town road street", "harbour news of the text", "", "something else")

Clip: TypeAlias = tuple[int, int, int, int, int]
"""The number of a body, and of a change in it, the day, the tag and the address."""

clips = st.tuples(st.integers(0, 7), st.integers(0, 2), st.integers(0, 5), st.integers(0, 2), st.integers(0, 4))
writes = st.tuples(st.just("write"), st.sampled_from(NAMES), clips)
removes = st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none())
renames = st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES))
answers_between = st.tuples(st.just("ask"), st.sampled_from(("words", "stories")), st.none())
histories = st.lists(st.one_of(writes, writes, writes, removes, renames, answers_between), min_size=4, max_size=30)


def written(number: int, change: int, day: int, tag: int, address: int) -> str:
    if number < len(SHORT):
        body = SHORT[number]
    else:
        words = STORIES[number - len(SHORT)].split(" ")
        words[30 : 30 + 90 * change] = [f"x{change}"] * change  # a changed word, or a cut
        body = " ".join(words)
    url = f"url: https://e.com/{address}\n" if address else ""
    head = f"title: Harbour {number} in 202{change}.{day}\ndate: 2025-0{day + 1}-01\nsource: {'abc'[tag]}\n{url}"
    return f"---\n{head}tags: [t{tag}, x{number}]\n---\n\n{body}\n"


def act(root: Path, kind: str, name: str, value: Any) -> None:
    file = root / f"{name}.md"
    if kind == "write":
        file.write_text(written(*value), encoding="utf-8")
    elif kind == "remove":
        file.unlink(missing_ok=True)
    elif file.exists():
        file.rename(root / f"{value}.md")


@contextmanager
def opened(root: Path, file: Path) -> Iterator[Index]:
    index = Index(root, file, no_progress)
    try:
        yield index
    finally:
        index.close()


def answers(index: Index, root: Path) -> dict[str, Any]:
    """Return what an index says, in the order in which it says it, without its ids."""
    found: dict[str, Any] = {}
    for stored in index.search(Everything(), "date", 0):
        found[f"around {stored.path}"] = index.neighbours(stored)
    for query in QUERIES:
        node = parse(query, today=date(2026, 11, 22))
        for sort in SORTS:
            for by_story in (False, True):
                rows = [*index.rows(node, sort, 0, by_story=by_story)]
                found[f"{query} by {sort} {by_story}"] = rows
                assert rows[:1] == [*index.rows(node, sort, 1, by_story=by_story)]
        found[f"search {query}"] = [*index.search_by_story(node, "", 0)]
        found[f"days {query}"] = index.count_by_day(node, "tags"), index.count_by_day(node, "source", by_story=True)
        found[f"outlets {query}"] = index.outlets(node), [*index.tag_sets(node)]
        members = [*index.stories(node)]
        found[f"stories {query}"] = [
            [member[1:] for member in story] for _, story in groupby(members, key=lambda member: member.story)
        ]
    found["sources"] = index.source_counts()
    for stored in index.search(Everything(), "date", 0):
        clip = clipfile.read((root / stored.path).read_bytes())
        terms = {
            word: 1.0 for word in ("harbour", "pluto", "news", *clip.body.casefold().split()[:40]) if word.isalpha()
        }
        found[f"near {stored.path}"] = index.similar(stored.path, terms, 2)
        found[f"usage {stored.path}"] = index.tag_usage(stored.path, ["harbour"], "t1", title=False)
    return found


def best(index: Index, query: Node) -> str:
    return next(iter(index.rows(query, "", 1)))[-1]


def test_words_of_a_deleted_clip_no_longer_count_in_the_ranks(tmp_path: Path) -> None:
    """Of the two best clips one has the rarer word; which word is rarer depends on the clips that are gone."""
    root = tmp_path / "clips"
    root.mkdir()
    for name, body in (("a", "harbour town"), ("b", "pluto town"), *((f"gone-{n}", "pluto") for n in range(9))):
        (root / f"{name}.md").write_text(f"---\ntitle: {name[:1]}\n---\n\n{body}\n", encoding="utf-8")
    for name in ("c", "d", "e"):
        (root / f"{name}.md").write_text("---\ntitle: x\n---\n\nharbour news of the whole week\n", encoding="utf-8")
    query = parse("harbour OR pluto", today=date(2026, 11, 22))
    with opened(root, tmp_path / "old") as index:
        assert best(index, query) == "a.md"
    for file in root.glob("gone-*.md"):
        file.unlink()

    with opened(root, tmp_path / "old") as old, opened(root, tmp_path / "new") as new:
        assert [*old.rows(query, "", 0)] == [*new.rows(query, "", 0)]
        assert best(old, query) == "b.md"


@settings(max_examples=examples(20, 300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories)
def test_after_any_history_the_index_answers_as_one_made_afresh(history: list[tuple[str, str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "clips"
        (root / "in").mkdir(parents=True)
        for kind, name, value in history:
            if kind == "ask":
                with opened(root, Path(folder) / "old") as index:
                    node = parse("harbour" if name == "words" else "", today=date(2026, 11, 22))
                    list(index.rows(node, "", 0, by_story=name == "stories"))
            else:
                act(root, kind, name, value)
        with opened(root, Path(folder) / "old") as old, opened(root, Path(folder) / "new") as new:
            assert answers(old, root) == answers(new, root)
