"""The archive: a folder of clips that its owner can read without clipper; where it is, and what stands in it."""

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from clipper.errors import DiskError, NotFoundError, RefusedError, UnreadableError, reason
from clipper.system import files
from clipper.text import safe

MARK = ".clipper.toml"
"""The file that makes a folder an archive, and holds the owner's preferences for it."""

ORIGINALS = {"html": ".html.gz", "mhtml": ".mhtml.gz"}
"""The endings of the files beside clips that hold the pages from which these were made, compressed."""

_NEW_MARK = """\
# This folder is an archive of clipper. All of this file may be left out; see `clipper config`.

# [sources]
# The outlets, each with the other names and the domains under which it appears.
# "Reuters" = ["Thomson Reuters", "reuters.com"]

# [searches]
# Queries that have a name: `clipper list @ukraine`.
# ukraine = "tag:world/ukraine -tag:opinion"

# [rules]
# What a new clip is like, and the tags that it then gets.
# "source:reuters ceasefire" = ["world", "wire"]
"""


class Archive:
    """A folder with `.clipper.toml` in its root; paths of clips are relative to it, `/` between folders."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @classmethod
    def make(cls, root: Path) -> "Archive":
        """Make a folder an archive; one that is an archive already, or holds other files, keeps all it has."""
        with files.disk_errors(f"{safe(str(root))} cannot be made an archive"):
            if root.exists() and not root.is_dir():
                raise RefusedError(f"{safe(str(root))} is a file, not a folder")
            root.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError), (root / MARK).open("x", encoding="utf-8") as mark:
                mark.write(_NEW_MARK)
        return cls(root)

    @property
    def own(self) -> Path:
        """The folder that holds what clipper needs for its own work: lock, unfinished files and history."""
        return self.root / ".clipper"

    def path(self, path: str) -> Path:
        """Return where a clip stands on disk."""
        return self.root / path

    def originals(self, path: str) -> list[str]:
        """Return the paths of the files that hold the page from which a clip was made; most clips have none."""
        beside = [path.removesuffix(".md") + ending for ending in ORIGINALS.values()]
        return [one for one in beside if files.is_file(self.path(one))]

    def read(self, path: str) -> bytes:
        """Return the bytes of a clip; raise NotFoundError, UnreadableError or DiskError."""
        return self.look(path)[0]

    def look(self, path: str) -> tuple[bytes, os.stat_result]:
        """Return the bytes of a clip and what the system says of its file; raise as `read` does."""
        try:
            return files.read(self.path(path))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFoundError(f"there is no clip {safe(path)}") from error
        except OSError as error:
            raise DiskError(f"{safe(path)} cannot be read: {reason(error)}") from error
        except UnreadableError as error:
            raise error.in_file(path) from error

    def edited(self, path: str, raw: bytes, edit: Callable[[bytes], bytes]) -> bytes:
        """Return what an edit makes of the bytes of a clip; its failure says of which clip."""
        try:
            return edit(raw)
        except UnreadableError as error:
            raise error.in_file(path) from error
        except RefusedError as error:
            raise error.with_prefix(safe(path)) from error


def is_original(path: str) -> bool:
    """Tell whether a path is that of a page beside a clip."""
    return path.endswith((*ORIGINALS.values(),))


def clip_of(path: str) -> str:
    """Return the path of the clip beside which an original stands; of a clip its own."""
    ending = next((ending for ending in ORIGINALS.values() if path.endswith(ending)), "")
    return path.removesuffix(ending) + ".md" if ending else path


def locate(
    named: Path | None, environment: Mapping[str, str], here: Path, preferred: str, home: Path
) -> tuple[Path, str]:
    """Return the archive's folder and what named it: the option, the environment, the place, the config, or custom.

    The folder of the last two may not exist yet. An option or a variable that names no archive is an error.
    """
    asked = [(named, "--archive"), (_path(environment.get("CLIPPER_ARCHIVE")), "$CLIPPER_ARCHIVE")]
    for folder, by in asked:
        if folder is not None:
            if not (folder / MARK).is_file():
                said = safe(str(folder))
                hint = f"`clipper init {said}` makes it one." if folder.is_dir() else "`clipper init PATH` makes one."
                raise NotFoundError(f"there is no archive at {said} ({by})", hint=hint)
            return folder, by
    for place in (here, *here.parents):
        for folder in (place, place / "clips"):
            if (folder / MARK).is_file():
                return folder, "the working directory"
    if preferred:
        return files.expand_home(preferred), "the configuration"
    return home / "clips", "custom"


def _path(value: str | None) -> Path | None:
    return files.expand_home(value) if value else None
