"""`clipper sources merge`: several names of an outlet become one in every clip."""

from typing import Annotated

import typer

from clipper import bulk
from clipper.clip import Kept
from clipper.errors import NotFoundError, UsageError
from clipper.options import DryRun, Force, Quiet, Yes, complete_source, session
from clipper.text import safe


def sources_merge(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME... INTO", help="The names, then the one they become.", autocompletion=complete_source
        ),
    ],
    force: Force = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    quiet: Quiet = False,
) -> None:
    """Make several names of an outlet one in every clip: the last word is the name that stays.

    A clip is meant when its whole source is one of the names, capitals and accents aside.
    """
    from clipper import clipfile, query, text

    at = session(ctx)
    *old, into = words
    if not old or not text.words(into):
        raise UsageError("name the outlets as clips call them, then the one name that they get")
    found: dict[str, Kept] = {}
    for name in old:
        wanted = text.words(name)
        asked = query.FieldText("source", tuple(wanted), exact=True) if wanted else query.Is("unreadable")
        clips = [kept for kept in at.library.for_bulk(asked) if text.words(kept.clip.source) == wanted]
        if not clips:
            raise NotFoundError(
                f"no clip has the source “{safe(name)}”", hint="`clipper sources` shows those there are."
            )
        found |= {kept.path: kept for kept in clips if kept.clip.source != into}
    bulk.change(
        at,
        [*found.values()],
        lambda raw: clipfile.with_field(raw, "source", (into,)),
        bulk.Manner(dry_run, yes, quiet, force),
    )
