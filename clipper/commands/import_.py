"""`clipper import`: whole exports of other services come in."""

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from clipper import bulk, disk
from clipper.errors import RefusedError, UnreadableError, UsageError
from clipper.options import DryRun, Force, Json, NoRules, Quiet, Yes, complete_tag, session
from clipper.session import Session
from clipper.text import count, safe

if TYPE_CHECKING:
    from clipper.manifest import Manifest
    from clipper.transfer import Export
    from clipper.transfer.compose import Markdown

TOLD = 20
"""So many rows that cannot be read are told one by one."""
REMARKS = 5
"""So many other things are told where nothing is drawn."""


def import_(
    ctx: typer.Context,
    exports: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER...", help="Exports as they came: a file, a zip, a folder.")
    ],
    from_: Annotated[
        str | None, typer.Option("--from", metavar="SERVICE", help="Whose export it is, where that is not recognised.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", "-t", help="A tag for every clip; may be given again.", autocompletion=complete_tag),
    ] = None,
    no_rules: NoRules = False,
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Take over a whole collection from another service, from a browser's bookmarks, or from a folder of Markdown.

    Pocket, Instapaper, Raindrop, Readwise Reader, Omnivore, wallabag, Pinboard, karakeep and Zotero are known by what
    their exports hold. First it says what would come in. What is kept already is left out, so that it can be done
    again at any time; the export itself stays as it is.
    """
    from clipper import manifest, tags
    from clipper.transfer.spool import Spool

    at = session(ctx)
    clerk = None if no_rules else at.clerk()
    now = at.outside.now().isoformat()
    how = manifest.How(now, [tags.check(name) for name in tag or ()], _markdown(), force)
    with contextlib.ExitStack() as held:
        shipped = [_opened(at, name, from_, held) for name in exports]
        spool = held.enter_context(Spool(at.outside.cache_folder))
        with at.progress("reading", 0) as tick:
            found = manifest.survey(shipped, at.library_to_be.index, spool, how, tick)
        asks = len(found.new) >= bulk.ASKS_FROM and not yes and not dry_run
        if at.on_terminal and not json and (dry_run or asks or not quiet):
            from clipper.views.imports import plan

            at.draw(lambda width: plan(found, width=width))
        if asks:
            _agree(at, found)
        added = 0
        if len(found.new) and not dry_run:
            with at.progress("keeping", len(found.new)) as tick:
                library = at.library_for_adding(dry_run=False)
                kept, _ = library.add(found.new, clerk.label if clerk else None, tick, force=force)
            added = len(kept)
            for line in clerk.report() if clerk and not quiet else ():
                at.tell(line)
            if not json and (not at.on_terminal or added < bulk.ASKS_FROM):
                at.show(kept)
        _tell(at, found, added, dry_run=dry_run, quiet=quiet, json=json)


def _opened(at: Session, name: str, insisted: str | None, held: contextlib.ExitStack) -> "tuple[Export, str]":
    """Return an export with the name of its importer, and let it be closed at the end."""
    from clipper import importers, transfer

    known = ", ".join(importers.IMPORTERS)
    if insisted and insisted not in importers.IMPORTERS:
        raise UsageError(f"there is no service “{safe(insisted)}”", hint=f"There are {known}.")
    if not name:
        raise UsageError("the name of a file is empty")
    try:
        export = held.enter_context(transfer.opened(at.outside.here / disk.expanded(name), safe(name)))
    except UnreadableError as error:
        raise error.within(safe(name)) from error
    importer = insisted or importers.recognise(export)
    if not importer:
        said = f"{export.called} is no export that clipper knows, or it is damaged"
        raise UnreadableError(said, hint=f"--from says whose it is: {known}.")
    return export, importer


def _markdown() -> "Markdown | None":
    """Return what makes Markdown of a page, if what it needs is installed."""
    from clipper import page

    if not page.is_installed():
        return None
    return lambda html, url: page.markdown(html, url=url)


def _agree(at: Session, found: "Manifest") -> None:
    """Ask whether many clips are to be kept."""
    number = count(len(found.new), "clip")
    if not at.asks:
        raise RefusedError(f"{number} would be kept", hint="--dry-run tells what they are, --yes keeps them.")
    if not at.on_terminal:  # the plan was not drawn
        at.tell(_done(found, 0, dry_run=True))
    if not at.confirm(f"Keep {number}?"):
        raise RefusedError("nothing was kept")


def _tell(at: Session, found: "Manifest", added: int, *, dry_run: bool, quiet: bool, json: bool) -> None:
    """Say what came of it; rows that could not be read are the failure with which the command ends."""
    from clipper.views import manifest as plain

    if json:
        at.write([plain.json(found, added)])
    elif dry_run and not at.on_terminal:
        at.write(plain.tsv(found))
    told = at.on_terminal or json or dry_run
    if not quiet:
        remarks = [] if told else list(plain.remarks(found))
        for line in remarks[:REMARKS]:
            at.tell(line)
        if len(remarks) > REMARKS:
            at.tell(f"There is more to know; --dry-run tells it, {len(remarks) - REMARKS} things in all.")
        at.tell(_done(found, added, dry_run=dry_run))
    if found.unreadable:
        shown = () if told else found.unreadable[:TOLD]
        for one in shown:
            at.tell(f"clipper: {one.place}: {one.why}")
        number = f"{len(found.unreadable)} of {count(found.rows, 'row')}"
        hint = "--dry-run tells of all." if 0 < len(shown) < len(found.unreadable) else ""
        raise UnreadableError(f"{number} cannot be read", hint=hint)


def _done(found: "Manifest", added: int, *, dry_run: bool) -> str:
    done = f"{'Would keep' if dry_run else 'Kept'} {count(len(found.new) if dry_run else added, 'clip')}"
    there = found.there - found.twice
    rest = ((there, "there already"), (found.twice, "came twice"), (found.passed_over.total(), "passed over"))
    others = ", ".join(f"{number} {what}" for number, what in rest if number)
    away = "it" if added == 1 else "them"
    return f"{done}{others and f'; {others}'}.{f' `clipper undo` takes {away} away.' if added else ''}"
