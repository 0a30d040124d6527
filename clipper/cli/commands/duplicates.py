"""`clipper duplicates`: the same story twice."""

from functools import partial
from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, Json, QueryOptions, complete_tag, current_session
from clipper.cli.session import Session
from clipper.errors import ClipperError, UsageError
from clipper.model.clip import StoredClip

SHOWN = 20
"""So many stories stand on a terminal."""


def duplicates(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Only exact (the same text), address or near.")
    ] = "",
    diff: Annotated[bool, typer.Option("--diff", help="Show what differs from the earliest, word by word.")] = False,
    mark: Annotated[
        str | None,
        typer.Option("--mark", metavar="TAG", help="Tag all but the earliest.", autocompletion=complete_tag),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=0, help="Take so many stories; 0 is all. A terminal shows 20."),
    ] = None,
    json: Json = False,
    options: ChangeOptions,
) -> None:
    """Find stories that were kept more than once; nothing is removed, and only `--mark` changes a clip."""
    from clipper.analysis import duplicates as found_twice
    from clipper.model.fields import checked_tag

    if mark is None and (options.dry_run or options.yes):
        raise UsageError(
            f"{'--dry-run' if options.dry_run else '--yes'} goes with --mark; alone, duplicates changes nothing"
        )
    if mark is not None and (diff or json):
        raise UsageError(f"--mark goes without {'--diff' if diff else '--json'}")
    tag_of_pickups = checked_tag(mark) if mark is not None else ""
    session = current_session(ctx)
    library = session.library
    node = query.node(library)
    stories = found_twice.find(library.index, node, kind, limit or 0, library.config.sources)

    if mark is not None:
        from clipper import clipfile
        from clipper.library.plan import Plan

        edit = partial(clipfile.with_tags, add=[tag_of_pickups], remove=[])
        confirm.carry_out(session, Plan.of_one_edit(found_twice.pickups(stories), edit), options)
        return
    failed: list[ClipperError] = []
    drawn = session.on_terminal and not json
    shown = stories[: SHOWN if drawn and limit is None else None]
    told = found_twice.compared(shown, partial(_body, session, failed)) if diff else shown

    if not drawn:
        from clipper.output.plain import duplicates as plain

        session.write(plain.json(told, with_changes=diff) if json else plain.tsv(told))
    elif stories:
        from clipper.output.terminal.duplicates import render

        told = [*told]
        unique = library.unique_lengths(one.stored for story in told for one in story.members)
        session.draw(lambda width: render(told, unique=unique, total=len(stories), width=width), page=diff)
    elif not options.quiet:
        session.tell("No story was kept twice.")
    session.notice()
    session.fail(failed, of=sum(len(story.members) for story in shown))


def _body(session: Session, failed: list[ClipperError], stored: StoredClip) -> str | None:
    """Return the text of a clip; where it can no longer be read, remember why."""
    try:
        return session.library.read(stored).body
    except ClipperError as error:
        failed.append(error)
        return None
