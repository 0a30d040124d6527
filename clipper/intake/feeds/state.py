"""What this machine remembers of feeds: when it asks them next, which version it has, and which entries came."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from clipper.errors import BusyError, DiskError, reason
from clipper.system import files
from clipper.system.folder import Folder
from clipper.system.lock import locked
from clipper.system.system import System
from clipper.text import safe

_MIN_REMEMBERED = 5000
"""So many keys of entries that are no longer in the feed are kept, since it may repeat them."""
_MAX_SIZE = 200_000_000


@dataclass(slots=True)
class FeedState:
    """What is remembered of one feed. Times are seconds since 1970; 0 is never.

    `settings` are those with which the version that `etag` and `modified` name was read: with others it is asked for
    again. `keys` are those of entries that came, the newest last.
    """

    moved_to: str = ""
    etag: str = ""
    modified: str = ""
    settings: str = ""
    title: str = ""
    next_request: int = 0
    last_answer: int = 0
    new_entries: int = 0
    failures: int = 0
    failing_since: int = 0
    problem: str = ""
    is_gone: bool = False
    keys: list[str] = field(default_factory=list)

    @classmethod
    def from_dict(cls, values: Any) -> Self:
        """Return the state in what JSON holds; what is not as it was written is left out."""
        state = cls()
        for name, default in asdict(state).items():
            value = values.get(name) if isinstance(values, Mapping) else None
            if type(value) is type(default):
                setattr(state, name, value)
        state.keys = [key for key in state.keys if isinstance(key, str)]
        return state

    def remember(self, came: Iterable[str], still_there: Iterable[str]) -> None:
        """Remember the keys of entries that came; those that are still in the feed are forgotten last."""
        there = dict.fromkeys(still_there)
        keys = dict.fromkeys((*self.keys, *came))
        current = [key for key in keys if key in there]
        past = [key for key in keys if key not in there]
        self.keys = past[-max(_MIN_REMEMBERED, 3 * len(current)) :] + current


class WatchState:
    """The states of the feeds of an archive, by address, in one file of the state folder."""

    def __init__(self, system: System, name: str) -> None:
        self._system = system
        self._file = system.state_folder / "feeds" / f"{name}.json"
        self.feeds: dict[str, FeedState] = {}

    @property
    def file(self) -> Path:
        """The path of the file; without it, or if it is damaged, each feed is asked for everything once more."""
        return self._file

    def load(self) -> Self:
        """Read the file."""
        self.feeds = {}
        try:
            stored = json.loads(files.read(self._file, _MAX_SIZE)[0])
            self.feeds = {url: FeedState.from_dict(values) for url, values in stored["feeds"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        return self

    def feed(self, url: str) -> FeedState:
        """Return the state of a feed, a new one if it was not asked yet."""
        return self.feeds.setdefault(url, FeedState())

    def save(self, urls: Iterable[str]) -> None:
        """Write the states of these feeds, and forget those of all others."""
        kept = {url: asdict(self.feeds[url]) for url in urls if url in self.feeds}
        self._system.write_file(self._file, json.dumps({"version": 1, "feeds": kept}).encode())

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Lock the states, and read them; raise BusyError if another process has them."""
        with files.disk_errors(f"{safe(str(self._file.parent))} cannot be written"):
            files.make_folders(self._file.parent)
            entry = Folder.at(self._file.parent) / self._file.with_suffix(".lock").name
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(locked(entry, timeout=0, mode=0o600))
            except TimeoutError as error:
                raise BusyError("another `clipper watch` is running", hint="It asks the same feeds.") from error
            except OSError as error:
                raise DiskError(f"{safe(str(self._file.parent))} cannot be written: {reason(error)}") from error
            self.load()
            yield
