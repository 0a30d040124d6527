"""The only door to what is not the archive: clock, keyboard, editor, network, and what a person set up."""

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, DiskError
from clipper.system import files

if TYPE_CHECKING:
    from clipper.system.fetch import FailedFetch, FetchedPage, Limits


class System:
    """The world as it is; tests put another one in its place."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables of the process, read when they are needed."""
        return os.environ

    @property
    def cwd(self) -> Path:
        """The working directory."""
        try:
            return Path.cwd()
        except FileNotFoundError as error:
            raise DiskError("the working directory is gone") from error

    @property
    def home(self) -> Path:
        """The user's home folder."""
        return Path.home()

    @property
    def config_file(self) -> Path:
        """The user's own configuration."""
        import platformdirs

        return platformdirs.user_config_path("clipper", appauthor=False) / "config.toml"

    @property
    def cache_folder(self) -> Path:
        """The folder for what can be thrown away."""
        import platformdirs

        return platformdirs.user_cache_path("clipper", appauthor=False)

    def now(self) -> dt.datetime:
        """Return the present moment, with the offset of the place and without fractions of a second."""
        return dt.datetime.now().astimezone().replace(microsecond=0)

    def today(self) -> dt.date:
        """Return the present day where the user is."""
        return self.now().date()

    def edit(self, raw: bytes, editor: str) -> tuple[bytes, Path]:
        """Let the user edit a copy, and return its bytes with the path of the copy, which the caller removes.

        `editor` is a command, with its options; empty means `$VISUAL`, `$EDITOR`, or `vi`.
        """
        import shlex
        import subprocess
        import tempfile

        command = editor or self.environment.get("VISUAL") or self.environment.get("EDITOR") or "vi"
        folder = Path(tempfile.mkdtemp(prefix="clipper-"))
        copy = folder / "clip.md"
        copy.write_bytes(raw)
        try:
            words = shlex.split(command)
            with _terminal() as keyboard:
                ended = subprocess.run([*words, str(copy)], stdin=keyboard, check=False)  # noqa: S603 - the user's own
        except (OSError, ValueError) as error:
            self.discard_copy(copy)
            hint = "Set `editor` in the configuration, or $EDITOR."
            raise ClipperError(f"the editor “{command}” cannot be started", hint=hint) from error
        if ended.returncode:
            raise ClipperError(f"the editor “{command}” failed; what you wrote is in {copy}")
        with files.disk_errors(f"what the editor “{command}” left cannot be read"):
            return copy.read_bytes(), copy

    @contextlib.contextmanager
    def keys(self) -> Iterator[Callable[[], str]]:
        """Yield what waits for the next key and returns it, without Enter; empty at the end of the input.

        Where single keys cannot be had it reads a line and returns the first letter. Afterwards the terminal is what it
        was, also when Ctrl-C ends the waiting.
        """
        with _terminal() as keyboard, _one_by_one(keyboard) as file:
            yield _line if file is None else partial(_key, file)

    def show_in_pager(self, text: str, pager: str) -> bool:
        """Show a text through a pager, and tell whether that could be started; one that is left early is no failure."""
        import shlex
        import subprocess

        try:
            process = subprocess.Popen(shlex.split(pager), stdin=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603
        except (OSError, ValueError):
            return False
        with contextlib.suppress(BrokenPipeError):
            process.communicate(text)
        return True

    def fetch(
        self, addresses: Iterable[str], limits: "Limits", advance: Callable[[int], None]
    ) -> "Iterator[FetchedPage | FailedFetch]":
        """Fetch pages from the web and yield each as it comes, or why it does not; `advance` takes the number done."""
        from clipper.system.fetch import open_network

        network = open_network(self.environment)
        from clipper.system.fetch.parallel import get_all

        return get_all(addresses, limits, advance, network)

    def read_clipboard(self, kinds: Sequence[str] = ("text/html", "text/plain")) -> tuple[str, bytes]:
        """Return what the clipboard holds, with the first of these kinds as which it holds it."""
        from clipper.system import clipboard

        return clipboard.read(self.environment, kinds)

    def write_file(self, file: Path, raw: bytes) -> None:
        """Write a file of settings, its folder made if need be."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)

    def discard_copy(self, copy: Path) -> None:
        """Remove the copy that `edit` made, with what the editor left beside it."""
        import shutil

        shutil.rmtree(copy.parent, ignore_errors=True)


@contextlib.contextmanager
def _one_by_one(keyboard: int | None) -> Iterator[int | None]:
    """Yield the keyboard, which gives out keys as they are pressed and shows none; None where that cannot be."""
    import termios
    import tty

    try:
        file = sys.stdin.fileno() if keyboard is None else keyboard
        before = termios.tcgetattr(file)
    except (OSError, ValueError, termios.error):
        yield None
        return
    try:
        tty.setcbreak(file, termios.TCSADRAIN)  # what was typed ahead stays
        yield file
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)


def _key(file: int) -> str:
    """Return the next key; one that sends several bytes, as an arrow does, is one that means nothing."""
    pressed = b""
    try:
        pressed = os.read(file, 1)
        if pressed == b"\x1b" or pressed >= b"\x80":
            import select

            while select.select([file], [], [], 0.02)[0] and os.read(file, 1):
                pass
            pressed = b"\x1b"
    finally:  # the line of the question ends as if Enter had been pressed, also at Ctrl-C
        sys.stderr.write((pressed.decode() if pressed.isalnum() else "") + "\n")
    return "" if pressed == b"\x04" else pressed.decode()  # Ctrl-D ends the input


def _line() -> str:
    line = sys.stdin.readline()
    return line.strip()[:1] or line[:1]


@contextlib.contextmanager
def _terminal() -> Iterator[int | None]:
    """Yield the keyboard for a program that needs one, also when the clipping came through standard input."""
    if sys.stdin.isatty():
        yield None
        return
    try:
        keyboard = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        yield None
        return
    try:
        yield keyboard
    finally:
        os.close(keyboard)
