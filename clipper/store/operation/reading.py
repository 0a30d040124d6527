"""Read files of the archive during an operation, before they are written and after a write that failed."""

from clipper.errors import ClipperError, RefusedError
from clipper.store.archive import read_errors
from clipper.store.operation.folders import Folders
from clipper.system import files
from clipper.text import safe

_WRITE_PERMISSIONS = 0o222


def read_writable(folders: Folders, path: str, *, force: bool) -> tuple[bytes, int]:
    """Return the bytes of a clip, and the number of its hard links; refuse one that is write-protected."""
    with read_errors(path):
        entry = folders.entry(path)
        raw, status = files.read(entry)
    if not force and (not status.st_mode & _WRITE_PERMISSIONS or not entry.is_writable()):
        raise RefusedError(f"{safe(path)} is protected against writing", hint="--force changes it anyway.")
    return raw, status.st_nlink


def digest_of(folders: Folders, path: str) -> str | None:
    """Return the digest of a file; empty if there is none, and None if that is not certain."""
    try:
        return files.digest(files.read(folders.entry(path))[0])
    except FileNotFoundError:
        return ""
    except (OSError, ClipperError):
        return None
