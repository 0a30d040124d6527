"""`clipper tags rename`: give a tag another name in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, complete_tag, current_session


def tags_rename(
    ctx: typer.Context,
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A tag in use.", autocompletion=complete_tag)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.", autocompletion=complete_tag)],
    options: ChangeOptions,
) -> None:
    """Give a tag another name in every clip, and what is below it: `world` → `globe` makes `globe/ukraine`.

    Only the letters of the tag change, in the place where it stands. A name that is in use already merges the two.
    """
    from clipper.library import retag

    session = current_session(ctx)
    confirm.carry_out(session, retag.rename(session.library, old, new), options)
