"""`clipper browser install`: let browsers start clipper for its extension."""

import typer

from clipper.cli.browser_options import Browsers, named_or_found
from clipper.cli.options import DryRun, Quiet, current_session
from clipper.text import safe


def browser_install(
    ctx: typer.Context,
    *,
    browsers: Browsers = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Let browsers start clipper for its extension, which then keeps a page with one click.

    `clipper browser install`, `clipper browser install firefox`

    Pages go into the archive that is in use now; `--archive PATH` before the verb names another. No program runs in
    the background, and no port is opened.
    """
    from clipper.system import browser_host
    from clipper.system.browsers import BROWSERS

    session = current_session(ctx)
    names = named_or_found(session.system, browsers)
    root = session.library.archive.root
    content = browser_host.files_to_write(session.system, names, root)
    if dry_run:
        session.write(f"would write\t{safe(str(file))}\n" for file in content)
        return
    browser_host.install(session.system, content)
    session.write(f"{safe(str(file))}\n" for file in content)
    titles = ", ".join(BROWSERS[name].title for name in names)
    session.tell(f"Now known to {titles}; pages are clipped into {safe(str(root))}.")
    session.tell("`clipper browser extension FOLDER` writes the extension to load, and says how.")
