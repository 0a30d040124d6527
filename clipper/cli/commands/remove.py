"""`clipper remove`: remove clips from the archive."""

import typer

from clipper.cli import confirm, deeds
from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import ChangeOptions, OptionalClips, Where, current_session
from clipper.errors import RefusedError, UsageError
from clipper.model.deeds import REMOVED


def remove(ctx: typer.Context, *, clips: OptionalClips = None, where: Where = None, options: ChangeOptions) -> None:
    """Remove clips from the archive.

    `clipper remove shbz`; `clipper undo` brings it back.
    """
    session = current_session(ctx)
    if bool(clips) == (where is not None):
        raise UsageError("name the clips, or the query that finds them with --where")
    library = session.library
    if clips:
        to_remove = library.find_all(with_those_on_stdin(clips))
    else:
        to_remove = confirm.find_clips(session, where or "")
        if not to_remove:
            return
    unread = library.unread_errors() if where is not None else []

    if to_remove and not options.dry_run and not options.yes:
        if not session.can_ask and where is not None:
            raise RefusedError(f"this would {deeds.tell_plan(session, REMOVED, to_remove)}", hint="Add --yes.")
        session.show_clips(to_remove, before_question=session.can_ask)
        if session.can_ask and not session.confirm(deeds.question(session, REMOVED, to_remove)):
            raise RefusedError("nothing was removed")
    if options.dry_run:
        session.show_clips(to_remove)
        session.tell(f"Would {deeds.tell_plan(session, REMOVED, to_remove)}.")
        return
    outcome = library.writer.remove(to_remove, force=options.force)

    if outcome.changed:
        hint = f"`clipper undo` brings {'it' if len(outcome.changed) == 1 else 'them'} back."
        session.tell(f"{deeds.tell(session, REMOVED, outcome.changed)}. {hint}")
    session.raise_if_any([*outcome.failed, *unread], total=len(to_remove) + len(unread))
