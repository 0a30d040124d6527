"""Tools of other people's that do some of what clipper does, each with the same clips in its own format.

A module of a peer holds one `PEER`. What a tool cannot do is left out of its work.
"""

import importlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clipper.model.clip import Clip

WORK = (
    "first index",
    "newest 20",
    "outlet and span",
    "tag",
    "two words",
    "add one",
    "tag one",
    "tag 1 000",
    "after one change",
)
"""What is done, in this order."""

NAMES = ("clipper", "notmuch", "ripgrep", "sqlite_utils", "buku", "jrnl", "papis")
OUTLET, FIRST_YEAR, LAST_YEAR = "Daily Herald", 2020, 2021
WORDS = ("ceasefire", "climate")


@dataclass(frozen=True, slots=True)
class Task:
    """A command line for a shell, and what has to be done before and after it, which is not timed.

    `{folder}` is the tool's own, `{tag}` a tag that one clip in a hundred has, `{number}` the newest clip, `{path}` its
    file in an archive, and `{since}` the day since when there are a thousand clips.
    """

    line: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its program, how it gets the clips, what it does with them, and how many it can bear."""

    program: str
    make: Callable[[Sequence[Clip], Path], None]
    work: Mapping[str, Task]
    variables: Mapping[str, str] = field(default_factory=dict)
    most: int = 1_000_000
    turns: int = 5

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return shutil.which(self.program) is not None


def installed() -> Iterator[tuple[str, Peer]]:
    """Yield the tools that this machine has, clipper first, by their names."""
    for name in NAMES:
        peer: Peer = importlib.import_module(f"tests.benchmarks.peers.{name}").PEER
        if peer.is_there:
            yield name, peer
