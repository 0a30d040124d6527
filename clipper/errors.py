"""One family of errors: each has an exit status and a sentence that says what to do."""

import copy
from typing import ClassVar, Self


class ClipperError(Exception):
    """Say that something was not done; the command line shows it as one line and ends with `status`."""

    status: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def within(self, place: str) -> Self:
        """Return the same error with the place where it arose before its sentence."""
        return self._saying(f"{place}: {self}")

    def adding(self, more: str) -> Self:
        """Return the same error with a further clause."""
        return self._saying(f"{self}; {more}")

    def _saying(self, message: str) -> Self:
        other = copy.copy(self)
        other.args = (message,)
        return other


class NotFoundError(ClipperError):
    """No clip, or no archive, answers to that name."""


class AmbiguousError(ClipperError):
    """More than one clip answers to that name."""


class RefusedError(ClipperError):
    """It could be done, but would lose or repeat something that the user did not name."""


class UsageError(ClipperError):
    """The command line, the query or a setting says something that has no meaning."""

    status = 2


class UnreadableError(ClipperError):
    """A clip's header cannot be read; `line` counts from 1 in the file."""

    status = 65

    def __init__(self, message: str, *, line: int = 1, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.line = line

    def of(self, path: str) -> Self:
        """Return the same error with the clip's path and the line before its sentence."""
        from clipper.text import safe

        return self.within(f"{safe(path)}:{self.line}")


class DiskError(ClipperError):
    """The disk refused to read or to write."""

    status = 74


class BusyError(ClipperError):
    """Another process holds the archive, or changed the clip meanwhile."""

    status = 75


class UnreachableError(ClipperError):
    """A host did not give what was asked of it; perhaps it does another time."""

    status = 75


class StoppedError(ClipperError):
    """Ctrl-C: what was finished stands."""

    status = 130


def reason(error: OSError) -> str:
    """Return the operating system's own words for a failure, in lower case, such as `permission denied`."""
    return (error.strerror or str(error)).lower()
