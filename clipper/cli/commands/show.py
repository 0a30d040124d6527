"""`clipper show`: show clips as pages."""

from functools import partial
from typing import Annotated

import typer

from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import Clips, Json, current_session
from clipper.errors import UnreadableError


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
    json: Json = False,
) -> None:
    """Show clips as pages, a long one in the pager.

    `clipper show ceasefire-talks`, or with a handle: `clipper show shbz`
    """
    session = current_session(ctx)
    library = session.library
    unreadable: list[UnreadableError] = []
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
        around = library.index.neighbours(with_body) if with_neighbours else None
        if json:
            from clipper.output.plain import article as plain

            session.write([plain.json(with_body, around)])
        else:
            from clipper.output.terminal.article import render

            unique = library.unique_lengths(around.all) if around else {}
            draw = partial(render, with_body, neighbours=around, unique_lengths=unique)
            session.draw(lambda width, draw=draw: draw(width=width), page=True)  # type: ignore[misc]
    session.raise_if_any(unreadable, total=len(stored_clips))
