"""`clipper show`: one clip, typeset."""

from dataclasses import replace
from typing import Annotated

import typer

from clipper.errors import UnreadableError
from clipper.options import Clips, Json, session


def show(
    ctx: typer.Context,
    clips: Clips,
    raw: Annotated[
        bool, typer.Option("--raw", help="Print the file as it stands, made safe for the terminal.")
    ] = False,
    json: Json = False,
) -> None:
    """Show clips, each typeset as a page; a long one goes through the pager."""
    at = session(ctx)
    library = at.library
    unreadable: list[UnreadableError] = []
    for kept in library.find_all(clips):
        if raw:
            from clipper.text import safe_lines

            at.write([safe_lines(library.archive.read(kept.path).decode("utf-8", "replace"))])
            continue
        try:
            whole = replace(kept, clip=library.whole(kept))
        except UnreadableError as error:
            unreadable.append(error)
            continue
        if json:
            from clipper.views import lines

            at.write([lines.article_json(whole)])
        else:
            from clipper.views.article import article

            at.draw(lambda width, whole=whole: article(whole, width=width), page=True)  # type: ignore[misc]
    at.fail(unreadable, of=len(clips))
