"""Undo an operation, or do it again, and report what became of its files."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.errors import RefusedError
from clipper.output.plain.history import command
from clipper.store import undo
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from clipper.cli.options import ChangeOptions
    from clipper.cli.session import Session
    from clipper.store.history import OperationRecord
    from clipper.store.undo import Action, Step

_MOST_SHOWN = 10
_ALL_CHANGED = "nothing is left to take back: every file of it was changed since"


@dataclass(frozen=True, slots=True)
class UndoWording:
    """The sentences about an operation, which is filled in, and the words for what became of its files."""

    doing: str
    done: str
    planned: str
    hint: str
    nothing: str
    actions: Mapping["Action", str]


UNDO = UndoWording(
    "taking back",
    "Took back {}: ",
    "Would take back {}.",
    "`clipper redo` does it again.",
    "{}, left nothing to take back",
    {},
)
REDO = UndoWording(
    "doing again",
    "Did {} again: ",
    "Would do {} again.",
    "`clipper undo` takes it back.",
    "{}, is as it was before it was taken back",
    {"changed back": "changed again", "moved back": "moved again", "removed": "removed again"},
)


def take_back(
    session: "Session",
    record: "OperationRecord",
    options: "ChangeOptions",
    *,
    told: "OperationRecord",
    wording: UndoWording,
    ask: bool,
    find_hint: Callable[[], str] = str,
) -> None:
    """Undo the operation of a record, and report it as one of the operation `told`.

    With `ask` a terminal shows first what becomes of the files, and asks. `find_hint` says what to do if there is
    nothing to take back.
    """
    name = f"operation {told.number}, {command(told)}"
    steps = undo.steps(session.library.archive, record)
    if all(step.action == "as it was" for step in steps):
        raise RefusedError(wording.nothing.format(name), hint=find_hint())
    if options.dry_run:
        session.write(f"{step.action}\t{safe(step.change.path)}\n" for step in steps)
        session.raise_if_any([step.error for step in steps if step.error], total=len(steps))
        session.tell(wording.planned.format(name))
        return
    if ask and session.can_ask and not options.yes:
        from clipper.cli import operation

        operation.show(session, record, before_question=True)
        _tell_skipped(session, steps)
        number = sum(step.action not in {"skipped", "as it was"} for step in steps)
        if not number:
            raise RefusedError(
                _ALL_CHANGED, hint="`clipper undo` takes back what was done last, and goes back from there."
            )
        if not session.confirm(f"Take back operation {told.number}, which changes {with_noun(number, 'file')}?"):
            raise RefusedError("nothing was changed")
    with session.progress(wording.doing, len(steps)) as advance:
        outcome = session.library.writer.undo(record, advance, force=options.force)
    if outcome.paths:
        changed = set(outcome.paths)
        counts = Counter(_action(step, wording) for step in steps if step.change.path in changed)
        done = ", ".join(f"{number} {action}" for action, number in counts.items())
        session.tell(f"{wording.done.format(name)}{done}. {wording.hint}")
    session.warn_of_hard_links(outcome.linked)
    session.raise_if_any(outcome.failed, total=len(steps))


def _tell_skipped(session: "Session", steps: Sequence["Step"]) -> None:
    errors = [step.error for step in steps if step.error]
    for error in errors[:_MOST_SHOWN]:
        session.tell(f"Would skip: {error}.")
    if len(errors) > _MOST_SHOWN:
        session.tell(f"Would skip {len(errors) - _MOST_SHOWN} more.")


def _action(step: "Step", wording: UndoWording) -> str:
    return wording.actions.get(step.action, step.action)
