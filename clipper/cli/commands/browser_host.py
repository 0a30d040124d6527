"""`clipper browser-host`: answer one message of the extension in a browser, which starts this for it."""

import contextlib
import sys
from typing import Annotated

import typer

from clipper.cli.options import current_session
from clipper.errors import ClipperError, UnreadableError, UsageError


def browser_host(
    ctx: typer.Context,
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARGUMENT]...", help="What the browser passes.")
    ] = None,
) -> None:
    """Answer one message of the extension in a browser.

    `clipper browser install` tells a browser to start this; there is no reason to start it by hand.
    """
    from clipper.cli import browser_requests
    from clipper.system import native_messaging
    from clipper.system.browsers import is_ours

    session = current_session(ctx)
    if not is_ours(arguments or []) or sys.stdin.isatty():
        hint = "`clipper browser install` sets that up."
        raise UsageError("a browser starts this, for the extension of clipper", hint=hint)
    out = sys.stdout.buffer
    with contextlib.redirect_stdout(sys.stderr):  # stdout is for the answer alone
        try:
            request = native_messaging.read_message(sys.stdin.buffer)
            answer = browser_requests.answer(session, request)
        except ClipperError as error:
            answer = browser_requests.refusal(error)
    try:
        native_messaging.write_message(out, answer)
    except UnreadableError as error:
        native_messaging.write_message(out, browser_requests.refusal(error))
