"""`clipper tags rename`: rename a tag in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_tag
from clipper.cli.options import ChangeOptions, current_session


def tags_rename(
    ctx: typer.Context,
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A tag in use.", autocompletion=complete_tag)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.", autocompletion=complete_tag)],
    options: ChangeOptions,
) -> None:
    """Rename a tag in every clip, and the tags below it.

    `clipper tags rename world globe` also turns `world/ukraine` into `globe/ukraine`.

    If the new name is in use already, the two tags become one.
    """
    from clipper.library import retag

    session = current_session(ctx)
    confirm.change(session, retag.rename(session.library, old, new), options)
