"""`clipper sources`: the outlets, counted."""

from typing import Annotated

import typer

from clipper.cli.options import Json, Query, Since, Source, Tag, Until, current_session
from clipper.errors import UsageError


def sources(
    ctx: typer.Context,
    query: Query = None,
    source: Source = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
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
    asked = session.library.ask(query, source=source, tag=tag, since=since, until=until)
    rows = (outlets.Row(*row) for row in session.library.index.outlets(asked))
    found, nameless = outlets.gather(rows, session.config.sources, sort)

    if json or not session.on_terminal:
        from clipper.output.plain import tallies

        session.write(tallies.outlets_json(found) if json else tallies.outlets_tsv(found))
    elif found:
        from clipper.output.terminal.tallies import outlets as picture

        session.draw(lambda width: picture(found, width=width, nameless=nameless))
    else:
        session.tell(
            session.library.nothing(asked) if not session.library.index.count(asked) else "No clip says its source."
        )
    session.notice()
