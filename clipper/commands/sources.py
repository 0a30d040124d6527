"""`clipper sources`: the outlets, counted."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.errors import UsageError
from clipper.options import Json, Query, Since, Source, Tag, Until, session

if TYPE_CHECKING:
    pass


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
    from clipper import outlets

    if sort not in outlets.SORTS:
        raise UsageError(f"sources are sorted by {', '.join(outlets.SORTS)}")
    at = session(ctx)
    asked = at.library.ask(query, source=source, tag=tag, since=since, until=until)
    rows = (outlets.Row(*row) for row in at.library.index.outlets(asked))
    found, nameless = outlets.gather(rows, at.config.sources, sort)

    if json or not at.on_terminal:
        from clipper.views import tallies

        at.write(tallies.outlets_json(found) if json else tallies.outlets_tsv(found))
    elif found:
        from clipper.views.tally import outlets as picture

        at.draw(lambda width: picture(found, width=width, nameless=nameless))
    else:
        at.tell(at.library.nothing(asked) if not at.library.index.count(asked) else "No clip says its source.")
    at.notice()
