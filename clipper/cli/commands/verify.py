"""`clipper verify`: hold the quotations of a draft against the archive."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.analysis.quotation.quotation import LEAST_WORDS
from clipper.cli.options import Json, Where, current_session
from clipper.errors import DisagreementError
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.quotation.verdict import Verdict
    from clipper.cli.session import Session


def verify(
    ctx: typer.Context,
    drafts: Annotated[
        list[str],
        typer.Argument(metavar="DRAFT...", help="Files: text, Markdown, HTML, DOCX, ODT, RTF or PDF; - reads stdin."),
    ],
    where: Where = None,
    least: Annotated[
        int, typer.Option("--least", metavar="N", min=1, help="Ignore quotations of fewer words, such as titles.")
    ] = LEAST_WORDS,
    json: Json = False,
) -> None:
    """Hold every quotation of a draft against the archive.

    `clipper verify speech.docx`, `clipper verify article.html --where source:Reuters`

    Each quotation is exact, exact with omissions or additions in brackets, altered, pieced together from several
    places, or absent. Case, punctuation and line breaks do not count. Unless all are exact, the exit status is 1.
    """
    from clipper.intake.manuscript import read_manuscript
    from clipper.library.verify_draft import verify_draft

    session = current_session(ctx)
    library = session.library
    node = library.parse_query(where) if where is not None else None
    manuscripts = [(draft, read_manuscript(draft, session.system.cwd)) for draft in drafts]
    verdicts = [
        (f"{'-' if draft == '-' else safe(draft)}:{verdict.quotation.line}", verdict)
        for draft, paragraphs in manuscripts
        for verdict in verify_draft(library, paragraphs, least, node)
    ]
    _show(session, verdicts, json=json)
    _conclude(session, [verdict for _, verdict in verdicts])


def _show(session: "Session", verdicts: "list[tuple[str, Verdict]]", *, json: bool) -> None:
    from clipper.output.plain import verdicts as plain

    if json or not session.on_terminal:
        session.write(plain.json(verdicts) if json else plain.tsv(verdicts))
    elif verdicts:
        from clipper.output.terminal.verdicts import render

        stored = (clip for _, verdict in verdicts for clip in verdict.clips)
        unique = session.library.unique_lengths(stored)
        session.draw(lambda width: render(verdicts, unique_lengths=unique, width=width))


def _conclude(session: "Session", verdicts: "list[Verdict]") -> None:
    """Count the verdicts; raise DisagreementError unless all quotations agree."""
    from clipper.output.plain.verdicts import CAVEAT, summary

    if not verdicts:
        session.tell("No quotation was found: words in quotation marks, or a block quote.")
    elif all(verdict.agrees for verdict in verdicts):
        session.tell(f"{summary(verdicts)}. {CAVEAT}")
    else:
        raise DisagreementError(summary(verdicts), hint=CAVEAT)
