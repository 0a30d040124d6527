"""`clipper tags remove`: remove tags from every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_tag
from clipper.cli.options import ChangeOptions, current_session


def tags_remove(
    ctx: typer.Context,
    *,
    tags: Annotated[list[str], typer.Argument(metavar="TAG...", help="Tags in use.", autocompletion=complete_tag)],
    options: ChangeOptions,
) -> None:
    """Remove tags, and the tags below them, from every clip.

    `clipper tags remove draft`: the clips stay.
    """
    from clipper.library import retag

    session = current_session(ctx)
    confirm.change(session, retag.remove(session.library, tags), options)
