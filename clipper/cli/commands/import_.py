"""`clipper import`: import the exports of other services."""

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_service, complete_tag
from clipper.cli.options import ChangeOptions, Json, NoRules, current_session
from clipper.errors import RefusedError, UnreadableError, UsageError
from clipper.model.spelling import did_you_mean
from clipper.system import files
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.intake.exports import Export
    from clipper.intake.exports.convert import ToMarkdown
    from clipper.intake.import_plan import ImportPlan

MOST_UNREADABLE = 20
"""The number of unreadable rows that are reported one by one."""
MOST_REMARKS = 5
"""The number of other remarks that are printed if no plan is drawn."""


Service = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="SERVICE",
        help="The service, if it is not recognised.",
        rich_help_panel="Export",
        autocompletion=complete_service,
    ),
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag", "-t", metavar="TAG", help="A tag for every clip; can be repeated.", autocompletion=complete_tag
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", rich_help_panel="Export", help="The encoding of the export, if it is not found."),
]


def import_(
    ctx: typer.Context,
    *,
    exports: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER...", help="Exports as you got them: a file, a zip or a folder.")
    ],
    from_: Service = None,
    tag: Tags = None,
    encoding: Encoding = None,
    no_rules: NoRules = False,
    options: ChangeOptions,
    json: Json = False,
) -> None:
    """Import the export of another service, bookmarks, or a folder.

    `clipper import pocket.zip --dry-run` shows what would be added.

    Exports of Pocket, Instapaper, Raindrop, Readwise Reader, Omnivore, wallabag, Pinboard, karakeep, Linkwarden, feed
    readers and Zotero, the bookmarks of browsers and folders of Markdown are recognised by their content. Clips that
    are in the archive already are left out, so you can import again at any time. The export is not changed.
    """
    from clipper.intake import import_plan
    from clipper.intake.exports.spool import Spool
    from clipper.intake.renamed_outlets import RenamedOutlets
    from clipper.model.fields import validate_tag
    from clipper.model.tags import spell_as_known

    session = current_session(ctx)
    rules = None if no_rules else session.rules()
    now = session.system.now().isoformat()
    tags, notices = spell_as_known(map(validate_tag, tag or ()), session.tag_counts if tag else {})
    for notice in notices:
        session.tell(notice)
    import_options = import_plan.ImportOptions(now, tags, _markdown(), options.force)
    with contextlib.ExitStack() as stack:
        opened = [part for name in exports for part in _open(session, name, from_, encoding, stack)]
        spool = stack.enter_context(Spool(session.system.cache_folder))
        with session.progress("reading", 0) as advance:
            library = session.planned_library
            outlets = RenamedOutlets(lambda: library.history)
            plan = import_plan.plan_import(opened, library.index, spool, import_options, advance, outlets)
        must_ask = len(plan.new) >= confirm.MIN_CLIPS_TO_CONFIRM and not options.yes and not options.dry_run
        if session.on_terminal and not json:
            from clipper.output.terminal.import_plan import render

            session.draw(lambda width: render(plan, width=width), before_question=must_ask)
        if must_ask:
            _confirm(session, plan)
        added = 0
        if len(plan.new) and not options.dry_run:
            with session.progress("keeping", len(plan.new)) as advance:
                library = session.library_for_adding(dry_run=False)
                stored, _ = library.writer.add(plan.new, rules.apply if rules else None, advance, force=options.force)
            added = len(stored)
            for line in rules.report() if rules else ():
                session.tell(line)
            if not json and (not session.on_terminal or added < confirm.MIN_CLIPS_TO_CONFIRM):
                session.show_clips(stored)
        _report(session, plan, added, dry_run=options.dry_run, json=json)


def _open(
    session: "Session", name: str, service: str | None, encoding: str | None, stack: contextlib.ExitStack
) -> "list[tuple[Export, str]]":
    """Open an export, to be closed with the stack, and return its parts, each with the name of its importer."""
    from clipper.intake import importers, recognition
    from clipper.intake.decoding import find_codec
    from clipper.intake.exports import open_export

    known = ", ".join(importers.IMPORTERS)
    if service and service not in importers.IMPORTERS:
        raise UsageError(
            f"there is no service “{safe(service)}”{did_you_mean(service, importers.IMPORTERS)}",
            hint=f"There are {known}.",
        )
    if not name:
        raise UsageError("the name of a file is empty")
    codec = find_codec(encoding) if encoding else ""
    try:
        export = stack.enter_context(open_export(session.system.cwd / files.expand_home(name), safe(name), codec))
    except UnreadableError as error:
        raise error.with_prefix(safe(name)) from error
    parts = [(export, service)] if service else recognition.divide(export)
    if parts:
        return parts
    raise recognition.unknown(export)


def _markdown() -> "ToMarkdown | None":
    """Return the function that converts a page to Markdown, None if its dependencies are not installed."""
    from clipper.intake import page

    if not page.is_installed():
        return None
    return lambda html, url: page.to_markdown(html, url=url)


def _confirm(session: "Session", plan: "ImportPlan") -> None:
    """Ask whether to add many clips."""
    number = with_noun(len(plan.new), "clip")
    if session.can_ask and not session.on_terminal:  # the plan was not drawn
        session.tell(_summary(plan, 0, dry_run=True))
    cannot_ask = RefusedError(f"{number} would be kept", hint="--dry-run shows them, --yes keeps them.")
    confirm.require_yes(session, f"Keep {number}?", cannot_ask=cannot_ask, declined="nothing was kept")


def _report(session: "Session", plan: "ImportPlan", added: int, *, dry_run: bool, json: bool) -> None:
    """Report the outcome; raise UnreadableError if there are rows that cannot be read."""
    from clipper.output.plain import import_plan as plain

    if json:
        session.write([plain.json(plan, added)])
    elif dry_run and not session.on_terminal:
        session.write(plain.tsv(plan))
    is_shown = session.on_terminal or json or dry_run
    remarks = [] if is_shown else list(plain.remarks(plan))
    for line in remarks[:MOST_REMARKS]:
        session.tell(line)
    if len(remarks) > MOST_REMARKS:
        session.tell(f"--dry-run shows {len(remarks) - MOST_REMARKS} more remarks.")
    session.tell(_summary(plan, added, dry_run=dry_run))
    if plan.unreadable:
        shown = () if is_shown else plan.unreadable[:MOST_UNREADABLE]
        for row in shown:
            session.tell_error(f"{row.place}: {row.reason}")
        number = f"{len(plan.unreadable)} of {with_noun(plan.rows, 'row')}"
        hint = "--dry-run shows all." if 0 < len(shown) < len(plan.unreadable) else ""
        raise UnreadableError(f"{number} cannot be read", hint=hint)


def _summary(plan: "ImportPlan", added: int, *, dry_run: bool) -> str:
    done = f"{'Would keep' if dry_run else 'Kept'} {with_noun(len(plan.new) if dry_run else added, 'clip')}"
    in_archive = plan.duplicates - plan.repeated
    rest = ((in_archive, "there already"), (plan.repeated, "came twice"), (plan.skipped.total(), "skipped"))
    others = ", ".join(f"{number} {what}" for number, what in rest if number)
    away = "it" if added == 1 else "them"
    return f"{done}{others and f'; {others}'}.{f' `clipper undo` takes {away} away.' if added else ''}"
