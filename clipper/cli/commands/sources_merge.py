"""`clipper sources merge`: make several names of an outlet one."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.completers import complete_source
from clipper.cli.options import ChangeOptions, current_session
from clipper.store.archive import SETTINGS_NAME
from clipper.text import safe, safe_lines

if TYPE_CHECKING:
    from clipper.cli.session import Session


def sources_merge(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME... INTO", help="The names, then the one that they become.", autocompletion=complete_source
        ),
    ],
    alias: Annotated[
        bool, typer.Option("--alias", help="Do not change clips; write the names into `[sources]` of .clipper.toml.")
    ] = False,
    options: ChangeOptions,
) -> None:
    """Make several names of an outlet one in every clip.

    `clipper sources merge BBC "BBC Online" "BBC News"`: the last name stays.

    Case and accents do not matter. With `--alias` no clip is changed: all commands treat the names as one outlet from
    now on, and a name may be a domain.
    """
    from clipper.library import merge_outlets

    session = current_session(ctx)
    *old, into = words
    merge_outlets.check_names(old, into)
    if alias:
        _declare(session, old, into, options)
    else:
        confirm.change(session, merge_outlets.merge(session.library, old, into), options)


def _declare(session: "Session", old: list[str], into: str, options: ChangeOptions) -> None:
    """Write the names into the archive's settings as those of one outlet."""
    from clipper.library import merge_outlets

    library = session.library
    if options.dry_run:
        edit = merge_outlets.alias_edit(library, old, into)
        session.write(safe_lines(edit(library.archive.read(SETTINGS_NAME)).decode()).splitlines(keepends=True))
        return
    changed = merge_outlets.declare_aliases(library, old, into)
    result = "One outlet now" if changed else "One outlet already"
    names = ", ".join(map(safe, (into, *old)))
    session.tell(f"{result}: {names}.{' `clipper undo` takes it back.' if changed else ''}")
