"""`clipper fetch`: fetch the texts of bookmarks."""

from typing import Annotated

import typer

from clipper.cli.completers import complete_word
from clipper.cli.fetch import fetch_texts
from clipper.cli.options import ChangeOptions, Evidence, Failed, FetchOptions, current_session


def fetch(
    ctx: typer.Context,
    *,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...",
            help="Words, “a phrase”, field:value, date:SPAN, -x, a OR b.",
            autocompletion=complete_word,
        ),
    ],
    limits: FetchOptions,
    evidence: Evidence = False,
    failed: Failed = None,
    options: ChangeOptions,
) -> None:
    """Fetch the texts of bookmarks that have none yet.

    `clipper fetch tag:to-fetch`

    The article is put before the text of the clip. A field with a value keeps it; the tag `to-fetch` is removed.
    """
    session = current_session(ctx)
    node = session.library.build_query(query)
    fetch_texts(session, node, limits, options, evidence=evidence, failed=failed)
