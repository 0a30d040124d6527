"""Clips counted by periods: the periods that fit, the groups that are shown apart, and what cannot be counted."""

import pytest

from clipper.analysis.timeline import Timeline, count, count_side_by_side, last_year, year_span
from clipper.analysis.timeline_groups import DateCount, GroupBy
from clipper.errors import UsageError
from clipper.model import dates, periods


def days(written: str, group: str = "", clips: int = 1) -> DateCount:
    span = dates.span(written)
    start, end = (span.start, span.end) if span else (None, None)
    return DateCount(start, end, group, unreadable=False, clip_count=clips)


def named(timeline: Timeline) -> dict[str, int]:
    return {periods.name(timeline.unit, period): sum(clips) for period, clips in timeline.counts.items()}


@pytest.mark.parametrize(
    ("written", "by"),
    [
        ([], "day"),
        (["2025-05-19"], "day"),
        (["2025-05-19"] * 9, "day"),
        (["2025-05-19"] * 20 + ["2025-06-30"], "day"),
        (["2025-05-19"] * 60 + ["2026-05-01"], "week"),
        (["2025-05-19"] * 60 + ["2028-05-01"], "month"),
        (["1964-01-01"] * 60 + ["2021-01-01"], "year"),
        (["1964-01-01", "2021-01-01"], "decade"),
        (["0001-01-01"] * 60 + ["9999-12-31"], "century"),
        (["2025-05"] * 5 + ["2025-05-19"], "month"),
        (["2025"], "year"),
    ],
)
def test_the_shortest_period_that_fits_is_chosen(written: list[str], by: str) -> None:
    timeline = count([*map(days, written)], max_periods=60)
    assert timeline.unit == by
    assert timeline.last - timeline.first < 120
    assert timeline.clip_count == len(written)


def test_a_vague_date_is_never_taken_for_the_first_of_january() -> None:
    counts = [days("2025-05-19"), days("2025-05"), days("2025", clips=3), days(""), days("")._replace(unreadable=True)]
    timeline = count(counts, max_periods=60, unit="month")
    assert named(timeline) == {"2025-05": 2}
    assert (timeline.left_out, timeline.undated, timeline.unreadable) == ({"year": 3}, 1, 1)
    assert named(count(counts, max_periods=60, unit="year")) == {"2025": 5}
    assert count(counts, max_periods=60, unit="day").left_out == {"month": 1, "year": 3}


@pytest.mark.parametrize(
    ("group_by", "groups", "others", "totals"),
    [
        ("nothing", (), 0, (12,)),
        ("source", ("Reuters", "AP", "BBC", "DPA"), 2, (4, 2, 1, 1, 4)),
    ],
)
def test_a_few_sources_are_told_apart(
    group_by: GroupBy, groups: tuple[str, ...], others: int, totals: tuple[int, ...]
) -> None:
    counts = [
        days("2025", "REUTERS"),
        days("2025", "Reuters", 2),
        days("2025", "thomson reuters"),
        days("2025", "AP", 2),
    ]
    counts += [days("2025", name) for name in ("BBC", "DPA", "EFE", "PA")] + [days("2025", "", 2)]
    timeline = count(counts, max_periods=60, group_by=group_by, aliases={"Reuters": ("Thomson Reuters",)})
    assert (timeline.groups, timeline.other_count, timeline.totals) == (groups, others, totals)


@pytest.mark.parametrize(
    ("tags", "groups", "totals"),
    [
        (["world/ukraine", "world/uk\neconomy", "economy"], ("economy", "world"), (2, 1, 0)),
        (["world/ukraine", "world/uk", "world/uk\n"], ("world/uk", "world/ukraine"), (2, 1, 0)),
        (["world", ""], ("world",), (1, 1)),
        (["", ""], (), (2,)),
    ],
)
def test_a_clip_counts_once_under_its_most_frequent_tag(
    tags: list[str], groups: tuple[str, ...], totals: tuple[int, ...]
) -> None:
    timeline = count([days("2025", tag) for tag in tags], max_periods=60, group_by="tag")
    assert (timeline.groups, timeline.totals) == (groups, totals)


def test_a_year_of_days_has_all_its_days() -> None:
    counts = [days("2024-12-31"), days("2025-01-01"), days("2025"), days("2025-05")]
    timeline = count(counts, max_periods=60, unit="day", span=year_span(2025))
    assert (timeline.last - timeline.first + 1, timeline.clip_count, timeline.left_out) == (
        365,
        1,
        {"month": 1, "year": 1},
    )
    assert last_year(counts) == 2025
    assert last_year([days("1999")]) == 1999
    assert last_year([days("")]) is None
    assert year_span(9999)[1] - year_span(9999)[0] == 365


def test_too_many_periods_are_refused() -> None:
    with pytest.raises(UsageError, match="3652059 periods"):
        count([days("0001-01-01"), days("9999-12-31")], max_periods=60, unit="day")


def test_a_story_counts_once_on_its_earliest_day_and_each_pick_up_on_its_own() -> None:
    all_clips = [days("2025-05-19", clips=3), days("2025-05-20", clips=2), days("2025-05", clips=1), days("")]
    stories = [days("2025-05-19", clips=1), days("2025-05", clips=1), days("")]
    other = [days("2025-05-20", clips=4)]
    timeline = count_side_by_side([("a", all_clips, stories), ("b", other, other)], max_periods=9, unit="day")
    assert {periods.name("day", period): counts[:4] for period, counts in timeline.counts.items()} == {
        "2025-05-19": (1, 2, 0, 0),
        "2025-05-20": (0, 2, 4, 0),
    }
    assert (timeline.groups, timeline.left_out, timeline.undated) == (("a", "a", "b", "b"), {"month": 1}, 1)
    assert count_side_by_side([("a", [], []), ("b", [], [])], max_periods=9).is_empty
