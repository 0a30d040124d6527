"""What the archive of a stranger may hold: shapes that are put beside its good clips."""

import contextlib
import errno
import gzip
import json
import os
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from clipper.model.hashing import digest


class Place(NamedTuple):
    """The folder of an archive, the home folder of the user, and what is to be done at the end."""

    root: Path
    home: Path
    cleanup: contextlib.ExitStack


Shape = Callable[[Place], None]
"""A function that puts something into an archive; it raises OSError if this system cannot."""

HOME = {
    ".bashrc": b"alias ll='ls -l'\n",
    ".ssh/id": b"a private key\n",
    "documents/letter.txt": b"Dear reader,\n",
    "documents/note.md": b"---\ntitle: A private note\ntags: [a]\n---\n\nIt is nobody's business.\n",
    "documents/1.md": b"---\ntitle: One\ntags: [a]\n---\n\nOne.\n",
    "documents/0123456789abcdef": b"named as a staged file is\n",
    "documents/0123456789abcdef.part": b"named as a partial file is\n",
    "documents/00000001.log": b'{"clipper": 1, "when": "2001-01-01T00:00:00+00:00", "words": ["tag"], "undoes": 0}\n',
    "documents/sub/deep.txt": b"deep\n",
}
"""The files of the user, which no command may touch."""

GOOD = "2025/good.md"
CLIPS = {
    GOOD: b"---\ntitle: A good clip\ndate: 2025-05-19\nsource: Reuters\ntags: [a, b]\n---\n\nIt reads well.\n",
    "2025/spare.md": b"---\ntitle: A spare\ndate: 2025-05-20\nsource: BBC\ntags: [a]\n---\n\nIt may go.\n",
    "2025/twin.md": b"---\ntitle: A good clip\ndate: 2025-05-21\nsource: BBC\ntags: [a]\n---\n\nIt reads well.\n",
    "waiting.md": b"---\ntitle: Talks\nurl: https://news.example.com/talks\ntags: [to-fetch]\n---\n",
}
HEAD: dict[str, object] = {"clipper": 1, "when": "2001-01-01T00:00:00+00:00", "words": ["remove", "x"], "undoes": 0}
JOURNAL = json.dumps(HEAD).encode() + b'\n{"end": 1, "whole": true}\n'


def put(path: str, raw: bytes, *, size: int = 0, mode: int = 0) -> Shape:
    """Write a file, followed by a hole up to a size."""

    def make(place: Place) -> None:
        file = _free(place, path)
        file.write_bytes(raw)
        if size:
            os.truncate(file, size)
        if mode:
            file.chmod(mode)

    return make


def link(path: str, target: str) -> Shape:
    """Make a symbolic link; `~/` is the user's home folder."""

    def make(place: Place) -> None:
        _free(place, path).symlink_to(target.replace("~", str(place.home), 1))

    return make


def hard_link(path: str, target: str) -> Shape:
    """Make a hard link to a file in the user's home folder."""

    def make(place: Place) -> None:
        os.link(place.home / target, _free(place, path))

    return make


def pipe(path: str) -> Shape:
    return lambda place: os.mkfifo(_free(place, path))


def device(path: str) -> Shape:
    """Make a device that yields zeros for ever."""
    return lambda place: os.mknod(_free(place, path), stat.S_IFCHR | 0o666, os.makedev(1, 5))


def listening(path: str) -> Shape:
    """Make a socket; its full path would be too long for the system."""

    def make(place: Place) -> None:
        file = _free(place, path)
        here = os.open(".", os.O_RDONLY)
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as door:
            try:
                os.chdir(file.parent)
                door.bind(file.name)
            finally:
                os.fchdir(here)
                os.close(here)

    return make


def folder(path: str) -> Shape:
    """Make a folder with a file in it."""

    def make(place: Place) -> None:
        made = _free(place, path)
        made.mkdir()
        (made / "inside.txt").write_bytes(b"x")

    return make


def mounted(path: str) -> Shape:
    """Mount another disk, with files of the user on it, which must stay; only root can."""

    def make(place: Place) -> None:
        made = _free(place, path)
        made.mkdir()
        _call("mount", "-t", "tmpfs", "none", str(made))
        place.cleanup.callback(_call, "umount", "--lazy", str(made))
        files = {path.rpartition("/")[2]: raw for path, raw in HOME.items()}
        for name, raw in files.items():
            (made / name).write_bytes(raw)
        place.cleanup.callback(_require, made, files)

    return make


def with_mode(path: str, mode: int, owner: int = -1) -> Shape:
    """Give something of the archive another mode and owner, until the end."""

    def make(place: Place) -> None:
        file = place.root / path
        if owner >= 0:
            os.chown(file, owner, owner)
        before = stat.S_IMODE(file.stat().st_mode)
        file.chmod(mode)
        place.cleanup.callback(lambda: file.chmod(before) if file.exists() else None)

    return make


