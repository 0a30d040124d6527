"""`clipper add`: keep new clippings."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import offer
from clipper.cli.add_options import FieldOptions, KeepOptions, ReadOptions
from clipper.cli.fetch import fetch_texts, write_failed
from clipper.cli.options import (
    ChangeOptions,
    Failed,
    FetchOptions,
    current_session,
)
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.intake.inputs import FailedInput, Input, gather_inputs, read_addresses, read_clipboard
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.rules import RuleSet
    from clipper.cli.session import Session
    from clipper.model.candidate import Candidate
    from clipper.model.clip import StoredClip

MOST_HINTS = 3
"""The number of clips without a date, from the first, that get a hint."""


def add(
    ctx: typer.Context,
    *,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|URL]...", help="Files or addresses; - is stdin. Without one: stdin, or the editor."
        ),
    ] = None,
    fields: FieldOptions,
    reading: ReadOptions,
    fetching: FetchOptions,
    addresses: Annotated[
        str | None,
        typer.Option(
            "--list",
            metavar="FILE",
            help="Add the addresses in a file, one on each line; - is stdin.",
            rich_help_panel="Fetching",
        ),
    ] = None,
    failed: Failed = None,
    fetch: Annotated[str | None, typer.Option("--fetch", hidden=True)] = None,
    keeping: KeepOptions,
) -> None:
    """Keep clippings: texts, saved pages, mails, documents, or addresses.

    `clipper add https://example.com/news -t world`

    A text may begin with a line such as `date 2000-05-19 [Source: Reuters]`; one file may hold several such texts.
    Title, date, source and authors are found in the text or the page; options override them. The `[rules]` in the
    settings add their tags.
    """
    session = current_session(ctx)
    if fetch is not None:
        if files or addresses:
            raise UsageError("--fetch fills clips that are kept already, and takes no files")
        _fetch_texts(session, fetch, fetching, keeping, evidence=reading.evidence, failed=failed)
        return
    limits = fetching.limits()
    names = [*(files or []), *(read_addresses(addresses, session.system, limits.max_size) if addresses else [])]
    typed_in_editor = not names and not addresses and not reading.clipboard and sys.stdin.isatty()
    wanted = names or ([] if typed_in_editor or reading.clipboard else ["-"])
    inputs, missed = gather_inputs(session.system, session.progress, wanted, limits, html=reading.html)
    if reading.clipboard:
        inputs.append(read_clipboard(session.system))
    _add(session, inputs, missed, fields, reading, keeping, failed=failed, typed_in_editor=typed_in_editor)


def _fetch_texts(
    session: "Session", query: str, limits: FetchOptions, keeping: KeepOptions, *, evidence: bool, failed: Path | None
) -> None:
    """Do what `clipper fetch` does, for those who still call it by its old name."""
    session.tell("`clipper add --fetch` is `clipper fetch` now, and goes away with the next release.")
    options = ChangeOptions(force=keeping.force, dry_run=keeping.dry_run, yes=True)
    node = session.library.parse_query(query)
    fetch_texts(session, node, limits, options, evidence=evidence, failed=failed)


def _add(
    session: "Session",
    inputs: list[Input],
    missed: list[FailedInput],
    fields: FieldOptions,
    reading: ReadOptions,
    keeping: KeepOptions,
    *,
    failed: Path | None,
    typed_in_editor: bool,
) -> None:
    """Read the inputs, look them over in the editor if wanted, keep them, and report it.

    With `typed_in_editor` the user types the text in the editor.
    """
    with reading.pages(inputs, url=fields.url) as pages:
        # Other processes read the pages now. Meanwhile this one imports what it needs after them.
        from clipper import library  # noqa: F401
        from clipper.intake import editor, novelty  # noqa: F401
        from clipper.intake.read_inputs import read_inputs

        rules = None if keeping.no_rules else session.rules()
        overrides, notices = fields.overrides(session)
        options = reading.add_options(session, any_form=keeping.force)
        with session.progress("reading", len(inputs)) as advance, _pastes_kept(session, inputs):
            candidates, unread = read_inputs(inputs, pages, overrides, options, session.config.sources, advance)
    missed = [*missed, *unread]
    with editor.temporary_copies(session.system) as copies:
        if typed_in_editor or reading.edit:
            drafts = candidates or ([editor.new_draft(overrides)] if typed_in_editor else [])
            candidates = [*editor.edit_drafts(session.system, session.config.editor, drafts, options, copies)]
        if not candidates and not missed:
            raise RefusedError("there is nothing to keep")
        if session.can_ask and any(candidate.likely for candidate in candidates):
            candidates = [*offer.accept_likely(session, candidates)]
        candidates = [*offer.join_broken_lines(session, candidates)]
        stored, refused = _keep(session, candidates, rules, keeping) if candidates else ([], [])

        if reading.explain and any(candidate.provenance for candidate in candidates):
            _explain(session, candidates)
        else:
            _show(session, stored, "Would keep" if keeping.dry_run else "Kept")
        write_failed(session, failed, missed)
        rule_reports = [*rules.report()] if rules else []
        reports = [*notices, *rule_reports]
        _report(session, candidates, stored if not keeping.dry_run else [], reports, explain=reading.explain)
        session.raise_if_any([*(item.error for item in missed), *refused], total=len(candidates) + len(missed))


@contextlib.contextmanager
def _pastes_kept(session: "Session", inputs: list[Input]) -> Iterator[None]:
    """If an error ends the command, keep what came from stdin or the clipboard in a file, and name it in the error."""
    try:
        yield
    except ClipperError as error:
        pasted = [item.raw for item in inputs if item.is_pasted and item.raw.strip()]
        if not pasted:
            raise
        paths = " and ".join(safe(str(session.system.keep_draft(raw))) for raw in pasted)
        raise error.with_suffix(f"what you pasted is in {paths}") from error


def _keep(
    session: "Session", candidates: "list[Candidate]", rules: "RuleSet | None", keeping: KeepOptions
) -> "tuple[list[StoredClip], Sequence[ClipperError]]":
    library = session.library_for_adding(dry_run=keeping.dry_run)
    apply_rules = rules.apply if rules else None
    return library.writer.add(candidates, apply_rules, tell=session.tell, force=keeping.force, dry_run=keeping.dry_run)


def _show(session: "Session", stored: "list[StoredClip]", verb: str) -> None:
    """Show the new clips: on a terminal one as a sentence and several as a table, else as TSV."""
    if not session.on_terminal or len(stored) != 1:
        session.show_clips(stored)
        return
    from clipper.output.terminal.kept import render

    (clip,) = stored
    unique = session.library.unique_lengths(stored)
    session.draw(lambda _: render(clip, unique_length=unique[clip.handle], verb=verb))
    session.write([f"{safe(clip.path)}\n"])  # not drawn: a path that is cut or wrapped cannot be copied


def _explain(session: "Session", candidates: "list[Candidate]") -> None:
    from clipper.output.plain import explain as plain

    if session.on_terminal:
        from clipper.output.terminal.explain import render

        session.draw(lambda width: render(candidates, width=width))
    else:
        session.write(plain.tsv(candidates))


def _report(
    session: "Session",
    candidates: "list[Candidate]",
    stored: "list[StoredClip]",
    reports: list[str],
    *,
    explain: bool,
) -> None:
    for notice in (*reports, *(notice for candidate in candidates for notice in candidate.notices)):
        session.tell(notice)
    if explain:
        for clip in stored:
            session.tell(f"Kept as {clip.handle}, {safe(clip.path)}.")
    told = offer.tell_likely(session, candidates, stored)
    for clip in [clip for clip in stored if not clip.clip.date and clip.handle not in told][:MOST_HINTS]:
        session.tell(f"{clip.handle} has no date: `clipper edit {clip.handle} --set date=DAY` sets it.")
