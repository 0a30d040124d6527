"""`clipper tags remove`: tags leave every clip."""

from typing import Annotated

import typer

from clipper import bulk
from clipper.options import DryRun, Force, Quiet, Yes, complete_tag, session


def tags_remove(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TAG...", help="Tags in use.", autocompletion=complete_tag)],
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Take tags away from every clip, and what is below them; the clips stay."""
    from clipper import clipfile
    from clipper.query.reading import tag_key

    at = session(ctx)
    keys = [tag_key(word) for word in words]

    def left(tag: str) -> tuple[str, ...]:
        return () if any(f"{tag_key(tag)}/".startswith(f"{key}/") for key in keys) else (tag,)

    bulk.change(
        at,
        bulk.bearing(at, words),
        lambda raw: clipfile.with_tags_renamed(raw, left),
        bulk.Manner(dry_run, yes, quiet, force),
    )
