"""`clipper check`: find what is wrong in the archive."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, Json, QueryOptions, current_session, limit_option
from clipper.errors import ClipperError, UsageError
from clipper.text import with_noun

if TYPE_CHECKING:
    from clipper.analysis.checks.finding import Finding
    from clipper.cli.session import Session
    from clipper.model.clip import StoredClip

SHOWN = 10
"""The number of findings of a kind in a report on a terminal."""


def check(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is certainly wrong, and report the rest.")] = False,
    limit: Annotated[int | None, limit_option("Show at most N of each kind; 0 is all. A report shows 10.")] = None,
    json: Json = False,
    options: ChangeOptions,
) -> None:
    """Find what is wrong in the archive, and say why it matters.

    `clipper check`, `clipper check tag:world --fix`

    Only `--fix` changes clips, after a question.
    """
    from clipper.library.fix import examine, plan_fixes

    if (options.dry_run or options.yes) and not fix:
        raise UsageError(f"{'--dry-run' if options.dry_run else '--yes'} goes with --fix; alone, check changes nothing")
    if fix and json and not (options.dry_run or options.yes):
        raise UsageError("--fix asks first, which --json cannot: add --yes or --dry-run")
    session = current_session(ctx)
    node = query.node(session.library)
    report = examine(session.library, node)
    certain = [finding for finding in report.findings if fix and finding.is_fixable]
    if fix and options.dry_run:
        _show(session, report.clips, certain, limit, json=json, plan=True)
        session.tell(f"{_count_clips(certain)} would be mended.")
        return
    failed: Sequence[ClipperError] = ()
    if certain:
        preview = partial(_show, session, report.clips, certain, None, json=False, plan=True, before_question=True)
        plan = plan_fixes(report)
        failed = confirm.try_change(session, plan, options, ask=True, wording=confirm.FIX, preview=preview).failed
        report = examine(session.library, node)

    _show(session, report.clips, report.findings, limit, json=json)
    session.report_skipped()
    session.raise_if_any(failed, total=len({finding.path for finding in certain}))
    problems = session.library.unread_errors()
    if report.findings:
        problems.append(_findings_error(report.findings, fixed=fix))
    session.raise_if_any(problems, total=1)
    if report.clips or not certain:  # a clip that was moved has another handle than the query names
        session.tell(f"Nothing is wrong with {with_noun(len(report.clips), 'clip')}.")


def _show(
    session: "Session",
    clips: "Sequence[StoredClip]",
    findings: "Sequence[Finding]",
    limit: int | None,
    *,
    json: bool,
    plan: bool = False,
    before_question: bool = False,
) -> None:
    """Show findings, or with `plan` what would be done about them."""
    from clipper.output.plain import check as plain

    if json or not session.on_terminal:
        shown = plain.limit_per_kind(findings, limit or 0)
        session.write(plain.json(shown) if json else plain.tsv(shown, plan=plan))
    elif findings:
        from clipper.output.terminal.check import render

        most = (0 if plan else SHOWN) if limit is None else limit
        paths = {finding.path for finding in plain.limit_per_kind(findings, most)}
        unique = session.library.unique_lengths(stored for stored in clips if stored.path in paths)
        session.draw(
            lambda width: render(findings, unique_lengths=unique, width=width, limit=most, plan=plan),
            before_question=before_question,
        )


def _findings_error(findings: "Sequence[Finding]", *, fixed: bool) -> ClipperError:
    things = with_noun(len(findings), "thing")
    where = f" in {_count_clips(findings)}" if any(finding.handle for finding in findings) else ""
    certain = sum(1 for finding in findings if finding.is_fixable)
    hint = f"`clipper check --fix` mends {certain} of them." if certain and not fixed else ""
    return ClipperError(f"{things}{where} {'needs' if len(findings) == 1 else 'need'} attention", hint=hint)


def _count_clips(findings: "Iterable[Finding]") -> str:
    return with_noun(len({finding.path for finding in findings if finding.handle}), "clip")
