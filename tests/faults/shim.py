"""What stands between clipper and the system: it sees every call that concerns a folder, and can make one go wrong."""

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clipper.system import files, staging, swap

KILLED = 9
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE)

_BY_PATH = ("link", "unlink", "replace", "rename", "mkdir", "rmdir")


class Call(NamedTuple):
    """A call as it was asked for: the paths are relative to the watched folder, and empty for one outside of it."""

    name: str
    path: str
    target: str = ""


Plan = Callable[[int, Call], None]
"""Told of each call before it is made, counted from 1; it may raise an OSError, or end the process."""


class Shim:
    """The calls of `os`, and those of the files that clipper opens, while `watching` is entered.

    A file that is read counts as one `read`. A plan that ends the process at a `write` leaves half of it behind; no
    call waits for the disk.
    """

    def __init__(self, folder: Path, plan: Plan | None = None, *, most: int = 1 << 30) -> None:
        self.calls: list[Call] = []
        self._folder = os.fspath(folder)
        self._plan = plan
        self._most = most
        self._handles: dict[int, str] = {}

    @contextmanager
    def watching(self) -> Iterator["Shim"]:
        with pytest.MonkeyPatch.context() as patch:
            for name in _BY_PATH:
                patch.setattr(os, name, self._by_path(name, getattr(os, name)))
            patch.setattr(files, "atomic_swap", self._by_path("swap", swap.atomic_swap))
            for name in ("fsync", "close", "ftruncate"):
                patch.setattr(os, name, self._by_handle(name, getattr(os, name)))
            patch.setattr(os, "open", self._open(os.open))
            patch.setattr(os, "write", self._write(os.write))
            for module in (files, staging):
                patch.setattr(module, "open", self._file, raising=False)
            patch.setattr(io, "open", self._opened(io.open))
            yield self

    def step(self, name: str, path: str, target: str = "", torn: Callable[[], object] = bool) -> None:
        """Count a call; `torn` does half of it, for the plan that ends the process here."""
        call = Call(name, path, target)
        self.calls.append(call)
        if self._plan:
            try:
                self._plan(len(self.calls), call)
            except KillError:
                torn()
                os._exit(KILLED)

    def _inside(self, path: Any) -> str | None:
        name = os.fspath(path) if not isinstance(path, int) else ""
        if isinstance(name, bytes):
            name = os.fsdecode(name)
        return os.path.relpath(name, self._folder) if name.startswith(self._folder) else None

    def _by_path(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*paths: Any, **named: Any) -> Any:
            path, target = (self._inside(path) or "" for path in (*paths, "")[:2])
            if path or target:
                self.step(name, path, target)
            return real(*paths, **named)

        return call

    def _by_handle(self, name: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(handle: int, *more: int) -> None:
            path = self._handles.get(handle)
            if name == "close":
                self._handles.pop(handle, None)
                real(handle)
            if path is not None:
                self.step(name, path)
            if name == "ftruncate" or (path is None and name != "close"):
                real(handle, *more)

        return call

    def _open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, *more: Any, **named: Any) -> int:
            inside = self._inside(path)
            if inside is not None:
                self.step("open", inside)
            handle = real(path, *more, **named)
            # A number that another file had, which was closed unseen, may come again.
            self._handles.pop(handle, None)
            if inside is not None:
                self._handles[handle] = inside
            return handle

        return call

    def _write(self, real: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def call(handle: int, data: Any) -> int:
            path = self._handles.get(handle)
            if path is not None:
                self.step("write", path, torn=lambda: real(handle, data[: len(data) // 2]))
                return real(handle, data[: self._most])
            return real(handle, data)

        return call

    def _file(self, handle: Any, mode: str = "r", buffering: int = -1) -> Any:
        """Open what clipper's writing opens: a handle, whose bytes are then read or written."""
        path = self._handles.pop(handle, None) if isinstance(handle, int) else None
        if path is None:
            return builtins.open(handle, mode, buffering)  # noqa: PTH123 - it may be a handle
        raw = _File(handle, mode, self, path, self._most)
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
    """An open file that asks before it reads, writes or closes; it writes at most so many bytes at once."""

    def __init__(self, handle: int, mode: str, shim: Shim, path: str, most: int) -> None:
        super().__init__(handle, mode)
        shim._handles[handle] = path
        self._shim, self._path, self._most = shim, path, most

    def readall(self) -> bytes:
        self._shim.step("read", self._path)
        return super().readall()

    def write(self, data: Any) -> int:
        self._shim.step("write", self._path, torn=lambda: super(_File, self).write(bytes(data[: len(data) // 2])))
        return super().write(data[: self._most])

    def close(self) -> None:
        if not self.closed:
            self._shim._handles.pop(self.fileno(), None)
            super().close()
            self._shim.step("close", self._path)


def kill_at(number: int) -> Plan:
    """Return a plan that ends the process at the call of this number."""

    def plan(now: int, _call: Call) -> None:
        if now == number:
            raise KillError

    return plan


def fail_at(number: int, code: int, *, ever_after: bool = False) -> Plan:
    """Return a plan in which the call of this number fails, or from this number on every one."""

    def plan(now: int, call: Call) -> None:
        if now == number or (ever_after and now > number):
            raise OSError(code, os.strerror(code), call.path)

    return plan
