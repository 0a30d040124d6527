"""Say what was done, or would be done, to which clips; titles are as long as the terminal has room for."""

from typing import TYPE_CHECKING

from clipper.model import deeds
from clipper.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.cli.session import Session
    from clipper.library.outcome import Outcome
    from clipper.model.clip import StoredClip
    from clipper.model.deeds import Deed

_AROUND = len("  “”,")
"""The columns that a line of a message needs beside a title."""


def tell(session: "Session", deed: "Deed", clips: "Sequence[StoredClip]") -> str:
    """Return what was done to clips, safe to print: `Tagged “Pool closes”: world, sport`."""
    return _capitalized(safe(deed.tell(len(clips), _names(session, clips))))


def tell_plan(session: "Session", deed: "Deed", clips: "Sequence[StoredClip]") -> str:
    """Return what would be done to clips, safe to print: `tag “Pool closes”: world, sport`."""
    return safe(deed.as_plan.tell(len(clips), _names(session, clips)))


def question(session: "Session", deed: "Deed", clips: "Sequence[StoredClip]") -> str:
    """Return the question whether something is to be done to clips."""
    return f"{_capitalized(tell_plan(session, deed, clips))}?"


def report(session: "Session", deed: "Deed", outcome: "Outcome", *, dry_run: bool = False) -> None:
    """Tell the user the outcome of a deed; of clips that failed, their errors tell."""
    same = f"; {outcome.same} needed no change" if outcome.same else ""
    if outcome.changed and dry_run:
        session.tell(f"Would {tell_plan(session, deed, outcome.changed)}{same}.")
    elif outcome.changed:
        session.tell(f"{tell(session, deed, outcome.changed)}{same}. `clipper undo` takes it back.")
    elif not outcome.clips:
        session.tell("There is nothing to change.")
    elif len(outcome.clips) > 1 and outcome.same:
        session.tell(f"{outcome.same} of {len(outcome.clips)} clips needed no change.")
    elif outcome.same:
        session.tell(f"“{_names(session, [*outcome.clips.values()])[0]}” needed no change.")
    if outcome.moved:
        from clipper.cli import moves

        moves.report_moved(session, outcome, dry_run=dry_run)


def _names(session: "Session", clips: "Sequence[StoredClip]") -> list[str]:
    """Return what the first of the clips are called, each short enough for a line of its own."""
    from clipper.output.terminal.messages import cut

    room = session.message_width - _AROUND
    return [cut(safe(deeds.name(stored.clip.title, stored.path)), room) for stored in clips[: deeds.MOST_TITLES]]


def _capitalized(told: str) -> str:
    return f"{told[:1].upper()}{told[1:]}"
