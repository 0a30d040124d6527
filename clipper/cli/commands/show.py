"""`clipper show`: show clips as pages."""

from dataclasses import replace
from functools import partial
from typing import Annotated

import typer

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
    called = library.find_all(clips)
    around = neighbours or (neighbours is None and session.on_terminal and not json and len(called) == 1)
    for kept in called:
        if raw:
            from clipper.text import safe_lines

            session.write([safe_lines(library.archive.read(kept.path).decode("utf-8", "replace"))])
            continue
        try:
            whole = replace(kept, clip=library.read(kept))
        except UnreadableError as error:
            unreadable.append(error)
            continue
        found = library.index.neighbours(whole) if around else None
        if json:
            from clipper.output.plain import article as plain

            session.write([plain.json(whole, found)])
        else:
            from clipper.output.terminal.article import render

            unique = library.unique_lengths(found.all) if found else {}
            shown = partial(render, whole, neighbours=found, unique_lengths=unique)
            session.draw(lambda width, shown=shown: shown(width=width), page=True)  # type: ignore[misc]
    session.fail(unreadable, of=len(clips))
