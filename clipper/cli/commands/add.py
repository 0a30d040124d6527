"""`clipper add`: clippings come in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import (
    ChangeOptions,
    DryRun,
    Force,
    NoRules,
    Quiet,
    complete_source,
    complete_tag,
    current_session,
)
from clipper.cli.session import Session
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.intake.inputs import Missed, gather, listed, pasted
from clipper.intake.pages import Pages
from clipper.model.clip import StoredClip
from clipper.system import files as disk
from clipper.system.fetch import MEGABYTE, Limits
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.rules import RuleSet
    from clipper.intake.take import Taken


def add(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|URL]...", help="Text, Markdown, a page; - or nothing is stdin, else the editor."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    source: Annotated[str | None, typer.Option(help="The outlet.", autocompletion=complete_source)] = None,
    date: Annotated[str | None, typer.Option(help="The day of publication: 2025-05-19, 2025-05, 19 May 2025.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="An author; may be given again.")] = None,
    url: Annotated[str | None, typer.Option(help="The address of the piece, or where a saved page is from.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="A tag; may be given again.", autocompletion=complete_tag)
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Look over each clip in the editor first.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Take what comes in for pages, whatever it looks like.")] = False,
    keep_html: Annotated[bool, typer.Option("--keep-html", help="Keep each page beside its clip, compressed.")] = False,
    keywords: Annotated[bool, typer.Option("--keywords", help="Take the keywords of a page as tags.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show where on a page each field was found.")] = False,
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help="Take what was copied, by the bookmarklet or by hand.")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Write into the clip what proves that its text is the one kept.")
    ] = False,
    encoding: Annotated[str | None, typer.Option(help="The encoding of the text, where it is not UTF-8.")] = None,
    max_size: Annotated[int, typer.Option(metavar="MB", min=1, help="Refuse what is larger.")] = 10,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=1, help="Wait so long for an address.")] = 15,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask addresses of this machine and of private networks too.")
    ] = False,
    addresses: Annotated[
        str | None, typer.Option("--list", metavar="FILE", help="Add the addresses in a file, one a line; - is stdin.")
    ] = None,
    failed: Annotated[
        Path | None, typer.Option("--failed", metavar="FILE", help="Write the addresses that gave no clip, for --list.")
    ] = None,
    fetch: Annotated[
        str | None,
        typer.Option("--fetch", metavar="QUERY", help="Fetch the text of the clips that match and have none."),
    ] = None,
    no_rules: NoRules = False,
    force: Force = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    """Keep clippings: a text, Markdown, a page or its address, or a pasted piece, begun `date 2000-05-19 [Source: …]`.

    What the text says of itself is understood; what the options say wins. Several pieces in one file, each begun by
    such a line, become several clips. A page is recognised by what is in it, HTML or MHTML. The `[rules]` in the
    settings add their tags.
    """
    session = current_session(ctx)
    limits = Limits(timeout=timeout, max_size=max_size * MEGABYTE, allow_private=allow_private)
    if fetch is not None:
        if files or addresses:
            raise UsageError("--fetch fills clips that are kept already, and takes no files")
        filled = ChangeOptions(dry_run=dry_run, yes=True, quiet=quiet, force=force)
        _fill(session, fetch, limits, filled, evidence=evidence or session.config.evidence, failed=failed)
        return
    names = [*(files or []), *(listed(addresses, session.system, limits.max_size) if addresses else [])]
    writes = not names and not addresses and not clipboard and sys.stdin.isatty()
    wanted = names or ([] if writes or clipboard else ["-"])
    inputs, missed = gather(session.system, session.progress, wanted, limits, html=html)
    if clipboard:
        inputs.append(pasted(session.system))
    with Pages(inputs, url=url, encoding=encoding) as pages:  # they are read while the rest is loaded
        from clipper import library  # noqa: F401 - needed once they are read
        from clipper.intake import (
            editor,
            novelty,  # noqa: F401 - needed once they are read
            take,
        )
        from clipper.intake.text.compose import Overrides

        clerk = None if no_rules else session.clerk()
        given = Overrides(title, source, date, author or (), url, tag or ())
        manner = take.AddOptions(
            session.system.now().isoformat(),
            encoding,
            keywords=keywords,
            original=keep_html,
            evidence=evidence or session.config.evidence,
        )
        with session.progress("reading", len(inputs)) as advance:
            found, unread = take.take(inputs, pages, given, manner, session.config.sources, advance)
    missed += unread
    with editor.kept_until_done(session.system) as copies:
        if writes or edit:
            asked = found or ([editor.blank(given)] if writes else [])
            found = [*editor.edited(session.system, session.config.editor, asked, manner.clipped, copies)]
        if not found and not missed:
            raise RefusedError("there is nothing to keep")

        stored, refused = _kept(session, found, clerk, force=force, dry_run=dry_run) if found else ([], [])

        if explain and any(one.said for one in found):
            _explain(session, found)
        else:
            session.show(stored)
        _note(session, failed, missed)
        if not quiet:
            _tell(session, found, stored if not dry_run else [], [*clerk.report()] if clerk else [], explain=explain)
        session.fail([*(one.error for one in missed), *refused], of=len(found) + len(missed))


def _fill(
    session: Session, query: str, limits: Limits, options: ChangeOptions, *, evidence: bool, failed: Path | None
) -> None:
    """Fetch the texts of clips that have none yet, and write them into these."""
    from clipper.library import fetch_texts

    library = session.library
    clips = fetch_texts.without_text(library, library.parse_query(query))
    plan, missed = fetch_texts.plan(library, clips, limits, evidence=evidence)

    if plan.edits:
        confirm.carry_out(session, plan, options)
    elif not missed and not options.quiet:
        session.tell("No clip that matches waits for its text.")
    _note(session, failed, missed)
    session.fail([one.error for one in missed], of=len(clips))


def _note(session: Session, file: Path | None, missed: list[Missed]) -> None:
    """Write the addresses that gave no clip into a file, if one is asked for."""
    if file:
        again = "".join(f"{one.asked}\n" for one in missed if one.asked)
        session.system.save(session.system.here / disk.expanded(str(file)), again.encode())


def _kept(
    session: Session, found: "list[Taken]", clerk: "RuleSet | None", *, force: bool, dry_run: bool
) -> tuple[list[StoredClip], list[ClipperError]]:
    from clipper.model.candidate import Incoming

    library = session.library_for_adding(dry_run=dry_run)
    incoming = [Incoming(one.clip, one.raw, one.original) for one in found]
    return library.writer.add(incoming, clerk.label if clerk else None, force=force, dry_run=dry_run)


def _explain(session: Session, found: "list[Taken]") -> None:
    from clipper.output.plain import explain as explained

    if session.on_terminal:
        from clipper.output.terminal.explain import explanation

        session.draw(lambda width: explanation(found, width=width))
    else:
        session.write(explained.tsv(found))


def _tell(
    session: Session, found: "list[Taken]", stored: list[StoredClip], labelled: list[str], *, explain: bool
) -> None:
    for notice in (*labelled, *(notice for one in found for notice in one.notices)):
        session.tell(notice)
    if explain:
        for one in stored:
            session.tell(f"Kept as {one.handle}, {safe(one.path)}.")
    for one in [one for one in stored if not one.clip.date][:3]:
        session.tell(f"{one.handle} has no date: `clipper edit {one.handle} --set date=DAY` sets it.")
