"""The extension for browsers, which comes with clipper, and the folder into which it is laid down.

Its files are in `extension/` here: they are data of this module, and no code that anything imports.
"""

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import RefusedError
from clipper.system import files, new_file
from clipper.system.browsers import ADD_ON_ID
from clipper.text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clipper.system.system import System

_MANIFEST = "manifest.json"
_MAX_SIZE = 100_000


def extension_files() -> "Mapping[str, bytes]":
    """Return the files of the extension by their names."""
    folder = resources.files("clipper.system") / "extension"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir(), key=lambda file: file.name)}


def lay_down(system: "System", folder: Path) -> bool:
    """Write the extension into a folder, a new one or one that has it already, and tell whether it was there.

    Raise RefusedError for a folder with anything else in it.
    """
    content = extension_files()
    if not (folder / _MANIFEST).is_file():
        with new_file.new_folder(folder) as new:
            for name, raw in content.items():
                new.add(name, raw)
        return False
    if not _has_extension(folder):
        raise RefusedError(f"{safe(str(folder))} has another extension in it", hint="Name a new folder.")
    for name, raw in content.items():
        system.write_file(folder / name, raw)
    return True


def _has_extension(folder: Path) -> bool:
    with files.disk_errors(f"{safe(str(folder))} cannot be read"), (folder / _MANIFEST).open("rb") as opened:
        raw = opened.read(_MAX_SIZE)
    try:
        stated = json.loads(raw)["browser_specific_settings"]["gecko"]["id"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return False
    return bool(stated == ADD_ON_ID)
