"""`clipper quote`: keep words of a clip as a quote."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import deeds
from clipper.cli.completers import complete_clip
from clipper.cli.options import DryRun, Force, Quiet, current_session
from clipper.errors import RefusedError, UsageError
from clipper.text import one_line, safe

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.model.clip import StoredClip


def quote(
    ctx: typer.Context,
    clip: Annotated[
        str,
        typer.Argument(
            metavar="CLIP", help="A handle, a file name, or a unique part of one.", autocompletion=complete_clip
        ),
    ],
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="The words; - reads them from stdin.")],
    *,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who said it.")] = None,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="A note about it, below the text.", show_default=False)
    ] = "",
    force: Force = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Keep words of a clip as a quote, if they are there.

    `clipper quote shbz "Peace is far" --by "Jane Doe"`

    A quote is a phrase or a sentence. Quotation marks, dashes, blanks and case do not count. Words that are not in the
    text are refused, and the nearest are shown. The quote goes into the header; the text stays. `clipper quotes` lists
    what is kept.
    """
    from clipper.library import quotes
    from clipper.model.quotes import NO_NAME

    session = current_session(ctx)
    stored = session.library.find(clip)
    typed = sys.stdin.buffer.read().decode("utf-8", "replace") if words == ["-"] else " ".join(words)
    if not one_line(typed):
        raise UsageError("the words are empty")
    if by is not None and not one_line(by).strip(NO_NAME):
        raise UsageError("--by is empty", hint="Name who said it, or leave --by out.")
    found = _look_up(session, stored, typed)
    plan = quotes.keep(stored, found, by or "", note, force=force)
    outcome = session.library.writer.change(plan.edits, deed=plan.deed, dry_run=dry_run, force=force)
    session.raise_if_any(outcome.failed, total=1)
    session.warn_of_hard_links(outcome.linked)
    if outcome.same:
        session.tell("This quote is kept already.")
        return
    deeds.report(session, plan.deed, outcome, dry_run=dry_run)


def _look_up(session: "Session", stored: "StoredClip", words: str) -> str:
    """Return the words as the clip has them; raise RefusedError with the nearest ones if it does not."""
    from clipper.library import quotes
    from clipper.output.plain import hunks

    found, difference = quotes.look_up(session.library, stored, words)
    if found:
        return found
    hint = "Nothing in its text is near."
    if difference:
        hint = f"The nearest: {' '.join(map(hunks.to_text, hunks.group_changes(difference)))}"
    raise RefusedError(f"these words are not in the text of {safe(stored.path)}", hint=hint)
