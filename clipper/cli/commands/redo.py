"""`clipper redo`: do again what an undo took back."""

import typer

from clipper.cli.options import ChangeOptions, current_session
from clipper.errors import NotFoundError


def redo(ctx: typer.Context, *, options: ChangeOptions) -> None:
    """Do again what the last undo took back.

    `clipper redo`

    Each further `clipper redo` goes one operation further forward, until something new was done. Files that were
    changed since stay as they are.
    """
    from clipper.cli.take_back import REDO, take_back

    session = current_session(ctx)
    history = session.library.history
    found = history.next_redo()
    if not found:
        raise NotFoundError("there is nothing to redo", hint="It goes on from `clipper undo`, until a new operation.")
    undo, undone = found
    take_back(session, history.record(undo.number), options, told=undone, wording=REDO, ask=False)
