"""`clipper tags remove`: tags leave every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, complete_tag, current_session


def tags_remove(
    ctx: typer.Context,
    *,
    words: Annotated[list[str], typer.Argument(metavar="TAG...", help="Tags in use.", autocompletion=complete_tag)],
    options: ChangeOptions,
) -> None:
    """Take tags away from every clip, and what is below them; the clips stay."""
    from clipper import clipfile
    from clipper.query.haystack import tag_key

    session = current_session(ctx)
    keys = [tag_key(word) for word in words]

    def left(tag: str) -> tuple[str, ...]:
        return () if any(f"{tag_key(tag)}/".startswith(f"{key}/") for key in keys) else (tag,)

    confirm.change(
        session,
        confirm.bearing(session, words),
        lambda raw: clipfile.with_tags_renamed(raw, left),
        options,
    )
