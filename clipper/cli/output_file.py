"""Where a command writes what another program or person gets: a new file, stdout, or a terminal, made safe."""

import contextlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from clipper.cli.session import Session


def open_output(
    session: "Session", stack: contextlib.ExitStack, output: str | None, *, force: bool, binary: tuple[str, str] | None
) -> "BinaryIO":
    """Open the file that `output` names; without one, or for `-`, stdout, where a terminal shows what is safe.

    `binary` is the name of a format that is no text, and its suffix; a terminal does not get it.
    """
    if output not in {None, "-"}:
        from clipper.system import files
        from clipper.system.new_file import new_file

        check_no_clip(session, output or "")
        return stack.enter_context(new_file(session.system.cwd / files.expand_home(output or ""), force=force))
    if not session.on_terminal:
        return stack.enter_context(session.binary_output())
    if binary:
        from clipper.errors import UsageError

        label, suffix = binary
        raise UsageError(f"{label} is not for a terminal", hint=f"`-o clips{suffix}` writes a file.")
    from clipper.cli.text_output import TextOutput

    return stack.enter_context(TextOutput(session.write))  # type: ignore[return-value]


def check_no_clip(session: "Session", output: str, *, is_folder: bool = False) -> None:
    """Raise RefusedError for a file in the archive that would be read as a clip, and for a folder of such files."""
    from clipper.index.scan import is_clip_name
    from clipper.system import files

    path = (session.system.cwd / files.expand_home(output)).resolve()
    is_in_archive = path.is_relative_to(session.archive_location[0].resolve())
    if is_in_archive and (is_folder or is_clip_name(path.name)):
        from clipper.errors import RefusedError
        from clipper.text import safe

        what = "its files would be clips" if is_folder else "it would be a clip"
        raise RefusedError(f"{safe(output)} is in the archive, where {what}", hint="Name a place outside of it.")
