"""`clipper init`: a new archive."""

from pathlib import Path
from typing import Annotated

import typer

from clipper import disk
from clipper.archive import MARK, Archive
from clipper.options import Quiet, session
from clipper.text import safe


def init(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="The folder; it may hold Markdown files already.")] = Path(),
    quiet: Quiet = False,
) -> None:
    """Make a folder an archive, by putting a `.clipper.toml` into it."""
    at = session(ctx)
    root = at.outside.here / disk.expanded(str(path))
    known = (root / MARK).exists()

    made = Archive.make(root)

    if not quiet:
        where = safe(str(made.root))
        at.tell(f"{where} is an archive already." if known else f"{where} is an archive now.")
