"""`clipper history`: show what was done to the archive, or the versions of one clip."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_clip
from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import DryRun, Json, Quiet, Yes, current_session, limit_option
from clipper.errors import NotFoundError, RefusedError, UsageError
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from clipper.cli.session import Session


def history(
    ctx: typer.Context,
    clip: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLIP|NUMBER]",
            help="The versions of a clip, also of a removed one, or one operation; - reads clips from stdin.",
            autocompletion=complete_clip,
        ),
    ] = None,
    limit: Annotated[int | None, limit_option("Show at most N; 0 is all. A table shows 20.")] = None,
    json: Json = False,
    prune: Annotated[
        str | None, typer.Option(metavar="SPAN", help="Delete the history from before a time: 90d, 2026, last month.")
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Show what was done, one operation, or the versions of a clip.

    `clipper history`, `clipper history 12`, `clipper history shbz`, `clipper history --prune 90d`
    """
    from clipper.output.plain import history as plain

    session = current_session(ctx)
    if prune is not None:
        if clip is not None:
            raise UsageError("the history is dropped as a whole, not that of one clip")
        _prune(session, prune, dry_run=dry_run, yes=yes)
        return
    if clip is not None:
        _show_one(session, clip, limit, json=json)
        return
    shown = session.on_terminal and not json
    library = session.library
    records = list(library.history.latest(20 if limit is None and shown else limit or 0))
    others = library.history.with_undone(records)

    if json:
        session.write(plain.json(records, others))
    elif not shown:
        session.write(plain.tsv(records, others))
    elif records:
        from clipper.output.terminal.history import render

        total, size = library.history.count(), library.history.size()
        session.draw(lambda width: render(records, others, width=width, total=total, size=size))
    else:
        session.tell("Nothing was done to this archive yet.")


def _show_one(session: "Session", word: str, limit: int | None, *, json: bool) -> None:
    """Show the operation with a number, or the versions of the clip with a name."""
    from clipper.cli import operation
    from clipper.library import operations

    record = operations.find(session.library, word)
    if record:
        operation.show(session, record, limit, json=json)
    else:
        _show_versions(session, word, limit or 0, json=json)


def _show_versions(session: "Session", clip: str, limit: int, *, json: bool) -> None:
    from itertools import islice

    from clipper.output.plain import versions as plain

    seen = []
    for name in with_those_on_stdin([clip]):
        path, versions = session.library.versions(name)
        shown = list(islice(versions, limit or None))
        if not shown:
            raise NotFoundError(f"the history has nothing about {safe(path)}", hint="clipper has not changed it.")
        seen.append((path, shown))
    if not json and session.on_terminal:
        from clipper.output.terminal.versions import render

        for path, shown in seen:
            session.draw(lambda _, path=path, shown=shown: render(path, shown), page=True)  # type: ignore[misc]
        return
    all_versions = [version for _, shown in seen for version in shown]
    session.write(plain.json(all_versions) if json else plain.lines(all_versions))


def _prune(session: "Session", span: str, *, dry_run: bool, yes: bool) -> None:
    """Drop the operations from before a span, after a question."""
    from clipper.library.prune import find_old_operations

    old, day = find_old_operations(session.library, span)
    operations = f"{with_noun(len(old), 'operation')} from before {day}"
    if not old or dry_run:
        session.tell(f"{operations} would be dropped." if old else f"There is no operation from before {day}.")
        return
    if not yes:
        cannot_ask = RefusedError(f"{operations} would be dropped for good", hint="Add --yes.")
        question = f"Drop {operations} for good? What they did cannot be taken back then."
        confirm.require_yes(session, question, cannot_ask=cannot_ask, declined="nothing was dropped")
    session.library.writer.forget(old)
    session.tell(f"Dropped {operations}.")
