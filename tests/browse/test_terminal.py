"""A whole session on a real terminal, driven by keys: the archive is what the same commands make of it."""

import itertools
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import CLIPS
from tests.running import environment, run_process

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")]
_PATIENCE = 30
_NUMBERS = itertools.count()


class Terminal:
    """A terminal of tmux, with a shell in it."""

    def __init__(self, home: Path, width: int = 100, height: int = 30) -> None:
        self._variables = environment(
            home, PS1="$ ", EDITOR="sed -i s/noon/dusk/", TMUX_TMPDIR=str(home), LC_ALL="C.UTF-8"
        )
        self._socket = f"t{next(_NUMBERS)}"
        size = ["-x", str(width), "-y", str(height)]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-s", "s", *size, "-c", str(home), "bash --norc")

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-L", self._socket, *words]
        return subprocess.run(command, env=self._variables, capture_output=True, text=True, check=True).stdout

    def type(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "s", *keys)

    @property
    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "s")

    def wait(self, is_there: "str | Callable[[str], bool]") -> str:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            screen = self.screen
            if is_there in screen if isinstance(is_there, str) else is_there(screen):
                return screen
        pytest.fail(f"{is_there} did not come:\n{self.screen}")

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home folder with the small archive twice, as `keys` and as `words`."""
    for name in ("keys", "words"):
        for path, raw in CLIPS.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        (tmp_path / name / ".clipper.toml").touch()
    return tmp_path


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    opened = Terminal(home)
    yield opened
    opened.close()


def clips(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.glob("[!.]*/*.md")}


def begin(terminal: Terminal, words: str) -> None:
    terminal.type(f"stty -g > before; {words}; s=$?; stty -g > after; echo status $s", "Enter")


def test_a_session_by_keys_makes_what_the_commands_make(terminal: Terminal, home: Path) -> None:
    clipper = f"{sys.executable} -m clipper --archive"
    begin(terminal, f"{clipper} keys tag $({clipper} keys browse) later")
    terminal.wait("6 clips")
    terminal.type("/")
    terminal.type("-l", "NOT is:unreadable")
    terminal.wait("5 of 6 clips")
    terminal.type("Enter")
    terminal.type("j", "j", "j")
    terminal.wait("Peace is far.")
    terminal.type("Enter")
    terminal.wait(lambda screen: "Rates: a pause" not in screen)
    terminal.type("Escape")
    terminal.wait("Rates: a pause")
    terminal.type("g", "Space", "Space", "Space")
    terminal.wait("3 selected")
    terminal.type("t")
    terminal.wait("Add tags:")
    terminal.type("-l", "ports, world/uk")
    terminal.type("Enter")
    terminal.wait("Tagged 3 clips: ports, world/uk")
    terminal.type("u")
    terminal.wait("Undid: tagged 3 clips")
    terminal.type("U")
    terminal.wait("Did again")
    terminal.type("d")
    terminal.wait("[y/N]")
    terminal.type("y")
    terminal.wait("2 of 3 clips")
    terminal.type("u")
    terminal.wait("5 of 6 clips")
    terminal.type("G", "k")
    terminal.wait("The talks start at noon.")
    terminal.type("e")
    terminal.wait("The talks start at dusk.")
    terminal.type("g", "Space", "q")
    terminal.wait("status 0")

    def by_words(*words: str) -> None:
        assert run_process(home, "--archive", "words", *words, variables={"EDITOR": "sed -i s/noon/dusk/"}).status == 0

    names = ["rates", "züge", "地震"]
    by_words("tag", *names, "-a", "ports", "-a", "world/uk")
    by_words("undo")
    by_words("redo")
    by_words("remove", *names, "--yes")
    by_words("undo")
    by_words("edit", "ceasefire")
    by_words("tag", "rates", "later")
    assert clips(home / "keys") == clips(home / "words")
    assert (home / "before").read_text() == (home / "after").read_text()


@pytest.mark.parametrize("variables", ["", "NO_COLOR=1", "TERM=dumb", "TERM=linux", "TERM=screen-16color"])
def test_it_starts_and_leaves_the_terminal_as_it_was(terminal: Terminal, home: Path, variables: str) -> None:
    begin(terminal, f"env {variables} {sys.executable} -m clipper --archive keys browse")
    terminal.wait("6 clips")
    terminal.type("C-c")
    terminal.wait("status 130")
    assert (home / "before").read_text() == (home / "after").read_text()


def test_a_terminal_that_changes_its_size_all_the_time(terminal: Terminal) -> None:
    begin(terminal, f"{sys.executable} -m clipper --archive keys browse")
    terminal.wait("6 clips")
    for width, height in ((20, 5), (200, 50), (10, 3), (80, 24), (140, 12), (100, 30)):
        terminal.tmux("resize-window", "-t", "s", "-x", str(width), "-y", str(height))
        terminal.type("j")
    terminal.wait("It ends below a rule.")
    terminal.type("q")
    terminal.wait("status 0")
