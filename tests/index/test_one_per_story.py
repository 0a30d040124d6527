"""A list in which every story is one row: that of its earliest clip among those that match."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipper.errors import UsageError
from clipper.index import Index, sql
from clipper.model.clip import Pickup, StoredClip
from clipper.query import Everything, From, Has, Node, all_of, any_of, negate
from clipper.query.parser import parse
from tests.conftest import no_progress

QUERIES = ("", "word1", "tag:t1", "-tag:t1", "word1 OR tag:t2", "source:a word2", "date:2001..2003", "is:unreadable")
SORTS = ("date", "-date", "title", "-source", "words", "clipped", "")
drawn = st.lists(
    st.tuples(*(st.integers(0, most) for most in (3, 4, 2, 2))),  # the text, the year, the tag, the source
    max_size=12,
)


@contextmanager
def archive(clips: list[tuple[int, int, int, int]]) -> Iterator[Index]:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "clips"
        root.mkdir()
        for number, (body, year, tag, source) in enumerate(clips):
            fields = f"title: title{tag}\ndate: 200{year}\nsource: {'abc'[source]}\ntags:\n- t{tag}\n"
            (root / f"{number:02}.md").write_text(f"---\n{fields}---\n\nword{body} of the text\n", encoding="utf-8")
        index = Index(root, Path(folder) / "index", no_progress)
        try:
            yield index
        finally:
            index.close()


def definition(found: list[StoredClip], all_clips: list[StoredClip], stories: dict[str, int]) -> list[str]:
    """Return the paths of a list from which the later ones of each story are left out."""
    earliest: dict[int, str] = {}
    for stored in sorted(all_clips, key=lambda stored: (stored.clip.date, stored.path)):
        if stored.path in {listed.path for listed in found}:
            earliest.setdefault(stories[stored.path], stored.path)
    return [stored.path for stored in found if earliest[stories[stored.path]] == stored.path]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(drawn, st.sampled_from(QUERIES), st.sampled_from(SORTS), st.integers(0, 5))
def test_a_list_by_story_is_the_list_without_the_later_clips_of_each_story(
    clips: list[tuple[int, int, int, int]], query: str, sort: str, limit: int
) -> None:
    texts = {f"{number:02}.md": body for number, (body, *_) in enumerate(clips)}
    node = parse(query, today=date(2026, 11, 22))
    with archive(clips) as index:
        every = [*index.search(Everything(), "date", 0)]
        expected = definition([*index.search(node, sort, 0)], every, texts)
        found = [*index.search_by_story(node, sort, limit)]
        rows = [*index.rows(node, sort, limit, by_story=True)]
        assert index.count(node, by_story=True) == len(expected)
    assert [listed.path for listed in found] == (expected[:limit] if limit else expected)
    for listed, row in zip(found, rows, strict=True):
        others = sorted(
            (stored.clip.date, stored.path, stored) for stored in every if texts[stored.path] == texts[listed.path]
        )
        pickups = [
            Pickup(stored.handle, stored.clip.date, stored.clip.source)
            for *_, stored in others
            if stored.path != listed.path
        ]
        assert list(listed.pickups) == pickups
        assert row[-2:] == (listed.path, ",".join(pickup.handle for pickup in pickups))


def nested(levels: int) -> Node:
    node: Node = Has("a")
    for _ in range(levels):
        node = negate(any_of([all_of([node, Has("b"), Has("c")]), Has("d")]))
    return node


def compiles(node: Node) -> bool:
    try:
        return bool(sql.compile_query(node))
    except UsageError:
        return False


def test_every_query_that_sqlite_takes_can_be_listed_by_story() -> None:
    deepest = [node for node in map(nested, range(40)) if compiles(node)][-1]
    widest = From(tuple((f"name{number}",) for number in range(16_000)))
    assert len(sql.compile_query(widest).parameters) == 16_000
    with archive([(1, 1, 1, 1)] * 2) as index:
        for node in (deepest, widest):
            assert len([*index.rows(node, "", 0, by_story=True)]) == index.count(node, by_story=True)
