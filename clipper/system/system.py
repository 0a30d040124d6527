"""The system: the only way to the clock, the keyboard, other programs and the network.

Other programs are the editor, the pager, the browser, and what reads the clipboard.
"""

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, DiskError, RefusedError
from clipper.system import files
from clipper.text import safe

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from clipper.system.fetch import FailedFetch, FeedRequest, FetchedFeed, FetchedPage, Limits


class System:
    """The real system; tests use a fake one."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables of the process."""
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
        """The user's own settings file."""
        import platformdirs

        return platformdirs.user_config_path("clipper", appauthor=False) / "config.toml"

    @property
    def cache_folder(self) -> Path:
        """The folder for files that can be deleted at any time."""
        import platformdirs

        return platformdirs.user_cache_path("clipper", appauthor=False)

    @property
    def data_folder(self) -> Path:
        """The folder for what clipper makes for the user, outside of any archive."""
        import platformdirs

        return platformdirs.user_data_path("clipper", appauthor=False)

    @property
    def state_folder(self) -> Path:
        """The folder for what this machine remembers: the feeds that it asked, and when it asks them next."""
        import platformdirs

        return platformdirs.user_state_path("clipper", appauthor=False)

    def now(self) -> dt.datetime:
        """Return the current local time, with its UTC offset, in whole seconds."""
        return dt.datetime.now().astimezone().replace(microsecond=0)

    def today(self) -> dt.date:
        """Return the current local date."""
        return self.now().date()

    def wait(self, seconds: float) -> None:
        """Wait for some seconds; Ctrl-C ends it."""
        import time

        time.sleep(seconds)

    def edit(self, raw: bytes, editor: str) -> tuple[bytes, Path]:
        """Let the user edit a copy; return its bytes and its path, which the caller hands to `discard_copy`.

        `editor` is a command, with its options; empty means `$VISUAL`, `$EDITOR`, or `vi`.
        """
        import shlex
        import subprocess
        import tempfile

        from clipper.system import keyboard

        named = editor or self.environment.get("VISUAL") or self.environment.get("EDITOR")
        if not named and not keyboard.has_screen():
            hint = "`editor` in the configuration, or $EDITOR, may name a program that needs none."
            raise RefusedError("the editor “vi” needs a terminal", hint=hint)
        command = named or "vi"
        folder = Path(tempfile.mkdtemp(prefix="clipper-"))
        copy = folder / "clip.md"
        copy.write_bytes(raw)
        try:
            words = shlex.split(command)
            with keyboard.terminal() as stdin, keyboard.stdout_on_terminal():
                ended = subprocess.run([*words, str(copy)], stdin=stdin, check=False)  # noqa: S603 - the user's own
        except (OSError, ValueError) as error:
            self.discard_copy(copy)
            hint = "Set `editor` in the configuration, or $EDITOR."
            raise ClipperError(f"the editor “{command}” cannot be started", hint=hint) from error
        if ended.returncode:
            raise ClipperError(f"the editor “{command}” failed; what you wrote is in {copy}")
        with files.disk_errors(f"what the editor “{command}” left in {copy} cannot be read"):
            return copy.read_bytes(), copy

    def keys(self) -> "AbstractContextManager[Callable[[], str]]":
        """Return a context with a function that waits for the next key and returns it; see `keyboard.keys`."""
        from clipper.system import keyboard

        return keyboard.keys()

    def show_in_pager(self, text: str, pager: str) -> bool:
        """Show a text in a pager, and tell whether it could be started; it may be left early.

        As with git, `less` ends by itself if the text fits, keeps colours, and leaves the text on the screen, unless
        the user's own `LESS` says otherwise. Ctrl-C is for the pager.
        """
        import shlex
        import signal
        import subprocess

        environment = {"LESS": "FRX", "LV": "-c", **self.environment}
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own
                shlex.split(pager), stdin=subprocess.PIPE, text=True, encoding="utf-8", env=environment
            )
        except (OSError, ValueError, IndexError):
            return False
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with contextlib.suppress(BrokenPipeError):
                process.communicate(text)
        finally:
            signal.signal(signal.SIGINT, before)
        return True

    def open(self, target: str, *, use_browser: bool = False) -> None:
        """Open an address or a file in a program of the system; see `opener.open_target`."""
        from clipper.system import opener

        opener.open_target(target, self.environment, use_browser=use_browser)

    def fetch(
        self, addresses: Iterable[str], limits: "Limits", advance: Callable[[int], None]
    ) -> "Iterator[FetchedPage | FailedFetch]":
        """Fetch pages from the web, and yield a result for each as it comes; see `parallel.get_all`."""
        from clipper.system.fetch import open_network

        network = open_network(self.environment)
        from clipper.system.fetch.parallel import get_all

        return get_all(addresses, limits, advance, network)

    def fetch_feeds(
        self, feeds: "Iterable[FeedRequest]", limits: "Limits", advance: Callable[[int], None]
    ) -> "Iterator[FetchedFeed | FailedFetch]":
        """Fetch feeds that are not unchanged, and yield a result for each; see `parallel.get_all_feeds`."""
        from clipper.system.fetch import open_network

        network = open_network(self.environment)
        from clipper.system.fetch.parallel import get_all_feeds

        return get_all_feeds(feeds, limits, advance, network)

    def read_clipboard(self, types: Sequence[str] = ("text/html", "text/plain")) -> tuple[str, bytes]:
        """Return the first of these content types that the clipboard has, and the bytes; raise RefusedError if none."""
        from clipper.system import clipboard

        return clipboard.read(self.environment, types)

    def write_clipboard(self, text: str, html: str = "") -> None:
        """Put a text on the clipboard; with `html` as HTML, and where that is possible as plain text too.

        Raise RefusedError if there is no program that does it.
        """
        from clipper.system import clipboard

        clipboard.write(self.environment, text, html)

    def clipboard_holds_both(self) -> bool:
        """Tell whether the clipboard can get HTML and plain text at once."""
        from clipper.system import clipboard

        return clipboard.holds_both(self.environment)

    def write_file(self, file: Path, raw: bytes) -> None:
        """Write a file outside the archive; make its folder if it is missing. See `files.overwrite`."""
        with files.disk_errors(f"{safe(str(file))} cannot be written"):
            files.overwrite(file, raw)

    def keep_draft(self, raw: bytes) -> Path:
        """Write what the user pasted to a temporary file, since it cannot be kept as it is, and return the path."""
        import tempfile

        draft = Path(tempfile.mkdtemp(prefix="clipper-")) / "paste.txt"
        with files.disk_errors(f"{safe(str(draft))} cannot be written"):
            draft.write_bytes(raw)
        return draft

    def discard_copy(self, copy: Path) -> None:
        """Remove the copy that `edit` made, and its folder with all that the editor left there."""
        import shutil

        shutil.rmtree(copy.parent, ignore_errors=True)
