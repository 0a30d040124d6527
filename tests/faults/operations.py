"""What clipper can be asked to do to the small archive: command lines, what they read and what an editor does."""

from collections.abc import Callable
from typing import NamedTuple

from clipper.library import Library
from tests.conftest import FakeOutside, open_library
from tests.faults.oracle import State, put_back
from tests.running import Ran, run

PIECE = b"date 2000-05-19 [Source: Reuters]\nA new piece\n\nIts text is new.\n"


class Operation(NamedTuple):
    """A command that writes, and how many files it makes, changes or removes."""

    words: tuple[str, ...]
    stdin: bytes = b""
    editor: Callable[[bytes], bytes] | None = None
    files: int = 1


OPERATIONS = {
    "add": Operation(("add",), PIECE),
    "add to a new folder": Operation(("add",), PIECE.replace(b"2000-", b"1999-")),
    "add beside one of the same name": Operation(
        ("add", "--force", "--title", "Ceasefire talks"), PIECE.replace(b"A new piece", b"")
    ),
    "tag": Operation(("tag", "2000-05-19-reuters-ceasefire-talks", "peace")),
    "tag many": Operation(("tag", "--where", "has:tags", "--yes", "-a", "one/two"), files=3),
    "set a field": Operation(("edit", "undated/letter", "--set", "date=2025-05-19")),
    "edit": Operation(("edit", "broken"), editor=lambda raw: raw.replace(b"title: two\n", b"")),
    "remove": Operation(("remove", "--yes", "2024-11-02-asahi-地震")),
    "remove many": Operation(("remove", "--yes", "--where", "is:undated OR tag:world"), files=3),
}


def do(operation: Operation, library: Library, outside: FakeOutside) -> Ran:
    """Run a command on an archive; an exception that would be a traceback is raised."""
    outside.editor = operation.editor
    return run(outside, "--archive", str(library.archive.root), *operation.words, stdin=operation.stdin)


def start_again(library: Library, outside: FakeOutside, before: State) -> None:
    """Make the archive what it was, with an index that knows it."""
    put_back(library.archive.root, before)
    with open_library(library.archive.root, outside) as opened:
        opened.index.tags()
