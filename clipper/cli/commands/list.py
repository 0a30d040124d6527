"""`clipper list`: list the clips that match."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.options import Json, QueryOptions, current_session

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.query import Node


def list(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    sort: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Sort by date, clipped, title, source, words or relevance; -KEY reverses."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            min=0,
            help="Show at most N clips; 0 is all. A table shows 20.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, tsv, csv, json, jsonl, paths, handles, or a template such as '{date} {title}'.",
        ),
    ] = None,
    stories: Annotated[
        bool, typer.Option("--stories", help="One row for each story, with the number of outlets.")
    ] = False,
    marked: Annotated[bool, typer.Option("--marked", help="Short for tag:marked.")] = False,
    json: Json = False,
) -> None:
    """List the clips that match, newest or best match first.

    `clipper list 'tag:world date:last month'`

    `clipper list peace talks --source reuters`

    The best match comes first if the query has free words.
    """
    session = current_session(ctx)
    shape = format_ or ("json" if json else "table" if session.on_terminal else "tsv")
    node = query.node(session.library)
    if marked:
        from clipper.query import Tagged, all_of

        node = all_of((node, Tagged("marked")))

    if shape == "table":
        _draw_table(session, node, sort or "", session.config.limit if limit is None else limit, by_story=stories)
    else:
        from clipper.output.plain import clips

        if shape == "tsv":
            session.write(clips.tsv(session.library.rows(node, sort or "", limit or 0, by_story=stories)))
        else:
            matching = session.library.search(node, sort or "", limit or 0, by_story=stories)
            if shape == "paths" and not session.on_terminal:
                session.write_bytes(clips.raw_paths(matching))
            else:
                session.write(clips.serialize(shape, matching, by_story=stories))
    session.report_skipped()


def _draw_table(session: "Session", node: "Node", sort: str, limit: int, *, by_story: bool) -> None:
    from clipper.output.terminal.clips import render

    page = session.library.result_page(node, sort, limit, by_story=by_story)
    if not page.stored:
        session.tell(session.library.no_match_message(node))
        return
    session.draw(
        lambda width: render(
            page.stored,
            unique_lengths=page.unique,
            total=page.total,
            width=width,
            columns=session.config.columns,
            sorted_by=page.order,
            unreadable=page.unreadable,
        )
    )
