"""`clipper list`: the clips that match."""

from typing import Annotated

import typer

from clipper.options import Json, Query, Since, Source, Tag, Until, session


def list(
    ctx: typer.Context,
    query: Query = None,
    source: Source = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="date, clipped, title, source, words or relevance; -KEY turns it round."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=0, help="Show so many; 0 is all. A table shows 20.", show_default=False),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, tsv, csv, json, jsonl, paths, handles, or a template: '{date} {source}: {title}'.",
        ),
    ] = None,
    stories: Annotated[
        bool, typer.Option("--stories", help="One row for each story, with how many outlets printed it.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the clips that match, newest first; by relevance when the query has free words."""
    at = session(ctx)
    shape = format_ or ("json" if json else "table" if at.on_terminal else "tsv")
    asked = at.library.ask(query, source=source, tag=tag, since=since, until=until)

    if shape == "table":
        from clipper.views.table import listing

        most = at.config.limit if limit is None else limit
        page = at.library.page(asked, sort or "", most, fold=stories)
        if not page.kept:
            at.tell(at.library.nothing(asked))
        else:
            at.draw(
                lambda width: listing(
                    page.kept,
                    unique=page.unique,
                    total=page.total,
                    width=width,
                    columns=at.config.columns,
                    sorted_by=page.order,
                    unreadable=page.unreadable,
                )
            )
    else:
        from clipper.views import lines

        if shape == "tsv":
            at.write(lines.tsv(at.library.rows(asked, sort or "", limit or 0, fold=stories)))
        else:
            found = at.library.matching(asked, sort or "", limit or 0, fold=stories)
            at.write(lines.render(shape, found, folded=stories))
    at.notice()
