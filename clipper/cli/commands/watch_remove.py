"""`clipper watch remove`: watch a feed no longer."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_feed
from clipper.cli.options import Quiet, current_session
from clipper.text import safe


def watch_remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A watched feed.", autocompletion=complete_feed)],
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Watch a feed no longer; its clips stay.

    `clipper watch remove "Daily Example"`
    """
    from clipper.library import feeds

    session = current_session(ctx)
    removed = feeds.remove(session.library, name)
    session.tell(f"“{safe(removed)}” is not watched any more. `clipper undo` brings it back.")
