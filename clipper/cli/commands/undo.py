"""`clipper undo`: undo an operation."""

from collections import Counter
from typing import Annotated

import typer

from clipper.cli.options import ChangeOptions, current_session
from clipper.errors import NotFoundError, RefusedError
from clipper.text import safe


def undo(
    ctx: typer.Context,
    *,
    operation: Annotated[
        int | None,
        typer.Argument(metavar="[OPERATION]", min=1, help="Its number in `clipper history`; without one, the newest."),
    ] = None,
    options: ChangeOptions,
) -> None:
    """Undo the last operation, or the one with the given number.

    `clipper undo`, `clipper undo 12`

    Files that were changed since stay as they are. An undo is an operation too: `clipper undo` once more undoes the
    undo. It never asks, so `--yes` has no effect.
    """
    from clipper.output.plain.history import command
    from clipper.store import undo as undoing

    session = current_session(ctx)
    library = session.library
    record = library.history.record(operation) if operation else library.history.newest()
    if record is None:
        raise NotFoundError("there is nothing to undo: the history is empty")
    steps = undoing.steps(library.archive, record)
    name = f"operation {record.number}, {command(record)}"
    if all(step.action == "as it was" for step in steps):
        hint = f"`clipper undo {record.number - 1}` takes back the one before it." if record.number > 1 else ""
        raise RefusedError(f"{name}, left nothing to take back", hint=hint)

    if options.dry_run:
        session.write(f"{step.action}\t{safe(step.change.path)}\n" for step in steps)
        session.raise_if_any([step.error for step in steps if step.error], total=len(steps))
        session.tell(f"Would take back {name}.")
        return
    with session.progress("taking back", len(steps)) as advance:
        outcome = library.writer.undo(record, advance, force=options.force)

    if not options.quiet and outcome.paths:
        counts = Counter(step.action for step in steps if step.change.path in set(outcome.paths))
        done = ", ".join(f"{number} {act}" for act, number in counts.items())
        session.tell(f"Took back {name}: {done}. `clipper undo` does it again.")
    session.warn_of_hard_links(outcome.linked)
    session.raise_if_any(outcome.failed, total=len(steps))
