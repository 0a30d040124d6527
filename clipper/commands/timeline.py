"""`clipper timeline`: how many clips, when and of whom."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clipper.errors import UsageError
from clipper.options import Json, Query, Since, Source, Tag, Until, complete_word, session
from clipper.session import Session

if TYPE_CHECKING:
    from clipper.query import Node
    from clipper.timeline import Timeline

PERIODS = 80
"""So many periods are written where nobody asks for shorter ones."""


def timeline(
    ctx: typer.Context,
    query: Query = None,
    source: Source = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        Literal["day", "week", "month", "year", "decade", "century"] | None,
        typer.Option(help="Count by these periods; without it, by the shortest that fit.", show_default=False),
    ] = None,
    of: Annotated[
        Literal["source", "tag", "nothing"] | None,
        typer.Option(help="Tell these apart; a picture does so with sources.", show_default=False),
    ] = None,
    versus: Annotated[
        str | None,
        typer.Option(metavar="QUERY", help="Show the share of each of two queries.", autocompletion=complete_word),
    ] = None,
    heatmap: Annotated[bool, typer.Option("--heatmap", help="Show a year of days by weekday.")] = False,
    year: Annotated[
        int | None, typer.Option(min=1, max=9999, help="The year of the heatmap; without it, the last with clips.")
    ] = None,
    json: Json = False,
) -> None:
    """Show how many clips there are by day, week, month or year, as a picture, or in a pipe as lines."""
    from clipper import timeline as timelines
    from clipper.views import series

    if (heatmap and (by or of or versus is not None)) or (versus is not None and of):
        raise UsageError("--heatmap goes without --by, --of and --versus, and --versus without --of")
    if year and not heatmap:
        raise UsageError("--year goes with --heatmap; --since and --until bound a timeline")
    at = session(ctx)
    library = at.library
    asked = library.ask(query, source=source, tag=tag, since=since, until=until)
    if versus is not None:
        other = library.ask([versus], source=source, tag=tag, since=since, until=until)
        _share(at, (asked, other), by or "", json=json)
        return
    drawn = at.on_terminal and not json
    groups = of or ("source" if drawn and not heatmap else "nothing")
    found = library.days(asked, groups)
    if heatmap:
        year = year or timelines.last_year(found) or library.outside.today().year
        told = timelines.tell(found, room=PERIODS, by="day", span=timelines.of_year(year))
    else:
        room = at.width if drawn else PERIODS
        told = timelines.tell(found, room=room, by=by or "", of=groups, sources=at.config.sources)

    if json:
        at.write([series.json(told)])
    elif not drawn:
        at.write(series.tsv(told, headed=of not in {None, "nothing"}))
        _tell(at, told)
    elif not found:
        at.tell(library.nothing(asked))
    elif heatmap:
        from clipper.views.heatmap import heatmap as days

        at.draw(lambda width: days(told, year or 1, width=width))
    else:
        from clipper.views.timeline import chart

        at.draw(lambda width: chart(told, width=width, of=groups))
    at.notice()


def _share(at: Session, asked: "tuple[Node, Node]", by: str, *, json: bool) -> None:
    """Show which share of the clips answers to each of two queries."""
    from clipper import timeline as timelines
    from clipper.views import share

    found = [
        day._replace(group=str(number)) for number, node in enumerate(asked) for day in at.library.days(node, "nothing")
    ]
    told = timelines.tell(found, room=share.ROWS, by=by, named=[str(node) for node in asked])
    if json:
        at.write([share.json(told)])
    elif at.on_terminal:
        at.draw(lambda width: share.shares(told, width=width))
    else:
        at.write(share.tsv(told))
        _tell(at, told)
    at.notice()


def _tell(at: Session, told: "Timeline") -> None:
    """Say which clips are not counted."""
    from clipper.views import series

    for note in series.notes(told):
        at.tell(f"{note}.")
