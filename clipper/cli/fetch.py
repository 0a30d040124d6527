"""Fetch the texts of clips; `clipper fetch` and the old `clipper add --fetch` share it."""

from pathlib import Path
from typing import TYPE_CHECKING

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, FetchOptions
from clipper.errors import RefusedError
from clipper.system import files
from clipper.text import with_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.cli.session import Session
    from clipper.intake.inputs import FailedInput
    from clipper.query import Node


def fetch_texts(
    session: "Session",
    node: "Node",
    fetch: FetchOptions,
    options: ChangeOptions,
    *,
    evidence: bool,
    failed: Path | None,
) -> None:
    """Fetch the texts of the clips that match and wait for theirs, and write them into the clips."""
    from clipper.library import fetch_texts

    clips = fetch_texts.waiting_for_text(session.library, node)
    if len(clips) >= confirm.MIN_CLIPS_TO_CONFIRM and not options.yes and not options.dry_run:
        number = with_noun(len(clips), "clip")
        cannot_ask = RefusedError(f"the texts of {number} would be fetched", hint="--yes fetches them.")
        confirm.require_yes(
            session, f"Fetch the texts of {number}?", cannot_ask=cannot_ask, declined="nothing was fetched"
        )
    evidence = evidence or session.config.evidence
    plan, missed = fetch_texts.plan(session.library, clips, fetch.limits(), evidence=evidence)

    if plan.edits:
        confirm.change(session, plan, options.replace(yes=True))  # the question comes before the fetch
    elif not missed:
        is_there = bool(session.library.search_for_change(node))
        session.tell("No clip that matches waits for its text." if is_there else session.library.no_match_message(node))
    write_failed(session, failed, missed)
    errors = [*(item.error for item in missed), *session.library.unread_errors()]
    session.raise_if_any(errors, total=len(clips) + len(errors) - len(missed))


def write_failed(session: "Session", file: Path | None, missed: "Sequence[FailedInput]") -> None:
    """Write the addresses that gave no clip into the file of `--failed`, one a line."""
    if file:
        addresses = "".join(f"{item.requested_url}\n" for item in missed if item.requested_url)
        session.system.write_file(session.system.cwd / files.expand_home(str(file)), addresses.encode())
