"""`clipper watch export`: write the watched feeds as OPML."""

import typer

from clipper.cli.options import current_session


def watch_export(ctx: typer.Context) -> None:
    """Write the watched feeds as OPML, which every feed reader takes over.

    `clipper watch export > feeds.opml`
    """
    from clipper.intake.feeds.opml import Outline, write
    from clipper.library.feeds import watched

    session = current_session(ctx)
    feeds = watched(session.library)
    outlines = [
        Outline(setting.url, name, setting.tags, setting.query, setting.full)
        for name, setting in ((feed.name, feed.setting) for feed in feeds)
    ]
    session.write([write(outlines, "Feeds watched by clipper")])
