"""`clipper add`: keep new clippings."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.fetch import fetch_texts, write_failed
from clipper.cli.options import (
    ChangeOptions,
    DryRun,
    Evidence,
    Failed,
    FetchOptions,
    Force,
    NoRules,
    Quiet,
    complete_source,
    complete_tag,
    current_session,
)
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.intake.inputs import FailedInput, Input, gather_inputs, read_addresses, read_clipboard
from clipper.intake.page_queue import PageQueue
from clipper.model.frozen import Frozen
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.rules import RuleSet
    from clipper.cli.session import Session
    from clipper.intake.overrides import Overrides
    from clipper.intake.read_inputs import AddOptions
    from clipper.model.candidate import Candidate
    from clipper.model.clip import StoredClip

MOST_HINTS = 3
"""The number of clips without a date, from the first, that get a hint."""


class FieldOptions(Frozen):
    """Fields that the user gives; they win over what the text says."""

    title: Annotated[str | None, typer.Option(help="The headline.")] = None
    source: Annotated[str | None, typer.Option(help="The outlet.", autocompletion=complete_source)] = None
    date: Annotated[str | None, typer.Option(help="The day of publication: 2025-05-19, 2025-05, 19 May 2025.")] = None
    author: Annotated[list[str] | None, typer.Option(help="An author; can be repeated.")] = None
    url: Annotated[str | None, typer.Option(help="The address of the text, or of a saved page.")] = None
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="A tag; can be repeated.", autocompletion=complete_tag)
    ] = None

    def overrides(self) -> "Overrides":
        """Return the fields as the intake takes them; raise UsageError for a value that is not valid."""
        from clipper.intake.overrides import Overrides

        return Overrides(self.title, self.source, self.date, self.author or (), self.url, self.tag or ())


class ReadOptions(Frozen):
    """How the inputs are read."""

    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open each clip in the editor first.")] = False
    html: Annotated[bool, typer.Option("--html", help="Read the input as HTML pages.")] = False
    keep_html: Annotated[
        bool, typer.Option("--keep-html", help="Keep the page itself beside its clip, compressed.")
    ] = False
    keywords: Annotated[bool, typer.Option("--keywords", help="Add the keywords of a page as tags.")] = False
    explain: Annotated[bool, typer.Option("--explain", help="Show where on a page each field was found.")] = False
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Add what is in the clipboard.")] = False
    evidence: Evidence = False
    encoding: Annotated[str | None, typer.Option(help="The encoding of the text, if it is not UTF-8.")] = None

    def add_options(self, session: "Session") -> "AddOptions":
        """Return the options as the intake takes them."""
        from clipper.intake.read_inputs import AddOptions

        now = session.system.now().isoformat()
        evidence = self.evidence or session.config.evidence
        return AddOptions(now, self.encoding, keywords=self.keywords, original=self.keep_html, evidence=evidence)


class KeepOptions(Frozen):
    """How the clips are kept."""

    no_rules: NoRules = False
    force: Force = False
    dry_run: DryRun = False
    quiet: Quiet = False


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
        typer.Option("--list", metavar="FILE", help="Add the addresses in a file, one on each line; - is stdin."),
    ] = None,
    failed: Failed = None,
    fetch: Annotated[str | None, typer.Option("--fetch", hidden=True)] = None,
    keeping: KeepOptions,
) -> None:
    """Keep clippings: texts, Markdown, saved pages, or addresses.

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
    if not keeping.quiet:
        session.tell("`clipper add --fetch` is `clipper fetch` now, and goes away with the next release.")
    options = ChangeOptions(force=keeping.force, dry_run=keeping.dry_run, yes=True, quiet=keeping.quiet)
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
    with PageQueue(inputs, url=fields.url, encoding=reading.encoding) as pages:
        # Other processes read the pages now. Meanwhile this one imports what it needs after them.
        from clipper import library  # noqa: F401
        from clipper.intake import editor, novelty  # noqa: F401
        from clipper.intake.read_inputs import read_inputs

        rules = None if keeping.no_rules else session.rules()
        overrides = fields.overrides()
        options = reading.add_options(session)
        with session.progress("reading", len(inputs)) as advance:
            candidates, unread = read_inputs(inputs, pages, overrides, options, session.config.sources, advance)
    missed = [*missed, *unread]
    with editor.temporary_copies(session.system) as copies:
        if typed_in_editor or reading.edit:
            drafts = candidates or ([editor.new_draft(overrides)] if typed_in_editor else [])
            candidates = [*editor.edit_drafts(session.system, session.config.editor, drafts, options.clipped, copies)]
        if not candidates and not missed:
            raise RefusedError("there is nothing to keep")
        stored, refused = _keep(session, candidates, rules, keeping) if candidates else ([], [])

        if reading.explain and any(candidate.provenance for candidate in candidates):
            _explain(session, candidates)
        else:
            session.show_clips(stored)
        write_failed(session, failed, missed)
        if not keeping.quiet:
            rule_reports = [*rules.report()] if rules else []
            _report(session, candidates, stored if not keeping.dry_run else [], rule_reports, explain=reading.explain)
        session.raise_if_any([*(item.error for item in missed), *refused], total=len(candidates) + len(missed))


def _keep(
    session: "Session", candidates: "list[Candidate]", rules: "RuleSet | None", keeping: KeepOptions
) -> "tuple[list[StoredClip], list[ClipperError]]":
    library = session.library_for_adding(dry_run=keeping.dry_run)
    apply_rules = rules.apply if rules else None
    tell = bool if keeping.quiet else session.tell
    return library.writer.add(candidates, apply_rules, tell=tell, force=keeping.force, dry_run=keeping.dry_run)


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
    rule_reports: list[str],
    *,
    explain: bool,
) -> None:
    for notice in (*rule_reports, *(notice for candidate in candidates for notice in candidate.notices)):
        session.tell(notice)
    if explain:
        for clip in stored:
            session.tell(f"Kept as {clip.handle}, {safe(clip.path)}.")
    for clip in [clip for clip in stored if not clip.clip.date][:MOST_HINTS]:
        session.tell(f"{clip.handle} has no date: `clipper edit {clip.handle} --set date=DAY` sets it.")
