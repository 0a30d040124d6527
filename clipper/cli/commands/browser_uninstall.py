"""`clipper browser uninstall`: let browsers forget clipper."""

import typer

from clipper.cli.browser_options import NAMES, Browsers, named_or_found
from clipper.cli.options import DryRun, Quiet, current_session
from clipper.text import safe


def browser_uninstall(
    ctx: typer.Context,
    *,
    browsers: Browsers = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Remove what `browser install` wrote, so that browsers cannot start clipper any more.

    `clipper browser uninstall`, `clipper browser uninstall firefox`

    The extension in the browser stays: remove it there.
    """
    from clipper.system import browser_host

    session = current_session(ctx)
    gone = browser_host.uninstall(session.system, named_or_found(session.system, browsers or NAMES), dry_run=dry_run)
    verb = "would remove\t" if dry_run else ""
    session.write(f"{verb}{safe(str(file))}\n" for file in gone)
    if not gone:
        session.tell("No browser knows of clipper.")
