"""`clipper init`: make a new archive."""

from pathlib import Path
from typing import Annotated

import typer

from clipper.cli.options import Quiet, current_session
from clipper.store.archive import SETTINGS_NAME, Archive
from clipper.system import files
from clipper.text import safe


def init(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="The folder; it may contain Markdown files already.")] = Path(),
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Make a folder an archive: write a `.clipper.toml` into it.

    `clipper init ~/clips`
    """
    session = current_session(ctx)
    root = session.system.cwd / files.expand_home(str(path))
    exists = (root / SETTINGS_NAME).exists()

    made = Archive.create(root)

    where = safe(str(made.root))
    session.tell(f"{where} is an archive already." if exists else f"{where} is an archive now.")
