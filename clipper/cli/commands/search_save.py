"""`clipper search save`: save a query under a name."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_word
from clipper.cli.options import Quiet, current_session
from clipper.text import with_noun


def search_save(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, dots and hyphens.")],
    query: Annotated[list[str], typer.Argument(metavar="QUERY...", help="The query.", autocompletion=complete_word)],
    force: Annotated[
        bool, typer.Option("--force", help="Replace a search of the same name.", rich_help_panel="Change")
    ] = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Save a query under a name.

    `clipper search save ukraine tag:world/ukraine`, then `clipper list @ukraine`

    It is written into the archive's `.clipper.toml`, and may contain other saved searches.
    """
    from clipper.library import searches
    from clipper.query import arguments

    session = current_session(ctx)

    number = searches.save(name, arguments.join_arguments(word.strip() for word in query), session.library, force=force)

    saved_as = name.removeprefix("@").casefold()
    session.tell(f"Saved @{saved_as}; {with_noun(number, 'clip')} {'matches' if number == 1 else 'match'} now.")
