"""`clipper tags merge`: make several tags one in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_tag
from clipper.cli.options import ChangeOptions, current_session


def tags_merge(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="TAG... INTO", help="The tags, then the one that they become.", autocompletion=complete_tag
        ),
    ],
    options: ChangeOptions,
) -> None:
    """Make several tags one in every clip, and the tags below them.

    `clipper tags merge wars conflict war`: the last word is the tag that stays.
    """
    from clipper.library import retag

    session = current_session(ctx)
    *old, into = words
    confirm.change(session, retag.merge(session.library, old, into), options)
