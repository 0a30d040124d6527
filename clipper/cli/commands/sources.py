"""`clipper sources`: count the outlets."""

from typing import Annotated

import typer

from clipper.cli.options import Json, QueryOptions, current_session
from clipper.cli.second_words import no_match_message
from clipper.errors import UsageError
from clipper.model.spelling import did_you_mean
from clipper.text import safe


def sources(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    sort: Annotated[
        str, typer.Option(metavar="KEY", help="Sort by name, count or last (the date of the newest clip).")
    ] = "count",
    json: Json = False,
) -> None:
    """Show the outlets, with numbers of clips and dates.

    `clipper sources`, `clipper sources tag:world --sort last`

    Names and domains of one outlet in `.clipper.toml` are counted together. A clip without a source counts by the
    domain of its address. `clipper sources merge` makes several names one.
    """
    from clipper.analysis.outlets import SourceCount, count_outlets
    from clipper.analysis.tally import TALLY_ORDERS

    if sort not in TALLY_ORDERS:
        raise UsageError(
            f"sources are sorted by {', '.join(TALLY_ORDERS)}, not “{safe(sort)}”{did_you_mean(sort, TALLY_ORDERS)}"
        )
    session = current_session(ctx)
    node = query.node(session.library)
    counts = (SourceCount(*row) for row in session.library.index.outlets(node))
    outlets, nameless = count_outlets(counts, session.config.sources, sort)

    if json or not session.on_terminal:
        from clipper.output.plain import sources as plain

        session.write(plain.json(outlets) if json else plain.tsv(outlets))
    elif outlets:
        from clipper.output.terminal.sources import render

        session.draw(lambda width: render(outlets, width=width, nameless=nameless))
    else:
        session.tell(
            no_match_message(session, node, "sources", query.query)
            if not session.library.index.count(node)
            else "No clip says its source."
        )
    session.report_skipped()
