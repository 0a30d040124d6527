"""`clipper watch import`: watch the feeds of a feed reader."""

from typing import Annotated

import typer

from clipper.cli.options import Quiet, current_session
from clipper.text import safe, with_noun


def watch_import(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The OPML of a feed reader; - is stdin.")],
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Watch all feeds that another program lists as OPML; their folders become tags.

    `clipper watch import feeds.opml`
    """
    from clipper.errors import ClipperError, RefusedError
    from clipper.intake.feeds import opml
    from clipper.intake.feeds.read import require_libraries
    from clipper.intake.inputs import read_file_or_stdin, with_input_name
    from clipper.library import feeds

    session = current_session(ctx)
    require_libraries()
    shown, raw = read_file_or_stdin(file, session.system.cwd, opml.MAX_SIZE)
    if len(raw) > opml.MAX_SIZE:
        raise RefusedError(f"{shown} is larger than {opml.MAX_SIZE // 1_000_000} MB")
    try:
        outlines = opml.read(raw)
    except ClipperError as error:
        raise with_input_name(error, shown) from error
    report = feeds.take_over(session.library_for_adding(dry_run=False), outlines)

    session.write(f"{safe(name)}\n" for name in report.added)
    told = f", {report.known} {'was' if report.known == 1 else 'were'} watched already" if report.known else ""
    asks = f" `clipper watch` asks {'it' if len(report.added) == 1 else 'them'}." if report.added else ""
    session.tell(f"{with_noun(len(report.added), 'feed')} added{told}.{asks}")
    session.raise_if_any([error.with_prefix(shown) for error in report.errors], total=1)
