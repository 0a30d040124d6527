"""`clipper tags split`: one tag becomes several in every clip."""

from typing import Annotated

import typer

from clipper import bulk
from clipper.errors import UsageError
from clipper.options import DryRun, Force, Quiet, Yes, complete_tag, session


def tags_split(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="A tag in use.", autocompletion=complete_tag)],
    parts: Annotated[
        list[str], typer.Argument(metavar="PART PART...", help="What it becomes.", autocompletion=complete_tag)
    ],
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Make one tag several in every clip: `clipper tags split war-and-peace war peace`. What is below it stays."""
    from clipper import clipfile, tags
    from clipper.query.reading import tag_key

    at = session(ctx)
    names = tuple(dict.fromkeys(map(tags.check, parts)))
    if len(names) == 1:
        raise UsageError("a tag is split into two or more", hint="`clipper tags rename` gives it another name.")
    key = tag_key(tag)
    bulk.change(
        at,
        bulk.bearing(at, [tag], exact=True),
        lambda raw: clipfile.with_tags_renamed(raw, lambda held: names if tag_key(held) == key else (held,)),
        bulk.Manner(dry_run, yes, quiet, force),
    )
