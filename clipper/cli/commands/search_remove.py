"""`clipper search remove`: remove a saved search."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_search
from clipper.cli.options import Quiet, current_session
from clipper.text import safe


def search_remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A saved search.", autocompletion=complete_search)],
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Remove a saved search; no clip is changed.

    `clipper search remove ukraine`
    """
    from clipper.library import searches

    session = current_session(ctx)

    searches.remove(name, session.library)

    if references := searches.references(name, session.library):
        session.tell(f"It is still used by {', '.join(references)}: an error now.")
    session.tell(f"Removed @{safe(name.removeprefix('@').casefold())}. `clipper undo` brings it back.")
