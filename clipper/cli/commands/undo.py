"""`clipper undo`: undo an operation."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_operation
from clipper.cli.options import ChangeOptions, current_session
from clipper.errors import NotFoundError


def undo(
    ctx: typer.Context,
    *,
    operation: Annotated[
        int | None,
        typer.Argument(
            metavar="[OPERATION]",
            min=1,
            help="Its number in `clipper history`; without one, the newest not undone.",
            autocompletion=complete_operation,
        ),
    ] = None,
    options: ChangeOptions,
) -> None:
    """Undo the last operation, or the one with the given number.

    `clipper undo`, `clipper undo 12`

    Each further `clipper undo` goes one operation further back; `clipper redo` goes forward. Files that were changed
    since stay as they are. With a number it shows on a terminal what it would do, and asks.
    """
    from itertools import islice

    from clipper.cli.take_back import UNDO, take_back

    session = current_session(ctx)
    history = session.library.history
    newest, older = [*islice(history.undoable(), 2), None, None][:2]
    if operation is None and newest is None:
        hint = "`clipper redo` does again what was taken back." if history.count() else ""
        empty = "" if hint else ": the history is empty"
        raise NotFoundError(f"there is nothing to undo{empty}", hint=hint)
    record = history.record(operation or (newest.number if newest else 0))

    def find_hint() -> str:
        return f"`clipper undo {older.number}` takes back the one before it." if older and not operation else ""

    take_back(session, record, options, told=record, wording=UNDO, ask=operation is not None, find_hint=find_hint)
