"""What clipper can be asked to do to the small archive: command lines, what they read and what an editor does."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from clipper.library import Library
from tests.conftest import FakeOutside, open_library
from tests.faults.oracle import State, put_back, state
from tests.running import Ran, run

PIECE = b"date 2000-05-19 [Source: Reuters]\nA new piece\n\nIts text is new.\n"
EXPORT = Path(__file__).parents[1] / "importers" / "exports" / "karakeep-old.json"
TAG = ("tag", "--where", "has:tags", "--yes", "-a", "one/two")
REMOVE = ("remove", "--yes", "--where", "is:undated OR tag:world")


class Operation(NamedTuple):
    """A command that writes, how many files it makes, changes or removes, and what is done before it."""

    words: tuple[str, ...]
    stdin: bytes = b""
    editor: Callable[[bytes], bytes] | None = None
    files: int = 1
    first: tuple[tuple[str, ...], ...] = ()


OPERATIONS = {
    "add": Operation(("add",), PIECE),
    "add to a new folder": Operation(("add",), PIECE.replace(b"2000-", b"1999-")),
    "add beside one of the same name": Operation(
        ("add", "--force", "--title", "Ceasefire talks"), PIECE.replace(b"A new piece", b"")
    ),
    "import": Operation(("import", str(EXPORT)), files=2),
    "tag": Operation(("tag", "2000-05-19-reuters-ceasefire-talks", "peace")),
    "tag many": Operation(TAG, files=3),
    "rename a tag": Operation(("tags", "rename", "world", "globe"), files=2),
    "set a field": Operation(("edit", "undated/letter", "--set", "date=2025-05-19")),
    "set many": Operation(("edit", "--where", "has:tags", "--set", "section=World"), files=3),
    "edit": Operation(("edit", "broken"), editor=lambda raw: raw.replace(b"title: two\n", b"")),
    "remove": Operation(("remove", "--yes", "2024-11-02-asahi-地震")),
    "remove many": Operation(REMOVE, files=3),
    "undo a tag": Operation(("undo",), files=3, first=(TAG,)),
    "undo a removal": Operation(("undo",), files=3, first=(REMOVE,)),
    "do a removal anew": Operation(("undo",), files=3, first=(REMOVE, ("undo",))),
    "undo what is not the newest": Operation(("undo", "1"), files=3, first=(TAG, ("tag", "letter", "x"))),
    "forget": Operation(("history", "--prune", "tomorrow", "--yes"), files=0, first=(TAG, REMOVE)),
}


def do(operation: Operation, library: Library, outside: FakeOutside) -> Ran:
    """Run a command on an archive; an exception that would be a traceback is raised."""
    outside.editor = operation.editor
    return run(outside, "--archive", str(library.archive.root), *operation.words, stdin=operation.stdin)


def start_again(library: Library, outside: FakeOutside, before: State, operation: Operation) -> State:
    """Make the archive what it was, do what comes first, with an index that knows it, and return what stands there."""
    put_back(library.archive.root, before)
    for words in operation.first:
        assert run(outside, "--archive", str(library.archive.root), *words).status == 0
    with open_library(library.archive.root, outside) as opened:
        opened.index.tags()
    return state(library.archive.root)
