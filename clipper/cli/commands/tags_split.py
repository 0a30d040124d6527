"""`clipper tags split`: one tag becomes several in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, complete_tag, current_session
from clipper.errors import UsageError


def tags_split(
    ctx: typer.Context,
    *,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="A tag in use.", autocompletion=complete_tag)],
    parts: Annotated[
        list[str], typer.Argument(metavar="PART PART...", help="What it becomes.", autocompletion=complete_tag)
    ],
    options: ChangeOptions,
) -> None:
    """Make one tag several in every clip: `clipper tags split war-and-peace war peace`. What is below it stays."""
    from clipper import clipfile
    from clipper.model import tags
    from clipper.query.haystack import tag_key

    session = current_session(ctx)
    names = tuple(dict.fromkeys(map(tags.check, parts)))
    if len(names) == 1:
        raise UsageError("a tag is split into two or more", hint="`clipper tags rename` gives it another name.")
    key = tag_key(tag)
    confirm.change(
        session,
        confirm.bearing(session, [tag], exact=True),
        lambda raw: clipfile.with_tags_renamed(raw, lambda held: names if tag_key(held) == key else (held,)),
        options,
    )
