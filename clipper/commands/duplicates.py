"""`clipper duplicates`: the same story twice."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clipper import bulk
from clipper.errors import RefusedError, UsageError
from clipper.options import DryRun, Force, Json, Query, Quiet, Since, Source, Tag, Until, Yes, complete_tag, session
from clipper.session import Session
from clipper.text import count

if TYPE_CHECKING:
    from clipper.clip import Kept

SHOWN = 20
"""So many stories stand on a terminal."""


def duplicates(
    ctx: typer.Context,
    query: Query = None,
    source: Source = None,
    tag: Tag = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Only exact (the same text), address or near.")
    ] = "",
    mark: Annotated[
        str | None,
        typer.Option("--mark", metavar="TAG", help="Tag all but the earliest.", autocompletion=complete_tag),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=0, help="Take so many stories; 0 is all. A terminal shows 20."),
    ] = None,
    json: Json = False,
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Find stories that were kept more than once; nothing is removed, and only `--mark` changes a clip."""
    from clipper import duplicates as found_twice
    from clipper import tags

    if (dry_run or yes) and mark is None:
        raise UsageError(f"{'--dry-run' if dry_run else '--yes'} goes with --mark; alone, duplicates changes nothing")
    if mark is not None:
        tags.check(mark)
    at = session(ctx)
    library = at.library
    asked = library.ask(query, source=source, tag=tag, since=since, until=until)
    stories = found_twice.find(library.index, asked, kind, limit or 0, library.config.sources)

    if mark is not None:
        _mark(at, found_twice.pickups(stories), mark, force=force, dry_run=dry_run, yes=yes, quiet=quiet)
        return
    if json or not at.on_terminal:
        from clipper.views import reprints

        at.write(reprints.json(stories) if json else reprints.tsv(stories))
    elif stories:
        from clipper.views.stories import stories as drawn

        shown = stories[: SHOWN if limit is None else limit or None]
        unique = library.unique(one.kept for story in shown for one in story.members)
        at.draw(lambda width: drawn(shown, unique=unique, total=len(stories), width=width))
    elif not quiet:
        at.tell("No story was kept twice.")
    at.notice()


def _mark(at: Session, clips: "list[Kept]", tag: str, *, force: bool, dry_run: bool, yes: bool, quiet: bool) -> None:
    """Tag the clips, after asking when they are many."""
    from clipper import clipfile

    if len(clips) >= bulk.ASKS_FROM and not dry_run and not yes:
        if not at.asks:
            raise RefusedError(f"{count(len(clips), 'clip')} would be changed", hint="Add --yes.")
        if not at.confirm(f"Change {count(len(clips), 'clip')}?"):
            raise RefusedError("nothing was changed")
    with at.progress("tagging", len(clips)) as tick:
        edit = partial(clipfile.with_tags, add=[tag], remove=[])
        outcome = at.library.change([(kept, edit) for kept in clips], tick, dry_run=dry_run, force=force)
    if dry_run:
        at.show(outcome.changed)
    if not quiet:
        done = f"{'Would change' if dry_run else 'Changed'} {count(len(outcome.changed), 'clip')}"
        at.tell(f"{done}; {outcome.same} had it so already." if outcome.same else f"{done}.")
    at.warn_of_links(outcome.linked)
    at.fail(outcome.failed, of=len(clips))
