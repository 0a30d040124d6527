"""`clipper duplicates`: find stories that were kept more than once."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_tag
from clipper.cli.options import ChangeOptions, Json, QueryOptions, current_session, limit_option
from clipper.errors import ClipperError, UsageError
from clipper.model.clip import StoredClip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clipper.analysis.duplicates import Story
    from clipper.cli.session import Session

SHOWN = 20
"""The number of stories that a terminal shows without `--limit`."""


Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        rich_help_panel="Query",
        help="Only one kind: exact (same text), address, or near (similar text).",
    ),
]
Diff = Annotated[
    bool,
    typer.Option("--diff", help="Show the differences from the earliest clip, word by word.", rich_help_panel="Output"),
]
Mark = Annotated[
    str | None,
    typer.Option(
        "--mark",
        metavar="TAG",
        help="Add a tag to all clips of a story but the earliest.",
        autocompletion=complete_tag,
    ),
]


def duplicates(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    kind: Kind = "",
    diff: Diff = False,
    mark: Mark = None,
    limit: Annotated[int | None, limit_option("Take at most N stories; 0 is all. A terminal shows 20.")] = None,
    json: Json = False,
    options: ChangeOptions,
) -> None:
    """Find stories that are in the archive more than once.

    `clipper duplicates --diff`, `clipper duplicates --mark reprint`

    No clip is removed, and only `--mark` changes clips.
    """
    from clipper.analysis import duplicates as story_finder
    from clipper.model.fields import validate_tag

    _check_options(mark, options, diff=diff, json=json)
    tag_of_pickups = validate_tag(mark) if mark is not None else ""
    session = current_session(ctx)
    library = session.library
    node = query.node(library)
    stories = story_finder.find(library.index, node, kind, limit or 0, library.config.sources)

    if mark is not None:
        _mark(session, story_finder.pickups(stories), tag_of_pickups, options)
        return
    shown = stories[: SHOWN if session.on_terminal and not json and limit is None else None]
    failed: list[ClipperError] = []
    shown_stories = story_finder.with_differences(shown, partial(_body, session, failed)) if diff else shown
    if stories or json or not session.on_terminal:
        _show(session, shown_stories, len(stories), diff=diff, json=json)
    else:
        session.tell("No story was kept twice.")
    session.report_skipped()
    session.raise_if_any(failed, total=sum(len(story.members) for story in shown))


def _check_options(mark: str | None, options: ChangeOptions, *, diff: bool, json: bool) -> None:
    """Raise UsageError for options that make no sense together."""
    if mark is None and (options.dry_run or options.yes):
        option = "--dry-run" if options.dry_run else "--yes"
        raise UsageError(f"{option} goes with --mark; alone, duplicates changes nothing")
    if mark is not None and (diff or json):
        raise UsageError(f"--mark goes without {'--diff' if diff else '--json'}")


def _mark(session: "Session", pickups: "Sequence[StoredClip]", tag: str, options: ChangeOptions) -> None:
    from clipper.library import retag

    confirm.change(session, retag.change_tags(pickups, add=[tag]), options)


def _show(session: "Session", stories: "Iterable[Story]", total: int, *, diff: bool, json: bool) -> None:
    if json or not session.on_terminal:
        from clipper.output.plain import duplicates as plain

        session.write(plain.json(stories, with_changes=diff) if json else plain.tsv(stories))
    else:
        from clipper.output.terminal.duplicates import render

        stories = [*stories]
        unique = session.library.unique_lengths(member.stored for story in stories for member in story.members)
        session.draw(lambda width: render(stories, unique_lengths=unique, total=total, width=width))


def _body(session: "Session", failed: list[ClipperError], stored: StoredClip) -> str | None:
    """Return the text of a clip; None if it cannot be read any more, with the error added to `failed`."""
    try:
        return session.library.read(stored).body
    except ClipperError as error:
        failed.append(error)
        return None
