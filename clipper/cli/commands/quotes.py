"""`clipper quotes`: list the quotes that are kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.completers import complete_one_of
from clipper.cli.options import Json, QueryOptions, choice, current_session
from clipper.errors import UsageError
from clipper.text import with_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clipper.cli.session import Session
    from clipper.library.quotes import KeptQuote

_FORMATS = ("markdown", "csv", "annotations")


def quotes(
    ctx: typer.Context,
    *,
    query: QueryOptions,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Only what this person said.", show_default=False)
    ] = "",
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="markdown, csv, or annotations: Web Annotations of the W3C in JSON-LD.",
            autocompletion=complete_one_of(*_FORMATS),
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show the quotes that are kept, by person.

    `clipper quotes tag:ports --by "Jane Doe"`

    `clipper quote` keeps them, and `clipper check` reports those whose words are no longer in the text.
    """
    from clipper.library.quotes import find_quotes

    if to is not None:
        choice("format", to, _FORMATS)
    if json and to:
        raise UsageError("--json and --to are two formats", hint="Choose one.")
    session = current_session(ctx)
    node = query.node(session.library)
    found = find_quotes(session.library, node, by)
    if to:
        session.write(_written(session, found, to))
    elif json or not session.on_terminal:
        from clipper.output.plain import quotes as plain

        session.write(plain.json(found) if json else plain.tsv(found))
    elif found:
        from clipper.output.terminal.quotes import render

        unique = session.library.unique_lengths(kept.stored for kept in found)
        session.draw(lambda width: render(found, unique_lengths=unique, width=width))
    if not found and (to or session.on_terminal):
        session.tell("No quote is kept in these clips: `clipper quote CLIP WORDS` keeps one.")
    session.report_skipped()


def _written(session: "Session", found: "Sequence[KeptQuote]", to: str) -> "Iterator[str]":
    """Return the quotes in a format for other programs and for people."""
    if to == "markdown":
        from clipper.output.markup import quotes as markdown

        return markdown.write(found)
    if to == "csv":
        from clipper.output.plain import quotes as plain

        return plain.csv(found)
    from clipper.library.quotes import locate
    from clipper.output.plain import annotations

    located = [*locate(session.library, found)]
    if lost := len(found) - len(located):
        are = "is" if lost == 1 else "are"
        session.tell(f"{with_noun(lost, 'quote')} {are} left out, no longer in the text: `clipper check` names them.")
    return annotations.write(located)
