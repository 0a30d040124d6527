"""`clipper tags rename`: a tag gets another name in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, complete_tag, current_session
from clipper.errors import RefusedError
from clipper.text import count, safe


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
    from clipper import clipfile, query
    from clipper.model import tags
    from clipper.query.haystack import tag_key

    session = current_session(ctx)
    tags.check(new)
    key, target = tag_key(old), tag_key(new)
    if old == new:
        raise RefusedError(f"{safe(old)} is called so already")
    if target.startswith(f"{key}/"):
        raise RefusedError(f"{safe(new)} lies below {safe(old)}: a tag cannot become its own child")
    found = confirm.bearing(session, [old])
    there = session.library.index.count(query.Tagged(target)) if key != target else 0
    why = f"{safe(new)} is in use already, on {count(there, 'clip')}: the two become one." if there else ""
    confirm.change(
        session,
        found,
        lambda raw: clipfile.with_tags_renamed(raw, lambda tag: (tags.renamed(tag, key, new),)),
        options,
        why=why,
    )
