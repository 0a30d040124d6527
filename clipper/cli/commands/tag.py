"""`clipper tag`: add tags to clips, and remove them."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_clip_or_tag, complete_tag
from clipper.cli.names import STDIN, with_those_on_stdin
from clipper.cli.options import ChangeOptions, Json, Where, current_session
from clipper.errors import UsageError

if TYPE_CHECKING:
    from clipper.cli.session import Session


def tag(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CLIP [TAG]...",
            help="A clip, then tags to add; with -a, -r or --suggest only clips. - reads handles from stdin.",
            autocompletion=complete_clip_or_tag,
        ),
    ] = None,
    add: Annotated[
        list[str] | None, typer.Option("--add", "-a", metavar="TAG", help="Add a tag.", autocompletion=complete_tag)
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", "-r", metavar="TAG", help="Remove a tag.", autocompletion=complete_tag),
    ] = None,
    where: Where = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Propose tags that are in use, and ask about each.")
    ] = False,
    json: Json = False,
    options: ChangeOptions,
) -> None:
    """Add tags to clips, or remove them.

    `clipper tag shbz world`

    `clipper tag --where ceasefire --add peace --remove war`

    Nothing else in the files changes.
    """
    from clipper.library import retag
    from clipper.model.fields import validate_tag

    session = current_session(ctx)
    if json and not suggest:
        raise UsageError("--json goes with --suggest; alone, tag shows no clips")
    names, new, old = _parse_words(words or [], add or [], remove or [], where, suggest=suggest)
    new = [validate_tag(tag) for tag in new]
    if where is None:
        clips = session.library.find_all(with_those_on_stdin(names))
    else:
        clips = confirm.find_clips(session, where)
        if not clips:
            return
    if suggest:
        from clipper.cli import pick

        asks = session.can_ask or STDIN in names
        pick.pick_tags(session, clips, options, json=json, asks=asks)
        return
    new = _spell(session, new)
    plan = retag.change_tags(clips, add=new, remove=old)
    confirm.change(session, plan, options, found_by_query=where is not None)


def _spell(session: "Session", new: list[str]) -> list[str]:
    """Return the tags to add as the archive spells them; tell what was changed, and which tags in use are similar."""
    from clipper.model import tags

    counts = session.library.index.tag_counts() if new else {}
    new, notices = tags.spell_as_known(new, counts)
    near_misses = ((tag, tags.near_misses(tag, counts)) for tag in new)
    notices += [f"{tag} is a new tag; there is {' and '.join(near)}." for tag, near in near_misses if near]
    for notice in notices:
        session.tell(notice)
    return new


def _parse_words(
    words: list[str], add: list[str], remove: list[str], where: str | None, *, suggest: bool
) -> tuple[list[str], list[str], list[str]]:
    """Return the names of clips, the tags to add, and the tags to remove."""
    if suggest and (add or remove):
        raise UsageError("--suggest asks which tags to add, so it goes without --add and --remove")
    if where is not None:
        if not (add or remove or suggest):
            add, words = words, []
        if words:
            raise UsageError("clips are named, or found with --where, not both")
    elif not words:
        raise UsageError("name the clips, or the query that finds them with --where")
    elif not (add or remove or suggest):
        words, add = words[:1], words[1:]
    if not (add or remove or suggest):
        raise UsageError("name the tags to add, or those to take away with --remove")
    return words, add, remove
