"""The drawings as files that a person can read; `python -m tests.output.golden` writes them anew, to be looked at."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import RenderableType

from clipper.analysis.timeline import Of, beside, of_year, tell
from clipper.index.neighbours import Neighbours
from clipper.output.plain.duplicates import json, tsv
from clipper.output.plain.versus import ROWS
from clipper.output.terminal import (
    article,
    check,
    clips,
    duplicates,
    heatmap,
    timeline,
    versus,
)
from clipper.output.terminal.theme import console
from tests.output import sample_stories
from tests.output.sample_timelines import KEPT
from tests.output.samples import BROKEN, CEASEFIRE, FINDINGS, FOLDED, LEAFLET, MORNING, UNIQUE

FOLDER = Path(__file__).parent / "golden"


def drawn(drawing: RenderableType) -> str:
    """Return what stands in a pipe, so wide that Rich does not cut what a view has made too wide."""
    out = StringIO()
    console(out, no_color=True, width=1_000).print(drawing)
    return out.getvalue()


def table(width: int) -> str:
    """Draw the morning's list."""
    return drawn(
        clips.render(MORNING, unique_lengths=UNIQUE, total=12_345, width=width, sorted_by="newest first", unreadable=1)
    )


def folded(width: int) -> str:
    """Draw the morning's stories."""
    return drawn(
        clips.render(FOLDED, unique_lengths=UNIQUE, total=9_000, width=width, sorted_by="newest first", unreadable=1)
    )


def around(width: int) -> str:
    """Draw a clip with what stands around it."""
    found = Neighbours(MORNING[1:4], 9, (MORNING[5], LEAFLET), MORNING[7], MORNING[10])
    return drawn(
        article.render(replace(CEASEFIRE, clip=replace(CEASEFIRE.clip, body="Text.")), width=width, neighbours=found)
    )


def checkup(width: int) -> str:
    """Draw what is wrong."""
    drawing = check.render(FINDINGS, unique_lengths=UNIQUE, width=width, limit=3)
    out = StringIO()
    console(out, no_color=True, width=width).print(drawing)
    return out.getvalue()


def told_twice(width: int, *, diff: bool = False) -> str:
    """Draw stories that were kept more than once."""
    found = sample_stories.COMPARED if diff else sample_stories.FOUND
    return drawn(duplicates.render(found, unique_lengths=sample_stories.UNIQUE, total=30, width=width))


def timeline_drawing(width: int, of: Of = "source") -> str:
    """Draw three years."""
    return drawn(timeline.render(tell(KEPT, room=width, of=of), width=width, group_by=of))


def share(width: int, *, pickups: bool = True) -> str:
    """Draw one source beside all the others; a third of the clips are pick-ups."""
    sides = []
    for said, own in (("source:reuters", True), ("-source:reuters", False)):
        every = [day for day in KEPT if (day.group == "Reuters") is own]
        folded = [day._replace(clips=day.clips - pickups * (day.clips // 3)) for day in every]
        sides.append((said, every, folded))
    return drawn(versus.render(beside(sides, room=ROWS), width=width))


def days(width: int) -> str:
    """Draw a year."""
    return drawn(heatmap.render(tell(KEPT, room=1, by="day", span=of_year(2023)), 2023, width=width))


DRAWINGS: dict[str, Callable[[], str]] = {
    "table-60": lambda: table(60),
    "table-80": lambda: table(80),
    "table-120": lambda: table(120),
    "table-250": lambda: table(250),
    **{f"table-of-stories-{width}": lambda width=width: folded(width) for width in (40, 60, 80, 200)},  # type: ignore[misc]
    "checkup-60": lambda: checkup(60),
    "checkup-80": lambda: checkup(80),
    "checkup-120": lambda: checkup(120),
    **{f"stories-{width}": lambda width=width: told_twice(width) for width in (40, 60, 100)},  # type: ignore[misc]
    **{f"stories-diff-{width}": lambda width=width: told_twice(width, diff=True) for width in (40, 60, 100)},  # type: ignore[misc]
    "stories-diff": lambda: "".join(tsv(sample_stories.COMPARED)),
    "stories-diff-json": lambda: "".join(json(sample_stories.COMPARED, with_changes=True)),
    **{f"timeline-{width}": lambda width=width: timeline_drawing(width) for width in (60, 80, 120)},  # type: ignore[misc]
    "timeline-of-nothing-80": lambda: timeline_drawing(80, "nothing"),
    **{f"share-{width}": lambda width=width: share(width) for width in (30, 40, 60, 120)},  # type: ignore[misc]
    "share-of-no-pick-ups-80": lambda: share(80, pickups=False),
    **{f"heatmap-{width}": lambda width=width: days(width) for width in (40, 60, 120)},  # type: ignore[misc]
    "article-80": lambda: drawn(article.render(CEASEFIRE, width=80)),
    **{f"article-around-{width}": lambda width=width: around(width) for width in (40, 60, 80)},  # type: ignore[misc]
    "article-bare-80": lambda: drawn(article.render(LEAFLET, width=80)),
    "unreadable-80": lambda: drawn(article.render(BROKEN, width=80)),
}
"""Each golden file's name, and what draws it."""


def regenerate() -> None:
    """Write every golden file as things are drawn now."""
    for name, draw in DRAWINGS.items():
        (FOLDER / f"{name}.txt").write_text(draw(), "utf-8")


if __name__ == "__main__":
    regenerate()
