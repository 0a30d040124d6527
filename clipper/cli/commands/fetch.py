"""`clipper fetch`: fetch the texts of bookmarks."""

from typing import Annotated

import typer

from clipper.cli.fetch import fetch_texts
from clipper.cli.options import ChangeOptions, Evidence, Failed, FetchOptions, complete_word, current_session


def fetch(
    ctx: typer.Context,
    *,
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", help="Words, field:value, date:SPAN, -x, OR.", autocompletion=complete_word),
    ],
    limits: FetchOptions,
    evidence: Evidence = False,
    failed: Failed = None,
    options: ChangeOptions,
) -> None:
    """Fetch the pages of bookmarks that match and have no text yet: `clipper fetch tag:to-fetch`.

    The article is put before what the clip holds. A field that has a value keeps it, and the tag `to-fetch` goes.
    """
    session = current_session(ctx)
    node = session.library.build_query(query)
    fetch_texts(session, node, limits, options, evidence=evidence, failed=failed)
