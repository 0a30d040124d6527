"""`clipper tags split`: make one tag several in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_tag
from clipper.cli.options import ChangeOptions, current_session


def tags_split(
    ctx: typer.Context,
    *,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="A tag in use.", autocompletion=complete_tag)],
    parts: Annotated[
        list[str], typer.Argument(metavar="PART PART...", help="The tags that it becomes.", autocompletion=complete_tag)
    ],
    options: ChangeOptions,
) -> None:
    """Make one tag several in every clip; tags below it stay.

    `clipper tags split war-and-peace war peace`
    """
    from clipper.library import retag

    session = current_session(ctx)
    confirm.change(session, retag.split(session.library, tag, parts), options)
