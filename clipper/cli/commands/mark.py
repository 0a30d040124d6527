"""`clipper mark`: put clips into the basket, and empty it."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import ChangeOptions, OptionalClips, current_session
from clipper.errors import UsageError

_MARK = confirm.Wording("marking")
_CLEAR = confirm.Wording("clearing")


def mark(
    ctx: typer.Context,
    *,
    clips: OptionalClips = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Take the mark away, from all clips or from those that are named.")
    ] = False,
    options: ChangeOptions,
) -> None:
    """Mark clips for later.

    `clipper mark shbz`, then `clipper list --marked`

    A mark is the tag `marked`. `clipper mark -` reads handles from a pipe.
    """
    from clipper.library import basket

    session = current_session(ctx)
    names = clips or []
    if not (names or clear):
        raise UsageError("name the clips to mark", hint="`clipper list --marked` shows those that are.")
    chosen = session.library.find_all(with_those_on_stdin(names)) if clips else basket.marked_clips(session.library)
    plan = basket.clear(chosen) if clear else basket.mark(chosen)
    confirm.change(session, plan, options, found_by_query=not clips, wording=_CLEAR if clear else _MARK)
