"""Tell browsers how to start clipper: a launcher, and for each browser a file that names it."""

import json
import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clipper.errors import RefusedError
from clipper.system import files
from clipper.system.browsers import BROWSERS, HOST_NAME, Browser
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.system.system import System

_MARK = "# Written by `clipper browser install`"
_MAX_SIZE = 100_000


class Registration(NamedTuple):
    """What a browser knows of clipper: the file that says it, and what is wrong with it, empty if all is well."""

    browser: str
    file: Path
    flaw: str = ""


def launcher_file(system: "System") -> Path:
    """Return the path of the program that browsers start."""
    return system.data_folder / "browser-host"


def files_to_write(system: "System", browsers: Iterable[str], archive: Path) -> Mapping[Path, bytes]:
    """Return what the launcher and the files of some browsers are to hold, by their paths, the launcher first."""
    launcher = launcher_file(system)
    content = {launcher: _launcher(archive)}
    for name in browsers:
        manifest = BROWSERS[name].host_manifest(launcher)
        content[_host_file(system, BROWSERS[name])] = (json.dumps(manifest, indent=2) + "\n").encode()
    return content


def _launcher(archive: Path) -> bytes:
    """Return the launcher, a shell script.

    A browser starts it in a folder that anybody may have chosen: with `-P` Python imports nothing from there.
    """
    command = [sys.executable, "-P", "-m", "clipper", "--archive", str(archive), "browser-host", "--"]
    lines = ("#!/bin/sh", f"{_MARK}; a browser starts it for its extension.", f'exec {shlex.join(command)} "$@"')
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def install(system: "System", content: Mapping[Path, bytes]) -> None:
    """Write the launcher and the files of the browsers; raise RefusedError if one is there that is not clipper's."""
    for file in content:
        if file.exists() and not _is_ours(file):
            raise RefusedError(f"{safe(str(file))} is not from clipper", hint="Move it away, and try again.")
    launcher = launcher_file(system)
    for file, raw in content.items():
        system.write_file(file, raw)
        if file == launcher:
            with files.disk_errors(f"{safe(str(file))} cannot be made a program"):
                file.chmod(0o755)


def uninstall(system: "System", browsers: Iterable[str], *, dry_run: bool = False) -> list[Path]:
    """Remove the files of some browsers, with the last one the launcher too, and return what was removed."""
    wanted = {_host_file(system, BROWSERS[name]) for name in browsers}
    there = {entry.file for entry in registrations(system)}
    gone = [file for file in sorted(wanted & there) if _is_ours(file)]
    launcher = launcher_file(system)
    if there <= {*gone} and launcher.exists() and _is_ours(launcher):
        gone.append(launcher)
    for file in () if dry_run else gone:
        with files.disk_errors(f"{safe(str(file))} cannot be removed"):
            file.unlink(missing_ok=True)
    return gone


def found_browsers(system: "System") -> list[str]:
    """Return the names of the browsers that have been used here."""
    return [name for name, browser in BROWSERS.items() if browser.is_here(system.home, system.environment)]


def registrations(system: "System") -> list[Registration]:
    """Return for each browser that was told of clipper what it knows."""
    entries = []
    for name, browser in BROWSERS.items():
        file = _host_file(system, browser)
        if file.exists():
            entries.append(Registration(name, file, _flaw(file, browser, launcher_file(system))))
    return entries


def launched_archive(system: "System") -> str:
    """Return the archive into which the launcher clips; empty if there is no launcher of clipper's."""
    words = _launcher_words(launcher_file(system))
    return words[words.index("--archive") + 1] if "--archive" in words[:-1] else ""


def _flaw(file: Path, browser: Browser, launcher: Path) -> str:
    """Return why a browser cannot start clipper; empty if it can."""
    if _read_json(file) != browser.host_manifest(launcher):
        return "it is not what this clipper writes"
    words = _launcher_words(launcher)
    if not words or not os.access(launcher, os.X_OK):
        return "the program that it starts is missing"
    return "" if os.access(words[0], os.X_OK) else f"{safe(words[0])} is gone, with which it starts clipper"


def _launcher_words(launcher: Path) -> list[str]:
    """Return the words of the launcher's command; none if there is no launcher of clipper's."""
    if not launcher.exists() or not _is_ours(launcher):
        return []
    script = _read(launcher).decode("utf-8", "surrogateescape")
    try:
        return shlex.split(script.partition("\nexec ")[2])
    except ValueError:
        return []


def _is_ours(file: Path) -> bool:
    """Tell whether a file was written by `install`; a link may lead to such a file."""
    raw = _read(file)
    if _MARK.encode() in raw:
        return True
    manifest = _read_json(file)
    return isinstance(manifest, dict) and manifest.get("name") == HOST_NAME


def _read(file: Path) -> bytes:
    with files.disk_errors(f"{safe(str(file))} cannot be read"), file.open("rb") as opened:
        return opened.read(_MAX_SIZE)


def _read_json(file: Path) -> object:
    try:
        parsed: object = json.loads(_read(file))
    except (ValueError, RecursionError):
        return None
    return parsed


def _host_file(system: "System", browser: Browser) -> Path:
    return browser.host_file(system.home, system.environment)
