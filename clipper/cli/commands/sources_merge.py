"""`clipper sources merge`: several names of an outlet become one in every clip."""

from typing import Annotated

import typer

from clipper.cli import confirm
from clipper.cli.options import ChangeOptions, complete_source, current_session
from clipper.cli.session import Session
from clipper.errors import NotFoundError, UsageError
from clipper.model.clip import StoredClip
from clipper.store.archive import MARK
from clipper.text import safe, safe_lines


def sources_merge(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME... INTO", help="The names, then the one they become.", autocompletion=complete_source
        ),
    ],
    alias: Annotated[
        bool, typer.Option("--alias", help="Leave the clips; let `[sources]` in .clipper.toml say that they are one.")
    ] = False,
    options: ChangeOptions,
) -> None:
    """Make several names of an outlet one in every clip: the last word is the name that stays.

    A clip is meant when its whole source is one of the names, capitals and accents aside. With `--alias` no clip is
    changed: every command takes the names for one from now on, and a name may be a domain.
    """
    from clipper import clipfile, text

    session = current_session(ctx)
    *old, into = words
    if not old or not text.words(into):
        raise UsageError("name the outlets as clips call them, then the one name that they get")
    if unseen := next((name for name in words if safe(name) != name), ""):
        raise UsageError(f"the name “{safe(unseen)}” has a character that cannot be seen")
    if alias:
        _declare(session, old, into, options)
        return
    found: dict[str, StoredClip] = {}
    for name in old:
        clips = _of(session, name)
        if not clips:
            raise NotFoundError(
                f"no clip has the source “{safe(name)}”", hint="`clipper sources` shows those there are."
            )
        found |= {stored.path: stored for stored in clips if stored.clip.source != into}
    confirm.change(
        session,
        [*found.values()],
        lambda raw: clipfile.with_field(raw, "source", (into,)),
        options,
    )


def _of(session: Session, name: str) -> list[StoredClip]:
    """Return the clips whose whole source is a name."""
    from clipper import query, text

    wanted = text.words(name)
    node = query.FieldText("source", tuple(wanted), exact=True) if wanted else query.Is("unreadable")
    return [stored for stored in session.library.search_for_change(node) if text.words(stored.clip.source) == wanted]


def _declare(session: Session, old: list[str], into: str, options: ChangeOptions) -> None:
    """Let the archive's settings say that names are one outlet's."""
    from clipper.config import aliases

    library = session.library
    file = library.archive.root / MARK

    def edit(raw: bytes) -> bytes:
        return aliases.merged(raw, file, old, into, session.config.sources)

    if options.dry_run:
        session.write(safe_lines(edit(library.archive.read(MARK)).decode()).splitlines(keepends=True))
        return
    changed = library.writer.configure(edit)
    if not options.quiet:
        said = "One outlet now" if changed else "One outlet already"
        session.tell(
            f"{said}: {', '.join(map(safe, (into, *old)))}.{' `clipper undo` takes it back.' if changed else ''}"
        )
