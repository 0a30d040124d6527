"""`clipper search`: show the saved searches."""

from typing import Annotated

import typer

from clipper.cli.commands import SECOND
from clipper.cli.completers import complete_second
from clipper.cli.options import Json, current_session
from clipper.errors import UsageError
from clipper.model.spelling import nearest
from clipper.text import safe


def search(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[save|remove]", hidden=True, autocompletion=complete_second)
    ] = None,
    json: Json = False,
) -> None:
    """Show the saved searches, with numbers of clips.

    `clipper search`, `clipper search save ukraine tag:world/ukraine`

    In any query `@name` stands for a saved search: `clipper list @ukraine since:2025`

    `clipper search save NAME QUERY` saves one in the archive's `.clipper.toml`; `clipper search remove NAME` removes
    it.
    """
    if words:
        near = nearest(words[0], SECOND["search"])
        hint = f"`clipper list {safe(' '.join(words))}` looks for clips."
        raise UsageError(
            f"search shows the saved searches; did you mean clipper search {near}?"
            if near
            else "search shows the saved searches; its other forms are search save and search remove",
            hint=hint,
        )
    from clipper.library.searches import SavedSearch, count_matches

    session = current_session(ctx)
    searches: list[SavedSearch] = [*count_matches(session.config.searches, session.library)]

    if json or not session.on_terminal:
        from clipper.output.plain import searches as plain

        session.write(plain.json(searches) if json else plain.tsv(searches))
    elif searches:
        from clipper.output.terminal.searches import render

        session.draw(lambda width: render(searches, width=width))
    else:
        session.tell("No search is saved. `clipper search save NAME QUERY` keeps one, `clipper list @NAME` asks it.")
    session.report_skipped()
    session.raise_if_any([search.error for search in searches if search.error], total=1)
