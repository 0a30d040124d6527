"""The drawings as files that a person can read; `python -m tests.output.golden` writes them anew, to be looked at."""

from collections.abc import Callable
from pathlib import Path

from clipper.analysis.timeline import count, count_side_by_side, year_span
from clipper.analysis.timeline_groups import GroupBy
from clipper.index.neighbours import Neighbours
from clipper.output.plain import duplicates as plain_duplicates
from clipper.output.plain.versus import ROWS
from clipper.output.terminal import article, check, clips, duplicates, heatmap, timeline, versus
from tests.output import sample_stories
from tests.output.drawing import draw
from tests.output.sample_timelines import DAYS
from tests.output.samples import BROKEN, CEASEFIRE, FINDINGS, LEAFLET, MORNING, STORIES, UNIQUE_LENGTHS

FOLDER = Path(__file__).parent / "golden"


def clip_table(width: int) -> str:
    """Draw the morning's clips."""
    order = "newest first"
    return draw(
        clips.render(MORNING, unique_lengths=UNIQUE_LENGTHS, total=12_345, width=width, sorted_by=order, unreadable=1)
    )


def story_table(width: int) -> str:
    """Draw the morning's stories."""
    order = "newest first"
    return draw(
        clips.render(STORIES, unique_lengths=UNIQUE_LENGTHS, total=9_000, width=width, sorted_by=order, unreadable=1)
    )


def article_with_neighbours(width: int) -> str:
    """Draw a clip with its neighbours below it."""
    neighbours = Neighbours(MORNING[1:4], 9, (MORNING[5], LEAFLET), MORNING[7], MORNING[10])
    stored = CEASEFIRE.replace(clip=CEASEFIRE.clip.replace(body="Text."))
    return draw(article.render(stored, width=width, neighbours=neighbours))


def check_report(width: int) -> str:
    """Draw the findings of a check."""
    return draw(check.render(FINDINGS, unique_lengths=UNIQUE_LENGTHS, width=width, limit=3), width=width)


def duplicate_stories(width: int, *, diff: bool = False) -> str:
    """Draw stories that were kept more than once."""
    stories = sample_stories.COMPARED if diff else sample_stories.STORIES
    return draw(duplicates.render(stories, unique_lengths=sample_stories.UNIQUE_LENGTHS, total=30, width=width))


def timeline_chart(width: int, group_by: GroupBy = "source") -> str:
    """Draw three years."""
    return draw(timeline.render(count(DAYS, max_periods=width, group_by=group_by), width=width, group_by=group_by))


def versus_chart(width: int, *, pickups: bool = True) -> str:
    """Draw one source beside all the others; a third of the clips are pick-ups."""
    sides = []
    for query, is_reuters in (("source:reuters", True), ("-source:reuters", False)):
        all_days = [day for day in DAYS if (day.group == "Reuters") is is_reuters]
        by_story = [day._replace(clip_count=day.clip_count - pickups * (day.clip_count // 3)) for day in all_days]
        sides.append((query, all_days, by_story))
    return draw(versus.render(count_side_by_side(sides, max_periods=ROWS), width=width))


def year_heatmap(width: int) -> str:
    """Draw a year."""
    return draw(heatmap.render(count(DAYS, max_periods=1, unit="day", span=year_span(2023)), 2023, width=width))


def _widths(name: str, drawing: Callable[[int], str], *widths: int) -> dict[str, Callable[[], str]]:
    return {f"{name}-{width}": lambda width=width: drawing(width) for width in widths}  # type: ignore[misc]


DRAWINGS: dict[str, Callable[[], str]] = {
    **_widths("table", clip_table, 40, 60, 80, 100, 120, 250),
    **_widths("table-of-stories", story_table, 40, 60, 80, 200),
    **_widths("checkup", check_report, 60, 80, 120),
    **_widths("stories", duplicate_stories, 40, 60, 100),
    **_widths("stories-diff", lambda width: duplicate_stories(width, diff=True), 40, 60, 100),
    "stories-diff": lambda: "".join(plain_duplicates.tsv(sample_stories.COMPARED)),
    "stories-diff-json": lambda: "".join(plain_duplicates.json(sample_stories.COMPARED, with_changes=True)),
    **_widths("timeline", timeline_chart, 60, 80, 120),
    "timeline-of-nothing-80": lambda: timeline_chart(80, "nothing"),
    **_widths("share", versus_chart, 30, 40, 60, 120),
    "share-of-no-pick-ups-80": lambda: versus_chart(80, pickups=False),
    **_widths("heatmap", year_heatmap, 40, 60, 120),
    "article-80": lambda: draw(article.render(CEASEFIRE, width=80)),
    **_widths("article-around", article_with_neighbours, 40, 60, 80),
    "article-bare-80": lambda: draw(article.render(LEAFLET, width=80)),
    "unreadable-80": lambda: draw(article.render(BROKEN, width=80)),
}
"""Each golden file's name, and the function that draws it."""


def regenerate() -> None:
    """Write every golden file as things are drawn now."""
    for name, drawing in DRAWINGS.items():
        (FOLDER / f"{name}.txt").write_text(drawing(), "utf-8")


if __name__ == "__main__":
    regenerate()
