"""Ask about a plan, carry it out, and report the outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.cli.options import ChangeOptions
from clipper.errors import RefusedError
from clipper.text import with_noun

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.library.outcome import Outcome
    from clipper.library.plan import Plan

ASKS_FROM = 20
"""The number of clips from which a change is asked about."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for a change in the progress bar, in the report, and in the hint where nobody can be asked."""

    doing: str = "changing"
    done: str = "Changed"
    hint: str = "--dry-run shows them, --yes changes them."


CHANGE = Wording()
FIX = Wording("mending", "Mended", "--dry-run shows how, --yes does it.")


def agree(session: "Session", question: str, *, unanswered: RefusedError, declined: str) -> None:
    """Ask a question; raise `unanswered` where there is nobody to ask, and RefusedError if the answer is no."""
    if not session.can_ask:
        raise unanswered
    if not session.confirm(question):
        raise RefusedError(declined)


def carry_out(session: "Session", plan: "Plan", options: ChangeOptions) -> None:
    """Carry out a plan as one operation, after a question if it is large or warns; raise the last error in it."""
    outcome = change(session, plan, options, asks=bool(plan.warning) or len(plan.edits) >= ASKS_FROM)
    session.raise_if_any(outcome.failed, total=len(plan.edits))


def change(
    session: "Session",
    plan: "Plan",
    options: ChangeOptions,
    *,
    asks: bool,
    wording: Wording = CHANGE,
    preview: Callable[[], None] | None = None,
) -> "Outcome":
    """Carry out a plan and report all but the errors, which are in the outcome.

    With `asks` and without `--yes` the user is asked first, after `preview` has shown the changes.
    """
    if plan.warning and not (options.quiet and options.yes):
        session.tell(plan.warning)
    if asks and not options.dry_run and not options.yes:
        number = with_noun(len(plan.edits), "clip")
        if preview and session.can_ask:
            preview()
        unanswered = RefusedError(f"{number} would be changed", hint=wording.hint)
        agree(session, f"Change {number}?", unanswered=unanswered, declined="nothing was changed")
    with session.progress(wording.doing, len(plan.edits)) as advance:
        outcome = session.library.writer.change(plan.edits, advance, dry_run=options.dry_run, force=options.force)
    if options.dry_run:
        session.show_clips(outcome.changed)
    if not options.quiet:
        _report(session, outcome, "Would change" if options.dry_run else wording.done, undo=not options.dry_run)
    session.warn_of_hard_links(outcome.linked)
    return outcome


def _report(session: "Session", outcome: "Outcome", done: str, *, undo: bool) -> None:
    hint = " `clipper undo` takes it back." if outcome.changed and undo else ""
    same = f"; {outcome.same} needed no change" if outcome.same else ""
    session.tell(f"{done} {with_noun(len(outcome.changed), 'clip')}{same}.{hint}")
