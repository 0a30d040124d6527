"""`clipper note`: write a note into a clip."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import deeds
from clipper.cli.completers import complete_clip
from clipper.cli.options import DryRun, Force, Quiet, current_session
from clipper.errors import ClipperError, RefusedError
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.cli.session import Session


def note(
    ctx: typer.Context,
    clip: Annotated[
        str,
        typer.Argument(
            metavar="CLIP", help="A handle, a file name, or a unique part of one.", autocompletion=complete_clip
        ),
    ],
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="The note; - is stdin. Without it: stdin, or the editor."),
    ] = None,
    *,
    force: Force = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Add a note to a clip.

    `clipper note shbz "Compare with the report of May."`

    It goes to the end of the text, under `## Note`.
    """
    from clipper.library import edit_clips

    session = current_session(ctx)
    stored = session.library.find(clip)
    written, copy = _read(session, text or [])
    try:
        if not written.strip():
            raise RefusedError("the note is empty")
        plan = edit_clips.add_note(stored, written)
        outcome = session.library.writer.change(plan.edits, deed=plan.deed, dry_run=dry_run, force=force)
        session.raise_if_any(outcome.failed, total=1)
    except ClipperError as error:
        raise error.with_suffix(f"what you wrote is in {safe(str(copy))}") if copy else error from error
    if copy:
        session.system.discard_copy(copy)
    session.warn_of_hard_links(outcome.linked)
    deeds.report(session, plan.deed, outcome, dry_run=dry_run)


def _read(session: "Session", words: list[str]) -> tuple[str, Path | None]:
    """Return the note, and the editor's copy of it if the user wrote it there."""
    if words and words != ["-"]:
        return " ".join(words), None
    if words or not sys.stdin.isatty():
        return sys.stdin.buffer.read().decode("utf-8", "replace"), None
    raw, copy = session.system.edit(b"", session.config.editor)
    return raw.decode("utf-8", "replace"), copy
