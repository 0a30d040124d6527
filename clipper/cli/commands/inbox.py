"""`clipper inbox`: keep what a browser saves into a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.completers import complete_tag
from clipper.cli.options import DryRun, Evidence, MaxSize, NoRules, Quiet, current_session
from clipper.errors import NotFoundError, UsageError
from clipper.system import files
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.errors import ClipperError

Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag", "-t", metavar="TAG", help="A tag for every clip; can be repeated.", autocompletion=complete_tag
    ),
]


def inbox(
    ctx: typer.Context,
    *,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder into which your browser saves.")],
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Look again after this time, as 30s or 5m.")
    ] = None,
    tag: Tags = None,
    keep_html: Annotated[
        bool, typer.Option("--keep-html", help="Keep the pages themselves beside their clips, compressed.")
    ] = False,
    evidence: Evidence = False,
    no_rules: NoRules = False,
    max_size: MaxSize = 10,
    dry_run: DryRun = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Keep the files in a folder, and move those that were kept aside.

    `clipper inbox ~/Downloads/clips --every 30s`

    It takes what `clipper add FILE` takes: pages as a browser or SingleFile saves them, PDFs, documents, texts. Files
    that became clips go into `kept/` in the folder; `not-kept.txt` there says why the others did not.
    """
    from clipper.cli.inbox_rounds import InboxRounds
    from clipper.intake.inbox import Inbox, check_apart
    from clipper.model.intervals import parse_interval

    session = current_session(ctx)
    pause = parse_interval(every) if every is not None else 0
    path = session.system.cwd / files.expand_home(str(folder))
    if path.is_file():
        raise UsageError(
            f"{safe(str(path))} is a file", hint="Name the folder that it is in; `clipper add` takes a single file."
        )
    if not path.is_dir():
        raise NotFoundError(f"there is no folder {safe(str(path))}")
    check_apart(path, session.archive_location[0])
    opened = Inbox(path)
    rounds = InboxRounds(
        session, opened, tags=tag or (), keep_html=keep_html, evidence=evidence, rules=not no_rules, max_size=max_size
    )
    with opened.locked():
        if not pause:
            failed: list[ClipperError] = rounds.run(dry_run=dry_run)
            session.raise_if_any(failed, total=1)  # how many were kept is told already
            if not rounds.count:
                session.tell("There is nothing in the inbox to keep.")
        while pause:
            rounds.run_and_tell(dry_run=dry_run)
            session.system.wait(pause)
