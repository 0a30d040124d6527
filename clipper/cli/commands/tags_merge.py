"""`clipper tags merge`: several tags become one in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, complete_tag, current_session
from clipper.errors import RefusedError, UsageError
from clipper.text import safe


def tags_merge(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str],
        typer.Argument(metavar="TAG... INTO", help="The tags, then the one they become.", autocompletion=complete_tag),
    ],
    options: ChangeOptions,
) -> None:
    """Make several tags one in every clip, and what is below them: the last word is the tag that stays."""
    from clipper import clipfile
    from clipper.model import tags
    from clipper.query.haystack import tag_key

    session = current_session(ctx)
    *old, into = words
    if not old:
        raise UsageError("name the tags, then the one that they become")
    tags.check(into)
    keys = [key for key in map(tag_key, old) if key != tag_key(into)]
    if below := [tag for tag in old if tag_key(into).startswith(f"{tag_key(tag)}/")]:
        raise RefusedError(f"{safe(into)} lies below {safe(below[0])}: a tag cannot become its own child")
    found = confirm.bearing(session, old)

    def merged(tag: str) -> tuple[str]:
        return (next((new for key in keys or [tag_key(into)] if (new := tags.renamed(tag, key, into)) != tag), tag),)

    confirm.change(
        session,
        found,
        lambda raw: clipfile.with_tags_renamed(raw, merged),
        options,
    )
