"""`clipper browser`: which browsers can clip with one click."""

import typer

from clipper.cli.options import current_session
from clipper.errors import RefusedError
from clipper.text import safe


def browser(ctx: typer.Context) -> None:
    """Show which browsers can clip with one click, and into which archive.

    `clipper browser install` tells the browsers here of clipper, and `clipper browser extension FOLDER` gives you the
    extension to load into one. `clipper browser uninstall` takes back what install did.
    """
    from clipper.system import browser_host
    from clipper.system.browsers import BROWSERS

    session = current_session(ctx)
    entries = browser_host.registrations(session.system)
    for entry in entries:
        state = entry.flaw or "ready"
        session.write([f"{BROWSERS[entry.browser].title}\t{state}\t{safe(str(entry.file))}\n"])
    if not entries:
        session.tell("No browser knows of clipper yet: `clipper browser install` tells those that are here.")
        return
    session.tell(f"Pages are clipped into {safe(browser_host.launched_archive(session.system)) or 'no archive'}.")
    flawed = [entry for entry in entries if entry.flaw]
    if flawed:
        raise RefusedError(
            f"{BROWSERS[flawed[0].browser].title}: {flawed[0].flaw}", hint="Run `clipper browser install`."
        )
