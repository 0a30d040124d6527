"""`clipper add`: clippings come in."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipper import disk
from clipper.errors import ClipperError, NotFoundError, RefusedError, UnreadableError, UsageError
from clipper.options import DryRun, Force, Quiet, complete_source, complete_tag, session
from clipper.session import Session
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.capture.intake import Candidate

MEGABYTE = 1_000_000


def add(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Text or Markdown; - or nothing is standard input, else the editor."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    source: Annotated[str | None, typer.Option(help="The outlet.", autocompletion=complete_source)] = None,
    date: Annotated[str | None, typer.Option(help="The day of publication: 2025-05-19, 2025-05, 19 May 2025.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="An author; may be given again.")] = None,
    url: Annotated[str | None, typer.Option(help="The address of the piece.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="A tag; may be given again.", autocompletion=complete_tag)
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Look over each clip in the editor first.")] = False,
    encoding: Annotated[str | None, typer.Option(help="The encoding of the text, where it is not UTF-8.")] = None,
    max_size: Annotated[int, typer.Option(metavar="MB", min=1, help="Refuse what is larger.")] = 10,
    no_rules: Annotated[bool, typer.Option("--no-rules", help="Leave the rules of the settings aside.")] = False,
    force: Force = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
) -> None:
    """Keep clippings: a text, a Markdown file, or a pasted piece that begins `date 2000-05-19 [Source: Reuters]`.

    What the text says of itself is understood; what the options say wins. Several pieces in one file, each begun by
    such a line, become several clips. The `[rules]` in the settings add their tags.
    """
    from clipper.capture import intake
    from clipper.rules import Clerk, of, told

    at = session(ctx)
    clerk = Clerk([] if no_rules else of(at.config, at.outside.today()))
    given = intake.Given(title, source, date, author or (), url, tag or ())
    now = at.outside.now().isoformat()
    writes = not files and sys.stdin.isatty()
    found: list[Candidate] = []
    for name, raw in () if writes else _texts(at, files or ["-"], max_size * MEGABYTE):
        try:
            read, said = intake.read(raw, given, clipped=now, encoding=encoding)
        except ClipperError as error:
            raise _of(error, name) from error
        if said == "cp1252" and not encoding and not quiet:
            at.tell(f"{name} is not UTF-8; it was read as Windows-1252 (cp1252).")
        found += read
    with _copies(at) as copies:
        if writes or edit:
            drafts = [one.raw for one in found] if found else [intake.template(given)]
            found = list(_edited(at, drafts, now, copies, new=writes))
        if not found:
            raise RefusedError("there is nothing to keep")

        library = at.library_for_adding(dry_run=dry_run)
        incoming = [(one.clip, one.raw) for one in found]
        kept, refused = library.add(incoming, clerk.label, force=force, dry_run=dry_run)

        at.show(kept)
        if not quiet:
            for line in told(clerk.done):
                at.tell(line)
            undated = [one for one in kept if not one.clip.date]
            for one in undated[:3]:
                at.tell(f"{one.handle} has no date: `clipper edit {one.handle} --set date=2025-05-19` sets it.")
        at.fail(refused, of=len(found))


def _texts(at: Session, names: list[str], most: int) -> Iterator[tuple[str, bytes]]:
    """Yield each input with the name under which errors speak of it; all are read before anything is kept."""
    for name in names:
        if name == "-":
            raw = sys.stdin.buffer.read(most + 1)
            called = "standard input"
        elif name.lower().startswith(("http://", "https://")):
            hint = "Paste its text, and give the address with --url."
            raise UsageError(f"{safe(name)} is an address, and clipper does not fetch pages", hint=hint)
        else:
            called = safe(name)
            if not name:
                raise UsageError("the name of a file is empty")
            raw = _file(at.outside.here / disk.expanded(name), called, most)
        if len(raw) > most:
            raise RefusedError(f"{called} is larger than {most // MEGABYTE} MB", hint="--max-size allows more.")
        yield called, raw


def _file(path: Path, called: str, most: int) -> bytes:
    with disk.said_of(f"{called} cannot be read"):
        if path.is_dir():
            raise UsageError(f"{called} is a folder")
        if not path.exists():
            raise NotFoundError(f"there is no file {called}")
        if not path.is_file():
            raise UsageError(f"{called} is no regular file", hint="`clipper add -` reads standard input.")
    with disk.said_of(f"{called} cannot be read"), path.open("rb") as file:
        return file.read(most + 1)


def _edited(at: Session, drafts: list[bytes], now: str, copies: list[Path], *, new: bool) -> "Iterator[Candidate]":
    from clipper.capture import intake

    for draft in drafts:
        raw, copy = at.outside.edit(draft, at.config.editor)
        if not raw.strip() or (new and raw == draft):
            at.outside.discard(copy)
            continue
        copies.append(copy)
        try:
            yield from intake.edited(raw, now)
        except ClipperError as error:
            raise _of(error, safe(str(copy))) from error


@contextlib.contextmanager
def _copies(at: Session) -> Iterator[list[Path]]:
    """Yield a list for the copies that were edited: they are removed once all is kept, else the error says where."""
    copies: list[Path] = []
    try:
        yield copies
    except ClipperError as error:
        left = " and ".join(where for copy in copies if (where := safe(str(copy))) not in str(error))
        raise error.adding(f"what you wrote is in {left}") if left else error from error
    for copy in copies:
        at.outside.discard(copy)


def _of(error: ClipperError, name: str) -> ClipperError:
    return error.of(name) if isinstance(error, UnreadableError) else error.within(name)
