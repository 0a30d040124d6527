"""`clipper watch list`: show the watched feeds."""

import typer

from clipper.cli.options import Json, current_session


def watch_list(ctx: typer.Context, json: Json = False) -> None:
    """Show the watched feeds: when each answered last, what was new, since when it fails.

    `clipper watch list`
    """
    from clipper.library.feeds import watched

    session = current_session(ctx)
    feeds = watched(session.library)
    now = session.system.now()

    if json or not session.on_terminal:
        from clipper.output.plain import feeds as plain

        session.write(plain.json(feeds, now.tzinfo) if json else plain.tsv(feeds, now.tzinfo))
    elif feeds:
        from clipper.output.terminal.feeds import render

        session.draw(lambda width: render(feeds, now=now, width=width))
    else:
        session.tell("No feed is watched yet: `clipper watch add ADDRESS` adds one.")
