"""The table: it fits every terminal, and never cuts what a reader types or sorts by."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.model.clip import Clip, StoredClip
from clipper.output.plain.dates import day
from clipper.output.terminal.clips import COLUMNS, render
from tests.effort import examples
from tests.output.drawing import draw, draw_on_terminal
from tests.output.hostile import dates, handles, nasty, plain, stored_clips, widest
from tests.output.samples import BROKEN, CEASEFIRE, HANDLE, LEAFLET, MORNING

dated = st.builds(
    StoredClip,
    st.just("2025/a.md"),
    handles,
    st.builds(Clip, title=nasty, date=dates, source=nasty, tags=st.lists(nasty.map(str.strip), max_size=9).map(tuple)),
)


def listed(*stored: StoredClip, width: int = 80, total: int = 0, **more: Any) -> str:
    return draw(render(stored, unique_lengths={}, total=total or len(stored), width=width, **more))


def test_at_every_width_no_line_is_wider_and_a_wide_one_shows_handles_and_dates_whole() -> None:
    for width in range(40, 251):
        shown = listed(*MORNING, width=width)
        assert widest(shown) <= width
        for stored, line in zip(MORNING, shown.splitlines()[1:], strict=False):
            expected = day(stored.clip.date) or ("unreadable" if stored.clip.problem else "undated")
            assert line.split()[0] == stored.handle
            assert line.split()[1] == expected or width < 100


def test_where_there_is_room_nothing_is_cut() -> None:
    assert "…" not in listed(*MORNING, width=230)
    assert "Frankfurter Allgemeine Zeitung" in listed(*MORNING, width=200)
    assert "no room" not in listed(*MORNING, width=80)


@settings(max_examples=examples(33))
@given(st.lists(dated, min_size=1, max_size=3), st.integers(24, 250))
def test_with_hostile_values_too(many: list[StoredClip], width: int) -> None:
    shown = listed(*many, width=width)
    assert widest(shown) <= width
    lines = shown.splitlines()
    for stored in many:
        assert any(line.startswith(stored.handle) and stored.clip.date[:4] in shown for line in lines)


def in_2026(*days: str) -> list[StoredClip]:
    return [
        StoredClip(f"{number}.md", f"{'bcdfghjklmnp'[number]}cdfghjk", Clip(title="t" * 90, date=day, tags=("moon",)))
        for number, day in enumerate(days)
    ]


def test_a_narrow_table_has_short_handles_and_the_year_where_it_changes() -> None:
    clips = in_2026("2026-11-26", "2026-11-03", "2026-10", *["2025-12-31"] * 6, "2025")
    shown = draw(render(clips, unique_lengths={stored.handle: 3 for stored in clips}, total=10, width=40)).splitlines()
    title = "t" * 25 + "…"
    assert shown[:6] == [
        "clip  2026    title",
        f"bcdf  26 Nov  {title}",
        f"ccdf   3 Nov  {title}",
        f"dcdf     Oct  {title}",
        "      2025",
        f"fcdf  31 Dec  {title}",
    ]
    assert shown[11] == f"mcdf  2025    {title}"
    assert shown[-1] == "10 clips · no room for tags"


def test_where_most_rows_have_another_year_a_narrow_table_has_year_and_month() -> None:
    clips = in_2026("2026-11-26", "2021-03-29", "1977", "")
    shown = draw(render(clips, unique_lengths={}, total=4, width=40)).splitlines()
    assert [line[10:17] for line in shown[:5]] == ["date   ", "2026-11", "2021-03", "1977   ", "undated"]


@settings(max_examples=60)
@given(
    st.lists(stored_clips, min_size=1, max_size=3),
    st.integers(1, 90),
    st.lists(st.sampled_from((*COLUMNS, "author", "path", "clipped"))),
)
def test_any_columns_at_any_width_are_one_line_for_each_clip(
    many: list[StoredClip], width: int, columns: list[str]
) -> None:
    columns = ["handle", *columns]
    table, _, _footer = listed(*many, width=width, columns=columns).partition("\n\n")
    assert len([line for line in table.splitlines() if line[:1] != " "]) == len(many) + 1


def test_wide_characters_keep_the_columns_in_line() -> None:
    clips = [
        StoredClip("a.md", HANDLE, Clip(title="t" * 9, date="2025", source=source))
        for source in ("朝日新聞", "e\u0301a", "Reuters")
    ]
    lines = listed(*clips).splitlines()[1:4]
    assert lines == [
        f"{HANDLE}  2025        朝日新聞  ttttttttt",
        f"{HANDLE}  2025        e\u0301a        ttttttttt",
        f"{HANDLE}  2025        Reuters   ttttttttt",
    ]


def test_as_many_tags_as_fit_are_shown_and_the_others_counted() -> None:
    stored = StoredClip(
        "a.md", HANDLE, Clip(title="x" * 60, date="2025-05-19", source="AP", tags=("one", "two", "three", "four"))
    )
    assert listed(stored, width=92).splitlines()[1].endswith("…  one  two  +2")
    assert listed(stored, width=120).splitlines()[1].endswith("  one  two  three  four")


def test_an_unreadable_clip_says_why_and_where() -> None:
    assert listed(BROKEN, width=100).splitlines()[1] == (
        f"{BROKEN.handle}  unreadable  2025/broken.md:3: a value that holds “: ” stands without quotes"
    )
    long = StoredClip(f"2025/{'long-' * 20}.md", HANDLE, Clip(problem="line 7: what"))
    assert listed(long, width=70).splitlines()[1] == f"{HANDLE}  unreadable  long-long-long-long-lon…:7: what"
    assert f"{BROKEN.handle}  2025/broken.md:3: " in listed(BROKEN, LEAFLET, width=90, columns=["title", "handle"])


@pytest.mark.parametrize(
    ("total", "more", "footer"),
    [
        (1, {"sorted_by": "newest first"}, "1 clip"),
        (2, {"sorted_by": "newest first"}, "2 clips · newest first"),
        (12_345, {"unreadable": 3}, "2 of 12 345 clips · 3 unreadable · -n 0 shows all"),
    ],
)
def test_the_last_line_says_what_is_left_out(total: int, more: dict[str, Any], footer: str) -> None:
    assert listed(*(CEASEFIRE, LEAFLET)[: min(total, 2)], total=total, **more).splitlines()[-1] == footer


def test_the_letters_that_are_enough_stand_out() -> None:
    shown = draw_on_terminal(render([LEAFLET], unique_lengths={LEAFLET.handle: 3}, total=1, width=80))
    assert "\x1b[1;35mrst\x1b[0m\x1b[2mvwxzb\x1b[0m" in shown
    assert f"{LEAFLET.handle}  undated" in plain(shown)


def test_a_clip_without_a_title_is_known_by_the_name_of_its_file() -> None:
    stored = StoredClip("Clippings/The bank waits.md", HANDLE, Clip(date="2024-05-19"))
    row = draw(render([stored], unique_lengths={}, total=1, width=80)).splitlines()[1]
    assert row.split() == [HANDLE, "2024-05-19", "The", "bank", "waits"]
