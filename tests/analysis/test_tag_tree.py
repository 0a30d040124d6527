"""The tags as a tree: what is counted, under which spelling, and in which order."""

from clipper.analysis import tag_tree
from tests.effort import bounded

SETS = [
    (["world/ukraine", "world/russia"], 2, "2025-05-01 2025-05"),
    (["World/Ukraine", "talks"], 1, "2026-01-01T10:00:00 2026-01-01T10:00:00"),
    (["/", ""], 1, ""),
]


def test_a_clip_counts_once_for_all_that_is_below_a_tag() -> None:
    found = [(tag.tag, tag.count, tag.total, tag.last, tag.depth) for tag in tag_tree.tree(SETS)]
    assert found == [
        ("world", 0, 3, "2026-01-01T10:00:00", 0),
        ("world/ukraine", 3, 3, "2026-01-01T10:00:00", 1),
        ("world/russia", 2, 2, "2025-05", 1),
        ("talks", 1, 1, "2026-01-01T10:00:00", 0),
    ]


def test_spellings_are_one_tag_under_the_most_frequent() -> None:
    assert [tag.spellings for tag in tag_tree.flat(SETS, "name")] == [(), (), ("World/Ukraine",)]


def test_a_list_has_no_levels_that_no_clip_bears() -> None:
    assert [tag.tag for tag in tag_tree.flat(SETS, "last")] == ["talks", "world/ukraine", "world/russia"]


def test_many_tags_take_no_long_time() -> None:
    with bounded(2):
        assert len(tag_tree.tree([([f"a{n}/b{n}/c"], 1, "") for n in range(5_000)])) == 15_000
