"""The archive: a folder of clips, and how that folder is found."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import DiskError, NotFoundError, RefusedError, UnreadableError, reason
from clipper.system import files
from clipper.system.folder import Folder, FolderEntry, LinkedFolderError
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.clipfile import Edit

SETTINGS_NAME = ".clipper.toml"
"""The settings file of an archive; a folder that has one is an archive."""

INTERNAL_NAME = ".clipper"
"""The folder in an archive for clipper's own files."""

ORIGINAL_SUFFIXES = {"html": ".html.gz", "mhtml": ".mhtml.gz"}
"""The file name suffixes of originals: compressed web pages from which clips were made, beside the clips."""

_NEW_SETTINGS = """\
# This folder is an archive of clipper. All of this file may be left out; see `clipper config`.

# [archive]
# A corrected date or title moves the file to where it says, and no question is asked.
# refile = true

# [sources]
# The outlets, each with the other names and the domains under which it appears.
# "Reuters" = ["Thomson Reuters", "reuters.com"]

# [searches]
# Queries that have a name: `clipper list @ukraine`.
# ukraine = "tag:world/ukraine -tag:opinion"

# [rules]
# What a new clip is like, and the tags that it then gets.
# "source:reuters ceasefire" = ["world", "wire"]

# [feeds]
# What `clipper watch` asks for news; of those that match the query, clips are made.
# "Daily Example" = { url = "https://example.com/feed.xml", query = "harbour", tags = ["ports"], full = true }
"""


class Archive:
    """A folder with a settings file; the paths of clips are relative to it, with `/` between folders."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @classmethod
    def create(cls, root: Path) -> "Archive":
        """Make a folder an archive; all files that it has already stay as they are."""
        with files.disk_errors(f"{safe(str(root))} cannot be made an archive"):
            if root.exists() and not root.is_dir():
                raise RefusedError(f"{safe(str(root))} is a file, not a folder")
            files.make_folders(root)
            folder = Folder.at(root)
            settings = folder / SETTINGS_NAME
            if not settings.exists():
                with contextlib.suppress(FileExistsError):
                    files.create(settings, _NEW_SETTINGS.encode(), temp_folder=folder)
                folder.sync()
        return cls(root)

    @property
    def internal_folder(self) -> Path:
        """The path of the folder for clipper's own files: the lock, staged files and the history."""
        return self.root / INTERNAL_NAME

    def open_root(self) -> Folder:
        """Open the folder of the archive."""
        return Folder.at(self.root)

    def open_own_folder(self, name: str) -> Folder | None:
        """Open a folder in that of clipper's own files; None if it does not exist.

        An archive may come from a stranger: raise RefusedError if one of the two is a link, or not the user's own.
        """
        try:
            return self.open_root().own_subfolder(INTERNAL_NAME).own_subfolder(name)
        except FileNotFoundError:
            return None

    def entry(self, path: str) -> FolderEntry:
        """Return the name of a clip in its folder; raise RefusedError if the folder is behind a link."""
        return entry_below(self.open_root(), path)

    def path(self, path: str) -> Path:
        """Return the full path of a clip."""
        return self.root / path

    def originals(self, path: str) -> list[str]:
        """Return the paths of the originals of a clip that exist; most clips have none."""
        possible = [path.removesuffix(".md") + suffix for suffix in ORIGINAL_SUFFIXES.values()]
        return [original for original in possible if files.is_file(self.path(original))]

    def read(self, path: str) -> bytes:
        """Return the bytes of a clip; raise NotFoundError, UnreadableError or DiskError."""
        return self.read_with_status(path)[0]

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """Return the bytes of a clip and the status of its file; raise the same errors as `read`."""
        with read_errors(path):
            return files.read(self.entry(path))

    def apply_edit(self, path: str, raw: bytes, edit: "Edit") -> bytes:
        """Return the result of an edit of a clip's bytes; its errors get the path of the clip."""
        try:
            return edit(raw)
        except UnreadableError as error:
            raise error.in_file(path) from error
        except RefusedError as error:
            raise error.with_prefix(safe(path)) from error


def is_original(path: str) -> bool:
    """Tell whether a path is that of an original, not of a clip."""
    return path.endswith((*ORIGINAL_SUFFIXES.values(),))


def clip_path(path: str) -> str:
    """Return the path of the clip to which an original belongs; the path of a clip is returned as it is."""
    suffix = next((suffix for suffix in ORIGINAL_SUFFIXES.values() if path.endswith(suffix)), "")
    return path.removesuffix(suffix) + ".md" if suffix else path


def entry_below(root: Folder, path: str) -> FolderEntry:
    """Return the name of a clip in its folder; each folder on the way is opened in the one before.

    Raise RefusedError for a link on the way, which may lead out of the archive.
    """
    *levels, name = path.split("/")
    folder = root
    for level in levels:
        try:
            folder = folder.subfolder(level)
        except LinkedFolderError as error:
            raise RefusedError(f"{safe(path)} lies behind a link") from error
    return folder / name


@contextlib.contextmanager
def read_errors(path: str) -> Iterator[None]:
    """Turn the errors of reading a clip into a ClipperError that names the clip."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFoundError(f"there is no clip {safe(path)}") from error
    except OSError as error:
        raise DiskError(f"{safe(path)} cannot be read: {reason(error)}") from error
    except UnreadableError as error:
        raise error.in_file(path) from error


@contextlib.contextmanager
def clip_errors(path: str) -> Iterator[None]:
    """Turn an OSError of writing a clip into a ClipperError that names the clip."""
    try:
        yield
    except FileExistsError as error:
        raise RefusedError(f"{safe(path)} exists already") from error
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no clip {safe(path)}") from error
    except OSError:
        with files.disk_errors(f"{safe(path)} cannot be written"):
            raise


def locate(
    option: Path | None, environment: Mapping[str, str], cwd: Path, configured: str, home: Path
) -> tuple[Path, str]:
    """Return the folder of the archive, and what named it.

    These are tried in order: the option, the variable, the working directory and its parents, the configuration, and
    `~/clips`. The last two are returned even if there is no archive. If the option or the variable names a folder that
    is not an archive, raise NotFoundError.
    """
    explicit = [(option, "--archive"), (_expand(environment.get("CLIPPER_ARCHIVE")), "$CLIPPER_ARCHIVE")]
    for folder, source in explicit:
        if folder is not None:
            if not (folder / SETTINGS_NAME).is_file():
                shown = safe(str(folder))
                hint = f"`clipper init {shown}` makes it one." if folder.is_dir() else "`clipper init PATH` makes one."
                raise NotFoundError(f"there is no archive at {shown} ({source})", hint=hint)
            return folder, source
    for parent in (cwd, *cwd.parents):
        for folder in (parent, parent / "clips"):
            if (folder / SETTINGS_NAME).is_file():
                return folder, "the working directory"
    if configured:
        return files.expand_home(configured), "the configuration"
    return home / "clips", "the default"


def _expand(value: str | None) -> Path | None:
    return files.expand_home(value) if value else None
