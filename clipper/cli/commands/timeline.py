"""`clipper timeline`: count clips by day, week, month or year."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clipper.cli.options import Json, QueryOptions, complete_word, current_session
from clipper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from clipper.analysis.timeline import Timeline
    from clipper.cli.session import Session

PERIODS = 80
"""The number of periods that are written at most, unless `--by` asks for shorter ones."""


def timeline(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    by: Annotated[
        Literal["day", "week", "month", "year", "decade", "century"] | None,
        typer.Option(help="Count by this period; without it, by the shortest that fits.", show_default=False),
    ] = None,
    of: Annotated[
        Literal["source", "tag", "nothing"] | None,
        typer.Option(help="Count each of these by itself; a picture does so with sources.", show_default=False),
    ] = None,
    versus: Annotated[
        str | None,
        typer.Option(metavar="QUERY", help="Compare the query with another one.", autocompletion=complete_word),
    ] = None,
    heatmap: Annotated[bool, typer.Option("--heatmap", help="Show each day of a year.")] = False,
    year: Annotated[
        int | None, typer.Option(min=1, max=9999, help="The year of the heatmap; without it, the last one with clips.")
    ] = None,
    json: Json = False,
) -> None:
    """Count the clips by day, week, month or year.

    `clipper timeline tag:world --by month`

    A terminal draws a picture; a pipe gets a line for each period.
    """
    from clipper.analysis import timeline as timelines
    from clipper.output.plain.versus import ROWS

    if (heatmap and (by or of or versus is not None)) or (versus is not None and of):
        raise UsageError("--heatmap goes without --by, --of and --versus, and --versus without --of")
    if year and not heatmap:
        raise UsageError("--year goes with --heatmap; --since and --until bound a timeline")
    session = current_session(ctx)
    library = session.library
    node = query.node(library)
    drawn = session.on_terminal and not json
    groups = of or ("source" if drawn and not heatmap else "nothing")

    if versus is not None:
        nodes = node, query.replace(query=[versus]).node(library)
        sides = [(str(node), library.count_by_day(node), library.count_by_day(node, by_story=True)) for node in nodes]
        counts = timelines.count_side_by_side(sides, room=ROWS, by=by or "")
    elif heatmap:
        dates = library.count_by_day(node)
        year = year or timelines.last_year(dates) or library.system.today().year
        counts = timelines.count(dates, room=PERIODS, by="day", span=timelines.year_span(year))
    else:
        dates, room = library.count_by_day(node, groups), session.width if drawn else PERIODS
        counts = timelines.count(dates, room=room, by=by or "", group_by=groups, sources=session.config.sources)

    if not drawn:
        _write(session, counts, json=json, versus=versus is not None, with_groups=of not in {None, "nothing"})
    elif counts.is_empty and versus is None:
        session.tell(library.no_match_message(node))
    else:
        session.draw(_picture(counts, "versus" if versus is not None else "heatmap" if heatmap else groups, year or 1))
    session.report_skipped()


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
