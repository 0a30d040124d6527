"""`clipper search remove`: a saved search is dropped."""

from typing import Annotated

import typer

from clipper.options import Quiet, complete_search, session
from clipper.text import safe


def search_remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A saved search.", autocompletion=complete_search)],
    quiet: Quiet = False,
) -> None:
    """Drop a saved search from the archive's `.clipper.toml`; no clip is touched."""
    from clipper import searches

    at = session(ctx)

    searches.remove(name, at.library)

    if askers := searches.askers(name, at.library):
        at.tell(f"It is asked for by {', '.join(askers)}: that is a mistake now.")
    if not quiet:
        at.tell(f"Removed @{safe(name.removeprefix('@').casefold())}. `clipper undo` brings it back.")
