"""A layer between clipper and the system calls: it records every call on a folder, and can make one fail."""

import builtins
import errno
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clipper.system import files, folder, staging, swap

KILLED = 9
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE)

_BY_PATH = ("link", "unlink", "replace", "rename", "mkdir", "rmdir")


class Call(NamedTuple):
    """A system call; paths are relative to the watched folder, and empty if outside of it."""

    name: str
    path: str
    target: str = ""


Plan = Callable[[int, Call], None]
"""A function that gets each call with its number, from 1, before the call; it may raise OSError or KillError."""


class Shim:
    """Records the calls of `os`, and of the files that clipper opens, within `watching`.

    Reading a file counts as one `read`. If the plan ends the process at a `write`, half of it is written. No call waits
    for the disk. A write takes at most `most` bytes.
    """

    def __init__(self, folder: Path, plan: Plan | None = None, *, most: int = 1 << 30) -> None:
        self.calls: list[Call] = []
        self._folder = os.fspath(folder)
        self._plan = plan
        self._most = most
        self._paths: dict[int, str] = {}
        self._one_by_one = threading.RLock()

    @contextmanager
    def watching(self) -> Iterator["Shim"]:
        with pytest.MonkeyPatch.context() as patch:
            for name in _BY_PATH:
                patch.setattr(os, name, self._by_path(name, getattr(os, name)))
            patch.setattr(folder, "exchange", self._swap)
            for name in ("fsync", "close", "ftruncate"):
                patch.setattr(os, name, self._by_descriptor(name, getattr(os, name)))
            patch.setattr(os, "open", self._open(os.open))
            patch.setattr(os, "write", self._write(os.write))
            for module in (files, staging):
                patch.setattr(module, "open", self._file, raising=False)
            patch.setattr(io, "open", self._opened(io.open))
            yield self

    def step(self, name: str, path: str, target: str = "", torn: Callable[[], object] = bool) -> None:
        """Record a call; `torn` makes half of it if the plan ends the process here."""
        call = Call(name, path, target)
        with self._one_by_one:  # clipper waits for the disk in several threads
            self.calls.append(call)
            if self._plan:
                try:
                    self._plan(len(self.calls), call)
                except KillError:
                    torn()
                    os._exit(KILLED)

    def _inside(self, path: Any, folder: int | None = None) -> str | None:
        """Return a path relative to the watched folder, None if it is outside; it may be a name in an open folder."""
        name = os.fsdecode(path) if not isinstance(path, int) else ""
        if folder is not None:
            name = f"{self._path_of(folder)}/{name}"
        is_inside = name == self._folder or name.startswith(f"{self._folder}/")
        return os.path.relpath(name, self._folder) if is_inside else None

    def _path_of(self, folder: int) -> str:
        """Return the path of an open folder; one that was opened before the watching is looked up at the system."""
        known = self._paths.get(folder)
        if known is None:
            return str(Path(f"/proc/self/fd/{folder}").readlink())
        return os.path.normpath(f"{self._folder}/{known}")

    def _by_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*paths: Any, **named: Any) -> Any:
            folders = (named.get("src_dir_fd", named.get("dir_fd")), named.get("dst_dir_fd"))
            path, target = (
                self._inside(path, folder) or "" if path else ""
                for path, folder in zip((*paths, "")[:2], folders, strict=True)
            )
            if path or target:
                self.step(name, path, target)
            return real(*paths, **named)

        return call

    def _swap(self, first_folder: int, first: str, second_folder: int, second: str) -> bool:
        self.step("swap", self._inside(first, first_folder) or "", self._inside(second, second_folder) or "")
        return swap.exchange(first_folder, first, second_folder, second)

    def _by_descriptor(self, name: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(descriptor: int, *more: int) -> None:
            path = self._paths.get(descriptor)
            if name == "close":
                self._paths.pop(descriptor, None)
                real(descriptor)
            if path is not None:
                self.step(name, path)
            if name == "ftruncate" or (path is None and name != "close"):
                real(descriptor, *more)

        return call

    def _open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, *more: Any, **named: Any) -> int:
            inside = self._inside(path, named.get("dir_fd"))
            if inside is not None:
                self.step("open", inside)
            descriptor = real(path, *more, **named)
            # The system may use a descriptor again that was closed without our seeing it.
            self._paths.pop(descriptor, None)
            if inside is not None:
                self._paths[descriptor] = inside
            return descriptor

        return call

    def _write(self, real: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def call(descriptor: int, data: Any) -> int:
            path = self._paths.get(descriptor)
            if path is not None:
                self.step("write", path, torn=lambda: real(descriptor, data[: len(data) // 2]))
                return real(descriptor, data[: self._most])
            return real(descriptor, data)

        return call

    def _file(self, descriptor: Any, mode: str = "r", buffering: int = -1) -> Any:
        """Open a descriptor or a path, as clipper does in order to read or write a file."""
        path = self._paths.pop(descriptor, None) if isinstance(descriptor, int) else None
        if path is None:
            return builtins.open(descriptor, mode, buffering)  # noqa: PTH123 - it may be a descriptor
        raw = _File(descriptor, mode, self, path, self._most)
        return raw if buffering == 0 else io.BufferedReader(raw)

    def _opened(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            inside = self._inside(path)
            if inside is not None:
                self.step("open", inside)
            return real(path, *more, **named)

        return call


class KillError(BaseException):
    """Raised by a plan: the process ends here."""


class _File(io.FileIO):
    """An open file that records each read, write and close; it writes at most `most` bytes at once."""

    def __init__(self, descriptor: int, mode: str, shim: Shim, path: str, most: int) -> None:
        super().__init__(descriptor, mode)
        shim._paths[descriptor] = path
        self._shim, self._path, self._most = shim, path, most

    def readall(self) -> bytes:
        self._shim.step("read", self._path)
        return super().readall()

    def write(self, data: Any) -> int:
        self._shim.step("write", self._path, torn=lambda: super(_File, self).write(bytes(data[: len(data) // 2])))
        return super().write(data[: self._most])

    def close(self) -> None:
        if not self.closed:
            self._shim._paths.pop(self.fileno(), None)
            super().close()
            self._shim.step("close", self._path)


def kill_at(number: int) -> Plan:
    """Return a plan that ends the process at the call of this number."""

    def plan(now: int, _call: Call) -> None:
        if now == number:
            raise KillError

    return plan


def fail_at(number: int, code: int, *, ever_after: bool = False) -> Plan:
    """Return a plan in which the call of this number fails, and with `ever_after` every later one too."""

    def plan(now: int, call: Call) -> None:
        if now == number or (ever_after and now > number):
            raise OSError(code, os.strerror(code), call.path)

    return plan
