"""`clipper timeline`: count clips by day, week, month or year."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clipper.cli.completers import complete_word
from clipper.cli.options import Json, QueryOptions, current_session
from clipper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from clipper.analysis.timeline import Timeline
    from clipper.analysis.timeline_groups import GroupBy
    from clipper.cli.session import Session
    from clipper.library import Library
    from clipper.query import Node

MAX_PERIODS = 80
"""The most periods that are written, unless `--by` asks for shorter ones."""


def timeline(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    by: Annotated[
        Literal["day", "week", "month", "year", "decade", "century"] | None,
        typer.Option(help="Count by this period; without it, by the shortest that fits.", show_default=False),
    ] = None,
    group_by: Annotated[
        Literal["source", "tag", "nothing"] | None,
        typer.Option("--of", help="Count each of these by itself; a picture does so with sources.", show_default=False),
    ] = None,
    versus: Annotated[
        str | None,
        typer.Option(metavar="QUERY", help="Compare the query with another one.", autocompletion=complete_word),
    ] = None,
    heatmap: Annotated[bool, typer.Option("--heatmap", help="Show each day of a year.")] = False,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR", min=1, max=9999, help="The year of the heatmap; without it, the last one with clips."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Count the clips by day, week, month or year.

    `clipper timeline tag:world --by month`

    A terminal draws a picture; a pipe gets a line for each period.
    """
    if (heatmap and (by or group_by or versus is not None)) or (versus is not None and group_by):
        raise UsageError("--heatmap goes without --by, --of and --versus, and --versus without --of")
    if year and not heatmap:
        raise UsageError("--year goes with --heatmap; --since and --until bound a timeline")
    session = current_session(ctx)
    library = session.library
    node = query.node(library)
    is_drawn = session.on_terminal and not json
    groups = group_by or ("source" if is_drawn and not heatmap else "nothing")

    if versus is not None:
        counts = _compare(library, (node, query.replace(query=[versus]).node(library)), by)
    elif heatmap:
        counts, year = _count_year(library, node, year)
    else:
        counts = _count(library, node, by, groups, max_periods=session.width if is_drawn else MAX_PERIODS)

    if not is_drawn:
        _write(session, counts, json=json, versus=versus is not None, with_groups=group_by not in {None, "nothing"})
    elif counts.is_empty and versus is None:
        session.tell(library.no_match_message(node))
    else:
        session.draw(_picture(counts, "versus" if versus is not None else "heatmap" if heatmap else groups, year or 1))
    session.report_skipped()


def _count(library: "Library", node: "Node", by: str | None, groups: "GroupBy", *, max_periods: int) -> "Timeline":
    """Count the clips that match a query, in groups of one source or tag each."""
    from clipper.analysis import timeline as timelines

    dates = library.count_by_day(node, groups)
    return timelines.count(
        dates, max_periods=max_periods, unit=by or "", group_by=groups, aliases=library.config.sources
    )


def _compare(library: "Library", nodes: "tuple[Node, Node]", by: str | None) -> "Timeline":
    """Count the clips that match two queries side by side, their stories apart from the pick-ups."""
    from clipper.analysis import timeline as timelines
    from clipper.output.plain.versus import ROWS

    sides = [(str(node), library.count_by_day(node), library.count_by_day(node, by_story=True)) for node in nodes]
    return timelines.count_side_by_side(sides, max_periods=ROWS, unit=by or "")


def _count_year(library: "Library", node: "Node", year: int | None) -> "tuple[Timeline, int]":
    """Count the clips of each day of a year, and return the year too; without `year` it is the last with clips."""
    from clipper.analysis import timeline as timelines

    dates = library.count_by_day(node)
    year = year or timelines.last_year(dates) or library.system.today().year
    return timelines.count(dates, max_periods=MAX_PERIODS, unit="day", span=timelines.year_span(year)), year


def _write(session: "Session", counts: "Timeline", *, json: bool, versus: bool, with_groups: bool) -> None:
    """Write a timeline for programs."""
    from clipper.output.plain import timeline as plain
    from clipper.output.plain import versus as plain_versus

    if json:
        session.write([plain_versus.json(counts) if versus else plain.json(counts)])
        return
    session.write(plain_versus.tsv(counts) if versus else plain.tsv(counts, with_groups=with_groups))
    for note in plain.notes(counts):
        session.tell(f"{note}.")


def _picture(counts: "Timeline", kind: str, year: int) -> "Callable[[int], RenderableType]":
    """Return the function that draws a timeline at a width: two sides, the days of a year, or columns of groups."""
    if kind == "versus":
        from clipper.output.terminal import versus

        return lambda width: versus.render(counts, width=width)
    if kind == "heatmap":
        from clipper.output.terminal import heatmap

        return lambda width: heatmap.render(counts, year, width=width)
    from clipper.output.terminal import timeline

    return lambda width: timeline.render(counts, width=width, group_by=kind)
