"""Offer to move the files of clips whose date or title changes, and say which were moved, and which were not."""

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.cli import offer
from clipper.text import safe, shorten, with_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.cli.session import Session
    from clipper.library.outcome import Outcome
    from clipper.library.plan import Plan

_MOST_TOLD = 3
"""The number of moved clips, from the first, of which the new place and handle are told."""

_MAX_TITLE = 40


def settle(session: "Session", plan: "Plan", *, ask: bool) -> "tuple[Plan, Sequence[str]]":
    """Return a plan with the moves that the person wants, and the paths that are left with names that become wrong.

    Where the settings say that files move, there is nothing to ask.
    """
    from clipper.library.refile import misplaced_by

    if session.config.refile:
        return plan, ()
    names = misplaced_by(plan, session.library.archive)
    if names and ask and session.can_ask and _wants_move(session, plan, names):
        return replace(plan, moves=plan.moves | names.keys()), ()
    return plan, [*names]


def report_moved(session: "Session", outcome: "Outcome", *, dry_run: bool) -> None:
    """Say where the files of the first clips are now, and by which handles they are called."""
    library = session.library
    for old, new in [*outcome.moved.items()][:_MOST_TOLD]:
        if dry_run:
            session.tell(f"Would move {safe(old)} to {safe(new)}.")
            continue
        before, now = outcome.clips[old].handle, library.find(new).handle
        handles = f"; its handle is {now} now, no longer {before}" if now != before else ""
        session.tell(f"Moved to {safe(new)}{handles}.")
    more = len(outcome.moved) - _MOST_TOLD
    if more > 0:
        session.tell(f"{more} more {'would be moved' if dry_run else 'were moved'}.")


def report_left(session: "Session", left: "Sequence[str]", outcome: "Outcome") -> None:
    """Say which of the changed clips have a file whose name tells the old date or title, and what moves it."""
    paths = [stored.path for stored in outcome.changed if stored.path in {*left}]
    fix = "--fix" if session.can_ask else "--fix --yes"
    if len(paths) == 1:
        handle = outcome.clips[paths[0]].handle
        told = f"The file is still named {safe(paths[0])}: `clipper check {fix} handle:{handle}` moves it."
    else:
        told = f"{len(paths)} files are still named by their old dates or titles: `clipper check {fix}` moves them."
    if paths:
        session.tell(told)


def _wants_move(session: "Session", plan: "Plan", names: "dict[str, str]") -> bool:
    """Ask whether files are to be moved; one key answers."""
    if len(names) == 1:
        ((path, name),) = names.items()
        title = next(stored.clip.title for stored, _ in plan.edits if stored.path == path)
        which = f"“{shorten(title, _MAX_TITLE)}”: " if title else ""
        session.ask(f"{which}the file is named {path}. Move it to {name}.md? [Y/n]:")
    else:
        session.ask(f"The names of {with_noun(len(names), 'file')} tell the old dates or titles. Move them? [Y/n]:")
    with session.system.keys() as read_key:
        return offer.says_yes(session, read_key)
