"""All errors that end a command: each has an exit status and a sentence that says what to do."""

import copy
from collections.abc import Sequence
from typing import ClassVar, Self


class ClipperError(Exception):
    """An error that the command line shows as one line, with the exit status `status`; `hint` says what to do."""

    status: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def with_prefix(self, place: str) -> Self:
        """Return a copy of the error whose message begins with the place of the error and a colon."""
        return self._with_message(f"{place}: {self}")

    def with_suffix(self, clause: str) -> Self:
        """Return a copy of the error whose message ends with a semicolon and a further clause."""
        return self._with_message(f"{self}; {clause}")

    def _with_message(self, message: str) -> Self:
        error = copy.copy(self)
        error.args = (message,)
        return error


class NotFoundError(ClipperError):
    """What was named does not exist: a clip, an archive, a tag, an operation, a saved search."""


class AmbiguousError(ClipperError):
    """More than one clip has that name."""


class RefusedError(ClipperError):
    """What was asked for is not done: it would do harm, is not permitted or not possible, or the user said no."""


class DisagreementError(ClipperError):
    """A draft quotes words that are not in the archive as they are quoted."""


class UsageError(ClipperError):
    """The command line, a query or a setting makes no sense."""

    status = 2


class UnreadableError(ClipperError):
    """A file or an input cannot be read as what it should be: a clip, a text, a page, an export.

    `line`, which counts from 1 in the file, is where the header of a clip cannot be parsed.
    """

    status = 65

    def __init__(self, message: str, *, line: int = 1, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.line = line

    def in_file(self, path: str) -> Self:
        """Return a copy of the error whose message begins with the clip's path and the line."""
        from clipper.text import safe

        return self.with_prefix(f"{safe(path)}:{self.line}")


class DiskError(ClipperError):
    """Reading from the disk or writing to it failed."""

    status = 74


class BusyError(ClipperError):
    """Another process has locked the archive, or has changed the clip meanwhile."""

    status = 75


class UnreachableError(ClipperError):
    """A host did not send what was requested; a later attempt may succeed."""

    status = 75


class StoppedError(ClipperError):
    """The user pressed Ctrl-C; what was finished by then is kept.

    `failed` are the errors until then, and `linked` the paths of changed files that have another hard link.
    """

    status = 130

    def __init__(
        self, message: str, *, hint: str = "", failed: Sequence[ClipperError] = (), linked: Sequence[str] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.failed = failed
        self.linked = linked


def reason(error: OSError) -> str:
    """Return the operating system's message for a failure in lower case, such as `permission denied`."""
    return (error.strerror or str(error)).lower()
