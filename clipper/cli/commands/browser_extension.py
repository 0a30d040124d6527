"""`clipper browser extension`: write the extension for browsers into a folder."""

from pathlib import Path
from typing import Annotated

import typer

from clipper.cli.options import Quiet, current_session
from clipper.system import files
from clipper.text import safe


def browser_extension(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, or that of an earlier version.")],
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Write the extension for browsers into a folder, to be loaded from there.

    `clipper browser extension ~/clipper-extension`

    After an update of clipper the same command renews it.
    """
    from clipper.system import extension_files

    session = current_session(ctx)
    path = session.system.cwd / files.expand_home(str(folder))
    renewed = extension_files.lay_down(session.system, path)
    session.write([f"{safe(str(path))}\n"])
    if renewed:
        session.tell("The extension is renewed: press its reload button in the browser.")
        return
    session.tell("Chromium, Chrome, Edge, Brave: chrome://extensions, Developer mode, Load unpacked, this folder.")
    session.tell("Firefox: about:debugging, This Firefox, Load Temporary Add-on, manifest.json in this folder.")
