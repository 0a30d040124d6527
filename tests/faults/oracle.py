"""The states that an archive may have after a failure: each clip is the old or the new one, and there is no more."""

import datetime as dt
import re
import shutil
from pathlib import Path

from clipper.store.archive import Archive
from clipper.store.history import History
from tests.conftest import NOW

State = dict[str, bytes]
"""The bytes of the files of an archive, by path, without those in `.clipper`."""

_OWN = ".clipper/"
_CLIPPED = re.compile(rb"(?m)^clipped: (\S+)$")
_START = dt.datetime.now(dt.UTC).replace(microsecond=0)


def state(root: Path) -> State:
    """Return the bytes of all files of an archive, hidden ones too, but not those in `.clipper`.

    A process of its own goes by the real clock. A time of clipping that it took from there since the tests began is
    replaced by the one that a `FakeSystem` would write; every other byte is as in the file.
    """
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    named = {path.relative_to(root).as_posix(): path for path in files}
    return {
        name: _CLIPPED.sub(_with_fake_clock, path.read_bytes())
        for name, path in named.items()
        if not name.startswith(_OWN)
    }


def _with_fake_clock(line: re.Match[bytes]) -> bytes:
    try:
        clipped = dt.datetime.fromisoformat(line[1].decode())
    except ValueError:
        return line[0]
    is_real = clipped.tzinfo is not None and _START <= clipped <= dt.datetime.now(dt.UTC)
    return f"clipped: {NOW.isoformat()}".encode() if is_real else line[0]


def put_back(root: Path, before: State) -> None:
    """Restore the files of an archive, and delete `.clipper`."""
    shutil.rmtree(root / _OWN, ignore_errors=True)
    now = state(root)
    for name in now.keys() - before.keys():
        (root / name).unlink()
    for name, raw in before.items():
        if now.get(name) != raw:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(raw)
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def lost(root: Path, before: State, wanted: State) -> list[str]:
    """Return the paths that have neither their old nor their new bytes, and those whose old bytes are kept nowhere."""
    now = state(root)
    wrong = [name for name in {*now, *before, *wanted} if now.get(name) not in (before.get(name), wanted.get(name))]
    own = kept(root)
    gone = [name for name, raw in before.items() if now.get(name) != raw and raw not in own]
    return sorted(wrong + gone)


def kept(root: Path) -> list[bytes]:
    """Return what is kept in `.clipper`: the files that were removed, replaced or put aside, and all old bytes."""
    own = [path.read_bytes() for path in (root / _OWN).rglob("*") if path.is_file()]
    history = History(Archive(root).open_own_folder("history"))
    for latest in history.latest():
        record = history.record(latest.number)
        own += [history.old_bytes(record, change) for change in record.changes if change.size]
    return own


def journal_names(root: Path) -> set[str]:
    """Return the file names of the journals in the history."""
    return {path.name for path in (root / _OWN / "history").glob("*.log")}
