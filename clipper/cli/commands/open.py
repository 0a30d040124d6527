"""`clipper open`: open the pages of clips in the browser, or their files in a program of the system."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.cli import confirm
from clipper.cli.names import with_those_on_stdin
from clipper.cli.options import Clips, Quiet, Yes, current_session
from clipper.errors import ClipperError, RefusedError
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.model.clip import StoredClip

_MOST_UNASKED = 10
"""More windows than this are opened only if the user agrees."""


def open(
    ctx: typer.Context,
    clips: Clips,
    *,
    file: Annotated[
        bool, typer.Option("--file", help="Open the file of the clip in the program that the system has for it.")
    ] = False,
    yes: Yes = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback keeps the session quiet
) -> None:
    """Open the address of a clip in the browser.

    `clipper open shbz`

    Only an address that begins with http:// or https:// is opened.
    """
    session = current_session(ctx)
    stored_clips = session.library.find_all(with_those_on_stdin(clips))
    if len(stored_clips) > _MOST_UNASKED and not yes:
        number = with_noun(len(stored_clips), "clip")
        cannot_ask = RefusedError(f"{number} would be opened", hint="--yes opens them.")
        confirm.require_yes(session, f"Open {number}?", cannot_ask=cannot_ask, declined="nothing was opened")
    failed: list[ClipperError] = []
    for stored in stored_clips:
        try:
            shown = _open_file(session, stored) if file else _open_page(session, stored)
        except ClipperError as error:
            failed.append(error)
            continue
        session.tell(f"Opened {safe(shown)}.")
    session.raise_if_any(failed, total=len(stored_clips))


def _open_page(session: "Session", stored: "StoredClip") -> str:
    """Open the address of a clip, and return it."""
    from clipper.model import urls

    url = stored.clip.url
    if not url:
        hint = f"`clipper edit {stored.handle} --set url=ADDRESS` sets one, `clipper open --file` opens the file."
        raise RefusedError(f"{safe(stored.name)} has no address", hint=hint)
    if not urls.is_address(url) or safe(url) != url:
        hint = f"`clipper edit {stored.handle}` opens the clip."
        raise RefusedError(f"the address of {safe(stored.name)} is none of the web: {safe(url)}", hint=hint)
    _open(session, url, use_browser=True)
    return url


def _open_file(session: "Session", stored: "StoredClip") -> str:
    """Open the file of a clip, and return its path in the archive."""
    archive = session.library.archive
    archive.read(stored.path)  # it is there, and no link leads out of the archive
    _open(session, str(archive.path(stored.path)), use_browser=False)
    return stored.path


def _open(session: "Session", target: str, *, use_browser: bool) -> None:
    try:
        session.system.open(target, use_browser=use_browser)
    except ClipperError as error:
        raise error.with_prefix(safe(target)) from error
