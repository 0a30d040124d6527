"""`clipper remove`: remove clips from the archive."""

import typer

from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import ChangeOptions, OptionalClips, Where, current_session
from clipper.errors import RefusedError, UsageError
from clipper.text import with_noun


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
        to_remove = library.search_for_change(library.build_query([where or ""]))
    unread = library.unread_errors() if where is not None else []
    number = with_noun(len(to_remove), "clip")

    if to_remove and not options.dry_run and not options.yes:
        if not session.can_ask and where is not None:
            raise RefusedError(f"{number} would be removed", hint="Add --yes.")
        session.show_clips(to_remove, before_question=session.can_ask)
        if session.can_ask and not session.confirm(f"Remove {number}?"):
            raise RefusedError("nothing was removed")
    if options.dry_run:
        session.show_clips(to_remove)
        session.tell(f"{number} would be removed.")
        return
    outcome = library.writer.remove(to_remove, force=options.force)

    hint = f" `clipper undo` brings {'it' if len(outcome.paths) == 1 else 'them'} back." if outcome.paths else ""
    session.tell(f"Removed {with_noun(len(outcome.paths), 'clip')}.{hint}")
    session.raise_if_any([*outcome.failed, *unread], total=len(to_remove) + len(unread))
