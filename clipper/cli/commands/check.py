"""`clipper check`: what is wrong in the archive."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.options import ChangeOptions, Json, QueryOptions, current_session
from clipper.cli.session import Session
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.text import count

if TYPE_CHECKING:
    from clipper.analysis.checks.finding import Finding
    from clipper.model.clip import StoredClip

SHOWN = 10
"""So many findings of a kind stand in a report on a terminal."""


def check(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is certain, and tell the rest.")] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=0, help="Show so many of a kind; 0 is all. A report shows 10."),
    ] = None,
    json: Json = False,
    options: ChangeOptions,
) -> None:
    """Find what is wrong in the archive, and say why it matters; nothing is changed without `--fix`."""
    from clipper.analysis import checks
    from clipper.index import Index

    if (options.dry_run or options.yes) and not fix:
        raise UsageError(f"{'--dry-run' if options.dry_run else '--yes'} goes with --fix; alone, check changes nothing")
    if fix and json and not (options.dry_run or options.yes):
        raise UsageError("--fix asks first, for which --json leaves no room: add --yes or --dry-run")
    session = current_session(ctx)
    library = session.library
    node = query.node(library)
    today = library.system.today()
    report = checks.examine(library.archive, library.index, node, today, session.progress)

    certain = [one for one in report.found if fix and one.edit]
    failed: Sequence[ClipperError] = ()
    if fix and options.dry_run:
        _show(session, report.clips, certain, limit, json=json, plan=True)
        session.tell(f"{_clips_of(certain)} would be mended.")
        return
    if certain:
        _agree(session, report.clips, certain, yes=options.yes)
        failed = _mend(session, report.clips, certain, force=options.force, quiet=options.quiet)
        anew = Index(library.archive.root, library.index_file, library.progress)
        report = checks.examine(library.archive, anew, node, today, session.progress)
        anew.close()

    _show(session, report.clips, report.found, limit, json=json)
    session.notice()
    session.fail(failed, of=len({one.path for one in certain}))
    if report.found:
        raise _want_a_look(report.found, fixed=fix)
    if not options.quiet:
        session.tell(f"Nothing is wrong with {count(len(report.clips), 'clip')}.")


def _agree(session: Session, clips: "Sequence[StoredClip]", certain: "Sequence[Finding]", *, yes: bool) -> None:
    """Ask whether clips are to be changed, after showing how."""
    if yes:
        return
    if not session.asks:
        raise RefusedError(f"{_clips_of(certain)} would be changed", hint="--dry-run shows how, --yes does it.")
    _show(session, clips, certain, None, json=False, plan=True)
    if not session.confirm(f"Change {_clips_of(certain)}?"):
        raise RefusedError("nothing was changed")


def _mend(
    session: Session, clips: "Sequence[StoredClip]", certain: "Sequence[Finding]", *, force: bool, quiet: bool
) -> "Sequence[ClipperError]":
    """Change the clips, and return what failed."""
    from clipper.analysis import checks

    mends = checks.mends(certain)
    edits = [(stored, mends[stored.path]) for stored in clips if stored.path in mends]
    with session.progress("mending", len(edits)) as advance:
        outcome = session.library.writer.change(edits, advance, force=force)
    if not quiet:
        back = " `clipper undo` takes it back." if outcome.changed else ""
        session.tell(f"Mended {count(len(outcome.changed), 'clip')}.{back}")
    session.warn_of_links(outcome.linked)
    return outcome.failed


def _show(
    session: Session,
    clips: "Sequence[StoredClip]",
    found: "Sequence[Finding]",
    limit: int | None,
    *,
    json: bool,
    plan: bool = False,
) -> None:
    """Show findings, or with `plan` what would be done about them, as whoever reads them can use them."""
    from clipper.output.plain import check as findings

    if json or not session.on_terminal:
        shown = findings.first(found, limit or 0)
        session.write(findings.json(shown) if json else findings.tsv(shown, plan=plan))
    elif found:
        from clipper.output.terminal.check import report

        most = (0 if plan else SHOWN) if limit is None else limit
        paths = {one.path for one in findings.first(found, most)}
        unique = session.library.unique_lengths(stored for stored in clips if stored.path in paths)
        session.draw(lambda width: report(found, unique=unique, width=width, limit=most, plan=plan))


def _want_a_look(found: "Sequence[Finding]", *, fixed: bool) -> ClipperError:
    things = count(len(found), "thing")
    where = f" in {_clips_of(found)}" if any(one.handle for one in found) else ""
    certain = sum(1 for one in found if one.edit)
    hint = f"`clipper check --fix` mends {certain} of them." if certain and not fixed else ""
    return ClipperError(f"{things}{where} {'wants' if len(found) == 1 else 'want'} a look", hint=hint)


def _clips_of(found: "Iterable[Finding]") -> str:
    return count(len({one.path for one in found if one.handle}), "clip")
