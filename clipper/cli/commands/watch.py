"""`clipper watch`: ask feeds for news, and keep what matches."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from clipper.cli.commands import SECOND
from clipper.cli.completers import complete_feed
from clipper.cli.options import DryRun, FetchOptions, NoRules, Quiet, current_session
from clipper.config.feeds import FeedSetting
from clipper.errors import NotFoundError


def watch(
    ctx: typer.Context,
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", help="Feeds to ask now; without one, all that are due.", autocompletion=complete_feed
        ),
    ] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Ask again after this time, as 30m or 2h.")
    ] = None,
    fetching: FetchOptions,
    no_rules: NoRules = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Ask the watched feeds, and keep new entries that match.

    `clipper watch`, `clipper watch --every 30m`

    `clipper watch add ADDRESS` adds a feed, `clipper watch list` shows all. What came once does not come again.
    """
    from clipper.cli.watch_rounds import WatchRounds
    from clipper.model.intervals import parse_interval

    session = current_session(ctx)
    pause = parse_interval(every) if every is not None else 0
    _check_names(names or (), session.config.feeds)
    if not session.config.feeds:
        session.tell("No feed is watched yet: `clipper watch add ADDRESS` adds one.")
        return
    rounds = WatchRounds(session, fetching.limits(), names or (), rules=not no_rules, dry_run=dry_run)
    if not pause:
        report = rounds.run()
        session.raise_if_any(report.errors, total=1)
    while pause:
        rounds.run_and_tell()
        session.system.wait(pause)


def _check_names(names: Sequence[str], feeds: Mapping[str, FeedSetting]) -> None:
    """Raise NotFoundError for a name that no feed has; perhaps it was to be the second word of the command."""
    from clipper.library.feeds import named
    from clipper.model.spelling import nearest

    try:
        named(feeds, names)
    except NotFoundError as error:
        if near := nearest(names[0], SECOND["watch"]):
            error.hint = f"Did you mean `clipper watch {near}`?"
        raise