def with_attributes(path: str) -> Shape:
    """Give a file extended attributes, as many as the disk takes."""

    def make(place: Place) -> None:
        with contextlib.suppress(OSError):
            for number in range(500):
                os.setxattr(place.root / path, f"user.{number}", b"x" * 2000)

    return make


def unchangeable(path: str, letter: str) -> Shape:
    """Forbid every change of a file, `i`, or all but to append, `a`."""

    def make(place: Place) -> None:
        file = str(place.root / path)
        _call("chattr", f"+{letter}", file)
        place.cleanup.callback(_call, "chattr", f"-{letter}", file)

    return make


def all_of(*shapes: Shape) -> Shape:
    def make(place: Place) -> None:
        for shape in shapes:
            shape(place)

    return make


def deep(place: Place) -> None:
    """Put a clip at a path that is longer than a system call takes."""
    here = os.open(place.root, os.O_RDONLY)
    for _ in range(60):
        os.mkdir("deep" * 20, dir_fd=here)
        inside = os.open("deep" * 20, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inside
    clip = os.open("far.md", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(clip, CLIPS["2025/spare.md"])
    os.close(clip)
    os.close(here)


def journal(*changes: Mapping[str, object], old: bytes = b"evil\n", head: Mapping[str, object] = HEAD) -> bytes:
    """Return a journal that says what was done to files; each had the bytes `old` before."""
    block = json.dumps(dict(head)).encode() + b"\n"
    for change in changes:
        fields = {"before": digest(old, 16).hex(), "after": "", "size": len(old)} | {**change}
        block += json.dumps(fields).encode() + b"\n" + (b"" if "aside" in change else old + b"\n")
    return block + json.dumps({"end": len(changes), "whole": True}).encode() + b"\n"


def numbered(path: str, count: int, raw: bytes = b"") -> Shape:
    """Write many files; `path` has a place for the number."""
    return all_of(*(put(path.format(number), raw) for number in range(1, count)))


def bomb(place: Place) -> None:
    put("2025/good.html.gz", gzip.compress(b"<p>" + bytes(60_000_000)))(place)


def _require(folder: Path, files: Mapping[str, bytes]) -> None:
    """Check that a folder holds these files, and no others."""
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def _call(*command: str) -> None:
    """Run a program of the system; raise OSError if it is not there, or fails."""
    if subprocess.run(command, check=False, capture_output=True).returncode:
        raise PermissionError(errno.EPERM, command[0])


def _free(place: Place, path: str) -> Path:
    """Return the full path of something, with its folder made, and what was there before removed."""
    file = place.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
    return file


STAND_INS: dict[str, Callable[[str], Shape]] = {
    "a link to a file": lambda path: link(path, "~/documents/note.md"),
    "a link to a folder": lambda path: link(path, "~/documents"),
    "a link to nowhere": lambda path: link(path, "~/documents/new.md"),
    "a link to itself": lambda path: link(path, path.rpartition("/")[2]),
    "a link to zeros": lambda path: link(path, "/dev/zero"),
    "a pipe": pipe,
    "a device": device,
    "a socket": listening,
    "a folder": folder,
    "a hard link": lambda path: hard_link(path, "documents/note.md"),
    "a mount": mounted,
    "a hole": lambda path: put(path, b"", size=20 << 30),
}
"""What may stand where a file or a folder is expected."""

PLACES = {
    "a clip": "2025/bad.md",
    "the settings": ".clipper.toml",
    "an original": "2025/good.html.gz",
    "a folder of clips": "2000",
    ".clipper": ".clipper",
    "the lock": ".clipper/lock",
    "the ignore file": ".clipper/.gitignore",
    "the staging folder": ".clipper/tmp",
    "a staged file": ".clipper/tmp/0123456789abcdef",
    "a partial file": ".clipper/tmp/0123456789abcdef.part",
    "what is left": ".clipper/left",
    "the history": ".clipper/history",
    "a journal": ".clipper/history/00000001.log",
    "a trash folder": ".clipper/history/00000001",
    "a file in the trash": ".clipper/history/00000001/1.md",
}
"""Where that may stand."""


ORDINARY = ("a clip", "an original", "a folder of clips")
"""Where a mount is no shape: the owner may mount a disk there, and has the clips on it changed."""


def stand_ins() -> dict[str, Shape]:
    """Return a shape for each thing in each place; a trash folder has a journal that says that it is one."""
    found: dict[str, Shape] = {}
    removed = journal({"path": "2025/bad.md", "aside": "1.md"}, {"path": "2025/good.html.gz", "aside": "2.md"})
    for where, path in PLACES.items():
        before = [put(".clipper/history/00000001.log", removed)] if "trash" in where else []
        for what, make in STAND_INS.items():
            if what != "a mount" or where not in ORDINARY:
                found[f"{where} is {what}"] = all_of(*before, make(path))
    return found
