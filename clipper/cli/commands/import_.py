"""`clipper import`: import the exports of other services."""

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, Json, NoRules, complete_tag, current_session
from clipper.errors import RefusedError, UnreadableError, UsageError
from clipper.system import files
from clipper.text import count, safe

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.intake.exports import Export
    from clipper.intake.exports.candidates import Markdown
    from clipper.intake.import_plan import ImportPlan

TOLD = 20
"""The number of unreadable rows that are reported one by one."""
REMARKS = 5
"""The number of other remarks that are printed if no plan is drawn."""


def import_(
    ctx: typer.Context,
    *,
    exports: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER...", help="Exports as you got them: a file, a zip or a folder.")
    ],
    from_: Annotated[
        str | None, typer.Option("--from", metavar="SERVICE", help="The service, if it is not recognised.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", "-t", help="A tag for every clip; can be repeated.", autocompletion=complete_tag),
    ] = None,
    no_rules: NoRules = False,
    options: ChangeOptions,
    json: Json = False,
) -> None:
    """Import the export of another service, bookmarks, or a folder.

    `clipper import pocket.zip --dry-run` shows what would be added.

    Exports of Pocket, Instapaper, Raindrop, Readwise Reader, Omnivore, wallabag, Pinboard, karakeep and Zotero, the
    bookmarks of browsers and folders of Markdown are recognised by their content. Clips that are in the archive
    already are left out, so you can import again at any time. The export is not changed.
    """
    from clipper.intake import import_plan
    from clipper.intake.exports.spool import Spool
    from clipper.model.fields import checked_tag

    session = current_session(ctx)
    rules = None if no_rules else session.rules()
    now = session.system.now().isoformat()
    how = import_plan.ImportOptions(now, [checked_tag(name) for name in tag or ()], _markdown(), options.force)
    with contextlib.ExitStack() as held:
        shipped = [_opened(session, name, from_, held) for name in exports]
        spool = held.enter_context(Spool(session.system.cache_folder))
        with session.progress("reading", 0) as advance:
            found = import_plan.survey(shipped, session.planned_library.index, spool, how, advance)
        asks = len(found.new) >= confirm.ASKS_FROM and not options.yes and not options.dry_run
        if session.on_terminal and not json and (options.dry_run or asks or not options.quiet):
            from clipper.output.terminal.import_plan import render

            session.draw(lambda width: render(found, width=width))
        if asks:
            _agree(session, found)
        added = 0
        if len(found.new) and not options.dry_run:
            with session.progress("keeping", len(found.new)) as advance:
                library = session.library_for_adding(dry_run=False)
                stored, _ = library.writer.add(found.new, rules.label if rules else None, advance, force=options.force)
            added = len(stored)
            for line in rules.report() if rules and not options.quiet else ():
                session.tell(line)
            if not json and (not session.on_terminal or added < confirm.ASKS_FROM):
                session.show_clips(stored)
        _tell(session, found, added, dry_run=options.dry_run, quiet=options.quiet, json=json)


def _opened(session: "Session", name: str, insisted: str | None, held: contextlib.ExitStack) -> "tuple[Export, str]":
    """Return an export with the name of its importer, and let it be closed at the end."""
    from clipper.intake import exports as transfer
    from clipper.intake import importers

    known = ", ".join(importers.IMPORTERS)
    if insisted and insisted not in importers.IMPORTERS:
        raise UsageError(f"there is no service “{safe(insisted)}”", hint=f"There are {known}.")
    if not name:
        raise UsageError("the name of a file is empty")
    try:
        export = held.enter_context(transfer.opened(session.system.cwd / files.expand_home(name), safe(name)))
    except UnreadableError as error:
        raise error.with_prefix(safe(name)) from error
    importer = insisted or importers.recognise(export)
    if not importer:
        said = f"{export.called} is no export that clipper knows, or it is damaged"
        raise UnreadableError(said, hint=f"--from says whose it is: {known}.")
    return export, importer


def _markdown() -> "Markdown | None":
    """Return what makes Markdown of a page, if what it needs is installed."""
    from clipper.intake import page

    if not page.is_installed():
        return None
    return lambda html, url: page.to_markdown(html, url=url)


def _agree(session: "Session", found: "ImportPlan") -> None:
    """Ask whether many clips are to be kept."""
    number = count(len(found.new), "clip")
    if session.can_ask and not session.on_terminal:  # the plan was not drawn
        session.tell(_done(found, 0, dry_run=True))
    unanswered = RefusedError(f"{number} would be kept", hint="--dry-run tells what they are, --yes keeps them.")
    confirm.agree(session, f"Keep {number}?", unanswered=unanswered, declined="nothing was kept")


def _tell(session: "Session", found: "ImportPlan", added: int, *, dry_run: bool, quiet: bool, json: bool) -> None:
    """Say what came of it; rows that could not be read are the failure with which the command ends."""
    from clipper.output.plain import import_plan as plain

    if json:
        session.write([plain.json(found, added)])
    elif dry_run and not session.on_terminal:
        session.write(plain.tsv(found))
    told = session.on_terminal or json or dry_run
    if not quiet:
        remarks = [] if told else list(plain.remarks(found))
        for line in remarks[:REMARKS]:
            session.tell(line)
        if len(remarks) > REMARKS:
            session.tell(f"There is more to know; --dry-run tells it, {len(remarks) - REMARKS} things in all.")
        session.tell(_done(found, added, dry_run=dry_run))
    if found.unreadable:
        shown = () if told else found.unreadable[:TOLD]
        for one in shown:
            session.tell(f"clipper: {one.place}: {one.why}")
        number = f"{len(found.unreadable)} of {count(found.rows, 'row')}"
        hint = "--dry-run tells of all." if 0 < len(shown) < len(found.unreadable) else ""
        raise UnreadableError(f"{number} cannot be read", hint=hint)


def _done(found: "ImportPlan", added: int, *, dry_run: bool) -> str:
    done = f"{'Would keep' if dry_run else 'Kept'} {count(len(found.new) if dry_run else added, 'clip')}"
    there = found.there - found.twice
    rest = ((there, "there already"), (found.twice, "came twice"), (found.passed_over.total(), "passed over"))
    others = ", ".join(f"{number} {what}" for number, what in rest if number)
    away = "it" if added == 1 else "them"
    return f"{done}{others and f'; {others}'}.{f' `clipper undo` takes {away} away.' if added else ''}"
