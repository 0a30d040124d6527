"""Carry out a plan: ask first if it is large, change the clips, and report the outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.cli import deeds, moves
from clipper.cli.options import ChangeOptions
from clipper.errors import RefusedError

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.library.outcome import Outcome
    from clipper.library.plan import Plan
    from clipper.model.clip import StoredClip

MIN_CLIPS_TO_CONFIRM = 20
"""A change of this number of clips or more is confirmed by the user first."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for a change in the progress bar, and in the hint if no person can be asked."""

    doing: str = "changing"
    hint: str = "--dry-run shows them, --yes changes them."


CHANGE = Wording()
FIX = Wording("mending", "--dry-run shows how, --yes does it.")


def require_yes(session: "Session", question: str, *, cannot_ask: RefusedError, declined: str) -> None:
    """Ask a question; raise `cannot_ask` if no person can be asked, and RefusedError if the answer is no."""
    if not session.can_ask:
        raise cannot_ask
    if not session.confirm(question):
        raise RefusedError(declined)


def find_clips(session: "Session", where: str) -> "list[StoredClip]":
    """Return the clips that match a query and may be changed together; if there is none, say what is near it."""
    library = session.library
    node = library.build_query([where])
    clips = library.search_for_change(node)
    if not clips:
        session.tell(library.no_match_message(node))
        session.raise_if_any(library.unread_errors(), total=1)
    return clips


def change(
    session: "Session",
    plan: "Plan",
    options: ChangeOptions,
    *,
    found_by_query: bool = True,
    wording: Wording = CHANGE,
) -> None:
    """Carry out a plan and report it; ask first if the plan is large or has a warning; raise the last error.

    If the clips were found by a query, a file or folder that could not be read is an error too: its clips are left out.
    Who named each of them is not asked.
    """
    unread = session.library.unread_errors() if found_by_query else []
    ask = found_by_query and (bool(plan.warning) or len(plan.edits) >= MIN_CLIPS_TO_CONFIRM)
    outcome = try_change(session, plan, options, ask=ask, wording=wording)
    session.raise_if_any([*outcome.failed, *unread], total=len(plan.edits) + len(unread))


def try_change(
    session: "Session",
    plan: "Plan",
    options: ChangeOptions,
    *,
    ask: bool,
    wording: Wording = CHANGE,
    preview: Callable[[], None] | None = None,
) -> "Outcome":
    """Carry out a plan and report it; the errors are only in the outcome, for the caller.

    With `ask` and without `--yes` the user is asked first, after `preview` has shown the changes. If the plan may give
    clips other dates or titles, it is then offered to move their files.
    """
    if plan.warning:
        session.tell(plan.warning)
    if ask and not options.dry_run and not options.yes:
        clips = [stored for stored, _ in plan.edits]
        if preview and session.can_ask:
            preview()
        cannot_ask = RefusedError(f"this would {deeds.tell_plan(session, plan.deed, clips)}", hint=wording.hint)
        question = deeds.question(session, plan.deed, clips)
        require_yes(session, question, cannot_ask=cannot_ask, declined="nothing was changed")
    left: Sequence[str] = ()
    if plan.changes_names and not options.dry_run:
        plan, left = moves.settle(session, plan, ask=not options.yes)
    with session.progress(wording.doing, len(plan.edits)) as advance:
        outcome = session.library.writer.change(
            plan.edits, advance, deed=plan.deed, moves=plan.moves, dry_run=options.dry_run, force=options.force
        )
    if options.dry_run:
        session.show_clips(outcome.changed)
    deeds.report(session, plan.deed, outcome, dry_run=bool(options.dry_run))
    moves.report_left(session, left, outcome)
    session.warn_of_hard_links(outcome.linked)
    return outcome
