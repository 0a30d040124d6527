"""A sweep over every verb that writes: its process is killed at a system call, or one fails, once or from then on."""

import http.server
import os
import random
import re
import shutil
import threading
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from clipper.errors import UnreadableError
from clipper.library import Library
from tests.conftest import FakeSystem, Figure, WriteClip
from tests.faults.operations import PAGE, Beginning
from tests.faults.oracle import State, lost, state
from tests.faults.test_power import check_next_commands
from tests.faults.tracing import IDLE, KILLED, STEADY, CommandLine, SystemCall, require_strace
from tests.faults.verbs import CLIPS, IMPORTS, INPUTS, NEW_ARCHIVE, SETTINGS, USER_SETTINGS, VERBS
from tests.intake.importers.golden import EXPORTS
from tests.running import Result

SAMPLE = 40
"""The number of runs of each verb; of an import a quarter of it."""
FEW = 10
"""The number of runs, in every run of the tests, of the verbs that write settings: other proofs do not have them."""
CASES = [
    *(pytest.param(name, FEW) for name in ("init", "settings")),
    *(
        pytest.param(name, SAMPLE // 4 if name in IMPORTS else SAMPLE, marks=pytest.mark.slow, id=name)
        for name in VERBS
    ),
]
ERRORS = ("EIO", "ENOSPC", "EROFS", "EMFILE", "EACCES")
WAYS = (("", False), *((error, from_then_on) for error in ERRORS for from_then_on in (False, True)))
"""How a call goes wrong: the process is killed, or it fails, once or from then on."""
INTERPRETER = 120
"""The status that Python gives a program whose standard streams cannot be written at its end."""
STATUSES = {1, 2, 65, 74, 75}
NOT_KEPT = ("cache/", "tmp/")
"""What is not compared of the home folder: the cache, and the temporary files, such as the copy for the editor."""
STAGED = re.compile(r"/\.[0-9a-f]{16}(\.part)?$")
"""A hidden staged file beside settings: a kill leaves it there, and so does a removal that fails."""
UNREADABLE = {"broken.md", "toml.md"}
"""Clips in the exports that no import reads: with them it would not end with success."""
OWN = "own"
"""The folder beside the archive with the home folder, the settings and the inputs of the process."""


class Fault(NamedTuple):
    """A system call that goes wrong: `error` is empty if the process is killed at it."""

    place: SystemCall
    error: str
    from_then_on: bool
    warm: bool

    def options(self) -> list[str]:
        """Return the options of strace."""
        what = f"error={self.error}" if self.error else "signal=KILL"
        when = f"{self.place.number}{'+' * self.from_then_on}"
        call = self.place.call
        return ["-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}"]


class World:
    """The archive, and a process that runs one verb on it, with its own home folder."""

    def __init__(self, name: str, library: Library, system: FakeSystem) -> None:
        self.root, self.own = library.archive.root, system.folder / OWN
        self.system = system
        self.home = self.own / "home"
        self.home.mkdir(parents=True)
        operation = VERBS[name]
        self.beginning = Beginning(operation, library, system)
        self.cache = system.folder / "warm"
        self._inputs = system.folder / "inputs"
        (self._inputs / "tmp").mkdir(parents=True)
        for file, raw in INPUTS.items():
            (self._inputs / file).write_bytes(raw)
        if name in IMPORTS:
            export = EXPORTS / operation.words[1]
            (shutil.copytree if export.is_dir() else shutil.copyfile)(export, self._inputs / export.name)
            for unreadable in self._inputs.rglob("*.md"):
                if unreadable.name in UNREADABLE:
                    unreadable.unlink()
        config = self._inputs / "config" / "clipper" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_bytes(USER_SETTINGS)
        self.restore(warm=False)
        script = system.folder / "editor"
        edited = (operation.editor or (lambda raw: raw))(
            USER_SETTINGS if "config" in operation.words else self.beginning.clips["2024/broken.md"]
        )
        script.write_bytes(edited)
        variables = {"EDITOR": f"cp '{script}'", "PYTHONHASHSEED": "0", "TMPDIR": str(self.home / "tmp")}
        files = {*INPUTS, NEW_ARCHIVE, *(path.name for path in EXPORTS.iterdir())}
        words = (str(self.home / word) if word in files else word for word in operation.words)
        self.line = CommandLine(
            ("--archive", str(self.root), *words), operation.stdin, variables, self.home, system.cwd, STEADY
        )
        self.before = self.state()

    def restore(self, *, warm: bool) -> None:
        """Restore everything; `warm` is with the index that the last command left."""
        self.beginning.restore()
        shutil.rmtree(self.home)
        shutil.copytree(self._inputs, self.home)
        if warm:
            shutil.copytree(self.cache, self.home / "cache")

    def state(self) -> State:
        """Return the files of the archive, and those of the user."""
        own = {f"{OWN}/{path}": raw for path, raw in state(self.home).items() if not path.startswith(NOT_KEPT)}
        return state(self.root) | own

    def places(self, *, warm: bool) -> list[SystemCall]:
        """Return the system calls of the verb that concern the archive or the files of the user."""
        self.restore(warm=warm)
        return self.line.log_calls((self.root, self.own), {"execve"})  # which is the start itself

    def faults(self, count: int) -> tuple[list[Fault], int]:
        """Return so many faults, chosen evenly from each kind of call, and the number of all that there are.

        Half of them are in calls that change something, a quarter in others, and a quarter in the cache.
        """
        chosen: list[Fault] = []
        total = 0
        chance, cache = random.Random(7), str(self.home / "cache")
        beginnings = (False, True) if self.cache.exists() else (False,)
        for warm in beginnings:
            places = self.places(warm=warm)
            total += len(places) * len(WAYS)
            cached = [place for place in places if cache in place.line]
            changing = [place for place in places if cache not in place.line and place.call not in IDLE]
            rest = [place for place in places if cache not in place.line and place.call in IDLE]
            for kind, share in ((changing, 2), (rest, 4), (cached, 4)):
                faults = [Fault(place, *way, warm) for place in kind for way in WAYS]
                chosen += chance.sample(faults, min(len(faults), count // share // len(beginnings)))
        return chosen, total


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Yield the port of a server on this machine that answers with a page."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize(("name", "count"), CASES)
def test_a_verb_that_a_system_call_fails_does_all_or_says_what_it_has_not_done(
    name: str, count: int, port: int, library: Library, system: FakeSystem, write_clip: WriteClip, figure: Figure
) -> None:
    require_strace()
    for path, raw in CLIPS.items():
        write_clip(path, raw.replace(b"%s", b"http://127.0.0.1:%d/talks" % port))
    write_clip(".clipper.toml", SETTINGS)
    world = World(name, library, system)
    ended = world.line.run()
    assert ended.status in ({0, UnreadableError.status} if name in IMPORTS else {0}), ended
    wanted = world.state()
    assert wanted != world.before or "--prune" in world.line.words
    if (world.home / "cache").exists():
        shutil.copytree(world.home / "cache", world.cache)

    faults, total = world.faults(count)
    kills, wrong = 0, []
    for fault in faults:
        world.restore(warm=fault.warm)
        ended = world.line.strace(*fault.options())
        kills += ended.status in KILLED
        wrong += [f"{problem}: {fault}\n{ended}" for problem in problems(world, wanted, fault, ended)]
    assert not wrong, "\n\n".join([f"{len(wrong)} of {len(faults)}", *wrong])
    figure("T13", tried=len(faults), possible=total, kills=kills, lost=0, false_successes=0, tracebacks=0)


def problems(world: World, wanted: State, fault: Fault, ended: Result) -> Iterator[str]:
    """Yield what is wrong after a fault.

    If writing fails from then on, strace lets it fail everywhere, also on stderr and `/dev/null`: then no message can
    be written, and the interpreter may end with a status of its own.
    """
    now, before = world.state(), world.before
    for path in {*now, *before, *wanted}:
        may_stay = ended.status in KILLED or fault.place.call.startswith("unlink")
        if now.get(path) not in (before.get(path), wanted.get(path)) and not (may_stay and STAGED.search(path)):
            yield f"{path} is neither old nor new"
    archive = [{path: raw for path, raw in each.items() if not path.startswith(OWN)} for each in (before, wanted)]
    yield from (f"{path} is lost" for path in lost(world.root, *archive))
    if "Traceback" in ended.err or "Exception ignored" in ended.err:
        yield "traceback"
    is_mute = fault.place.call == "write" and fault.from_then_on
    if ended.status not in {0, *KILLED, *STATUSES, *([INTERPRETER] if is_mute else [])}:
        yield f"status {ended.status}"
    if ended.status == 0 and now != wanted:
        yield "false success"
    if ended.status not in {0, *KILLED} and "clipper: " not in ended.err and not is_mute:
        yield "failure without a message"
    try:
        check_next_commands(world.root, world.system)
    except Exception as error:  # noqa: BLE001 - it is reported with the others
        yield f"next command: {error!r}"
