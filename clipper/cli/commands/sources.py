"""`clipper sources`: the outlets, counted."""

from typing import Annotated

import typer

from clipper.cli.options import Json, QueryOptions, current_session
from clipper.errors import UsageError


def sources(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    sort: Annotated[str, typer.Option(metavar="KEY", help="name, count or last.")] = "count",
    json: Json = False,
) -> None:
    """Show the outlets, each with the number of its clips, the first and the last of them.

    Names and domains that `.clipper.toml` gives to one outlet are counted as one, also those of clips that say no
    source but have an address there. `clipper sources merge` makes several names one.
    """
    from clipper.model import outlets

    if sort not in outlets.SORTS:
        raise UsageError(f"sources are sorted by {', '.join(outlets.SORTS)}")
    session = current_session(ctx)
    node = query.node(session.library)
    rows = (outlets.Row(*row) for row in session.library.index.outlets(node))
    found, nameless = outlets.gather(rows, session.config.sources, sort)

    if json or not session.on_terminal:
        from clipper.output.plain import sources as plain

        session.write(plain.json(found) if json else plain.tsv(found))
    elif found:
        from clipper.output.terminal.sources import render

        session.draw(lambda width: render(found, width=width, nameless=nameless))
    else:
        session.tell(
            session.library.no_match_message(node)
            if not session.library.index.count(node)
            else "No clip says its source."
        )
    session.report_skipped()
