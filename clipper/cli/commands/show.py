"""`clipper show`: show clips as pages."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import Clips, Json, current_session
from clipper.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.model.clip import StoredClip


def show(
    ctx: typer.Context,
    clips: Clips,
    raw: Annotated[bool, typer.Option("--raw", help="Print the file itself, made safe for the terminal.")] = False,
    neighbours: Annotated[
        bool | None,
        typer.Option(
            "--neighbours/--no-neighbours",
            help="Show clips of the same story, with the same tags, next in time. "
            "On a terminal this is done for one clip.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="TEMPLATE", help="A template, such as '{title}\\n{text}' or '{excerpt}'."),
    ] = None,
    json: Json = False,
) -> None:
    """Show clips as pages, a long one in the pager.

    `clipper show ceasefire-talks`, or with a handle: `clipper show shbz`
    """
    session = current_session(ctx)
    library = session.library
    unreadable: list[UnreadableError] = []
    fill = _template(format_, is_alone=not (raw or json)) if format_ is not None else None
    stored_clips = library.find_all(with_those_on_stdin(clips))
    with_neighbours = neighbours or (neighbours is None and session.on_terminal and not json and len(stored_clips) == 1)
    for stored in stored_clips:
        if raw:
            from clipper.text import safe_lines

            session.write([safe_lines(library.archive.read(stored.path).decode("utf-8", "replace"))])
            continue
        try:
            with_body = stored.replace(clip=library.read(stored))
        except UnreadableError as error:
            unreadable.append(error)
            continue
        if fill:
            session.write([f"{fill(with_body)}\n"])
            continue
        around = library.index.neighbours(with_body) if with_neighbours else None
        if json:
            from clipper.output.plain import article as plain

            session.write([plain.json(with_body, around)])
        else:
            from clipper.output.terminal.article import render

            unique = library.unique_lengths(around.all) if around else {}
            draw = partial(render, with_body, neighbours=around, unique_lengths=unique)
            if session.on_terminal:
                session.draw(lambda width, draw=draw: draw(width=width), page=True)  # type: ignore[misc]
            else:
                session.draw(lambda _, draw=draw: draw(width=None), page=True)  # type: ignore[misc]
    session.raise_if_any(unreadable, total=len(stored_clips))


def _template(pattern: str, *, is_alone: bool) -> "Callable[[StoredClip], str]":
    """Return what fills in a template; raise UsageError for one that is wrong, or beside another format."""
    from clipper.output.plain import template

    if not is_alone:
        raise UsageError("--format, --json and --raw are three formats", hint="Choose one.")
    return template.parse(pattern)
