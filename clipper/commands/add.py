"""`clipper add`: clippings come in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper import bulk, collect, disk
from clipper.clip import Kept
from clipper.collect import Missed
from clipper.errors import ClipperError, RefusedError, UsageError
from clipper.fetch import MEGABYTE, Limits
from clipper.options import DryRun, Force, NoRules, Quiet, complete_source, complete_tag, session
from clipper.session import Session
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.collect.taking import Taken
    from clipper.rules import Clerk


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
    at = session(ctx)
    limits = Limits(timeout=timeout, max_size=max_size * MEGABYTE, allow_private=allow_private)
    if fetch is not None:
        if files or addresses:
            raise UsageError("--fetch fills clips that are kept already, and takes no files")
        filled = bulk.Manner(dry_run, yes=True, quiet=quiet, force=force)
        _fill(at, fetch, limits, filled, evidence=evidence or at.config.evidence, failed=failed)
        return
    names = [*(files or []), *(collect.listed(addresses, at, limits.max_size) if addresses else [])]
    writes = not names and not addresses and not clipboard and sys.stdin.isatty()
    wanted = names or ([] if writes or clipboard else ["-"])
    inputs, missed = collect.gather(at, wanted, limits, html=html)
    if clipboard:
        inputs.append(collect.pasted(at))
    with collect.Pages(inputs, url=url, encoding=encoding) as pages:  # they are read while the rest is loaded
        from clipper import accession, library  # noqa: F401 - needed once they are read
        from clipper.capture.intake import Given
        from clipper.collect import drafts, taking

        clerk = None if no_rules else at.clerk()
        given = Given(title, source, date, author or (), url, tag or ())
        manner = taking.Manner(
            at.outside.now().isoformat(),
            encoding,
            keywords=keywords,
            original=keep_html,
            evidence=evidence or at.config.evidence,
        )
        with at.progress("reading", len(inputs)) as tick:
            found, unread = taking.take(inputs, pages, given, manner, at.config.sources, tick)
    missed += unread
    with drafts.kept_until_done(at.outside) as copies:
        if writes or edit:
            asked = found or ([drafts.blank(given)] if writes else [])
            found = [*drafts.edited(at.outside, at.config.editor, asked, manner.clipped, copies)]
        if not found and not missed:
            raise RefusedError("there is nothing to keep")

        kept, refused = _kept(at, found, clerk, force=force, dry_run=dry_run) if found else ([], [])

        if explain and any(one.said for one in found):
            _explain(at, found)
        else:
            at.show(kept)
        _note(at, failed, missed)
        if not quiet:
            _tell(at, found, kept if not dry_run else [], [*clerk.report()] if clerk else [], explain=explain)
        at.fail([*(one.error for one in missed), *refused], of=len(found) + len(missed))


def _fill(at: Session, query: str, limits: Limits, manner: bulk.Manner, *, evidence: bool, failed: Path | None) -> None:
    """Fetch the texts of clips that have none yet, and write them into these."""
    from clipper.collect import filling

    library = at.library
    wanted = filling.wanting(library.for_bulk(library.read_query(query)))
    edits, missed = filling.fill(at, wanted, limits, attest=evidence)

    if edits:
        bulk.change_each(at, edits, manner)
    elif not missed and not manner.quiet:
        at.tell("No clip that matches waits for its text.")
    _note(at, failed, missed)
    at.fail([one.error for one in missed], of=len(wanted))


def _note(at: Session, file: Path | None, missed: list[Missed]) -> None:
    """Write the addresses that gave no clip into a file, if one is asked for."""
    if file:
        again = "".join(f"{one.asked}\n" for one in missed if one.asked)
        at.outside.save(at.outside.here / disk.expanded(str(file)), again.encode())


def _kept(
    at: Session, found: "list[Taken]", clerk: "Clerk | None", *, force: bool, dry_run: bool
) -> tuple[list[Kept], list[ClipperError]]:
    from clipper.incoming import Incoming

    library = at.library_for_adding(dry_run=dry_run)
    incoming = [Incoming(one.clip, one.raw, one.original) for one in found]
    return library.add(incoming, clerk.label if clerk else None, force=force, dry_run=dry_run)


def _explain(at: Session, found: "list[Taken]") -> None:
    from clipper.views import explained

    if at.on_terminal:
        from clipper.views.explanation import explanation

        at.draw(lambda width: explanation(found, width=width))
    else:
        at.write(explained.tsv(found))


def _tell(at: Session, found: "list[Taken]", kept: list[Kept], labelled: list[str], *, explain: bool) -> None:
    for notice in (*labelled, *(notice for one in found for notice in one.notices)):
        at.tell(notice)
    if explain:
        for one in kept:
            at.tell(f"Kept as {one.handle}, {safe(one.path)}.")
    for one in [one for one in kept if not one.clip.date][:3]:
        at.tell(f"{one.handle} has no date: `clipper edit {one.handle} --set date=DAY` sets it.")
