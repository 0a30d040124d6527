"""`clipper browse`: read the archive on the whole screen."""

from importlib.util import find_spec
from typing import Annotated

import typer

from clipper.cli.completers import complete_word
from clipper.cli.options import current_session
from clipper.errors import ClipperError, RefusedError, StoppedError


def browse(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUERY]...", help="The query to begin with.", autocompletion=complete_word),
    ] = None,
) -> None:
    """Read the archive on the whole screen.

    `clipper browse`, `clipper browse tag:world`

    `clipper tag $(clipper browse) ports`

    The list follows each key of a query, and `?` shows all keys. The handles of the clips that you select are printed
    when you leave.
    """
    session = current_session(ctx)
    _ = session.library  # which must exist
    if find_spec("textual") is None:
        from clipper.system.extras import install_command

        raise ClipperError("the reader needs textual", hint=f"`{install_command('tui')}` installs it.")
    if not session.can_ask:
        raise RefusedError("the reader needs a terminal", hint="`clipper list` writes for a pipe.")
    from clipper.browse.app import Browse
    from clipper.query.arguments import join_arguments
    from clipper.system import keyboard

    words = join_arguments(word.strip() for word in query or ())
    app = Browse(session.open_again, words, plain=session.appearance.color == "never")
    with keyboard.stdout_on_terminal():
        handles = app.run()
    if handles is None:
        raise StoppedError("the reader was left")
    session.write(f"{handle}\n" for handle in handles)
