"""Commands that write to the small archive, with their input and what an editor does."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from clipper.library import Library
from tests.conftest import FakeSystem, open_library
from tests.faults.oracle import put_back, state
from tests.running import Result, run

PIECE = b"date 2000-05-19 [Source: Reuters]\nA new piece\n\nIts text is new.\n"
EXPORT = Path(__file__).parents[1] / "intake" / "importers" / "exports" / "karakeep-old.json"
PAGE = (
    b"<!doctype html><html><head><title>A new page</title><meta name=date content=2000-05-19></head><body><article><p>"
    + b"Its text is new, and so long that it can be found among all that stands around it on such a page. " * 3
    + b"</p></article></body></html>"
)
LONG_AGO = 1_000_000_000
TAG = ("tag", "--where", "has:tags", "--yes", "-a", "one/two")
SUGGESTED = ("tag", "2000-05-19-reuters-ceasefire-talks", "地震")
REMOVE = ("remove", "--yes", "--where", "is:undated OR tag:world")


FILED = {
    ".clipper.toml": b"[archive]\nrefile = true\n",
    "2001/2001-02-03-ap-vote.md": b"---\ntitle: Vote\ndate: 2001-02-03\nsource: AP\ntags: [count]\n---\n\nClose.\n",
    "2001/2001-02-03-ap-vote.html.gz": b"\x1f\x8bno page, but its name",
    "undated/call.md": b"---\ntitle: Call\ntags: [count]\n---\n\nNobody answers.\n",
}
"""Clips that clipper named, one with its original, in an archive in which they move when their dates change."""
REFILE = ("edit", "2001-02-03-ap-vote", "--set", "date=2002-03-04")
REFILE_MANY = ("edit", "--where", "tag:count", "--set", "date=2002-03-04")


class Operation(NamedTuple):
    """A command that writes, the number of files that it changes, and the commands to run `first`.

    `more` are the files that the archive has besides those of the small one.
    """

    words: tuple[str, ...]
    stdin: bytes = b""
    editor: Callable[[bytes], bytes] | None = None
    files: int = 1
    first: tuple[tuple[str, ...], ...] = ()
    more: Mapping[str, bytes] = MappingProxyType({})


OPERATIONS = {
    "add": Operation(("add",), PIECE),
    "add to a new folder": Operation(("add",), PIECE.replace(b"2000-", b"1999-")),
    "add beside one of the same name": Operation(
        ("add", "--force", "--title", "Ceasefire talks"), PIECE.replace(b"A new piece", b"")
    ),
    "add a page and keep it": Operation(("add", "--keep-html", "-"), PAGE, files=2),
    "import": Operation(("import", str(EXPORT)), files=2),
    "tag": Operation(("tag", "2000-05-19-reuters-ceasefire-talks", "peace")),
    "tag many": Operation(TAG, files=3),
    "take suggestions": Operation(("tag", "letter", "地震", "--suggest", "--yes"), files=1, first=(SUGGESTED,)),
    "rename a tag": Operation(("tags", "rename", "world", "globe"), files=2),
    "set a field": Operation(("edit", "undated/letter", "--set", "date=2025-05-19")),
    "set many": Operation(("edit", "--where", "has:tags", "--set", "section=World"), files=3),
    "edit": Operation(("edit", "broken"), editor=lambda raw: raw.replace(b"source: *two\n", b"")),
    "save a search": Operation(("search", "save", "peace", "tag:world")),
    "name an outlet": Operation(("sources", "merge", "BBC News", "BBC", "--alias")),
    "remove": Operation(("remove", "--yes", "2024-11-02-asahi-地震")),
    "remove many": Operation(REMOVE, files=3),
    "undo a tag": Operation(("undo",), files=3, first=(TAG,)),
    "undo a removal": Operation(("undo",), files=3, first=(REMOVE,)),
    "redo a removal": Operation(("redo",), files=3, first=(REMOVE, ("undo",))),
    "redo a tag": Operation(("redo",), files=3, first=(TAG, ("undo",))),
    "undo what is not the newest": Operation(("undo", "1"), files=3, first=(TAG, ("tag", "letter", "x"))),
    "refile": Operation(REFILE, files=4, more=FILED),
    "refile many": Operation(REFILE_MANY, files=6, more=FILED),
    "undo a move": Operation(("undo",), files=4, first=(REFILE,), more=FILED),
    "redo moves": Operation(("redo",), files=6, first=(REFILE_MANY, ("undo",)), more=FILED),
    "forget": Operation(("history", "--prune", "tomorrow", "--yes"), files=0, first=(TAG, REMOVE)),
}


def do(operation: Operation, root: Path, system: FakeSystem) -> Result:
    """Run an operation on an archive; an exception that would be a traceback is raised."""
    system.editor = operation.editor
    return run(system, "--archive", str(root), *operation.words, stdin=operation.stdin)


class Beginning:
    """The archive before an operation: the small one after the commands that come first, with an index of it."""

    def __init__(self, operation: Operation, library: Library, system: FakeSystem) -> None:
        self._root, self._system = library.archive.root, system
        for path, raw in operation.more.items():
            (self._root / path).parent.mkdir(exist_ok=True)
            (self._root / path).write_bytes(raw)
        for clip in self._root.rglob("*.md"):  # so old that its times are trusted, in a run as in its repetition
            os.utime(clip, (LONG_AGO, LONG_AGO))
        for words in operation.first:
            assert run(system, "--archive", str(self._root), *words).status == 0
        self.clips = state(self._root)
        self._folders = [path for path in self._root.rglob("*") if path.is_dir()]
        self._internal_copy = system.folder / "before"
        if library.archive.internal_folder.exists():
            shutil.copytree(library.archive.internal_folder, self._internal_copy)
        self.restore()

    def restore(self) -> None:
        """Restore that archive."""
        put_back(self._root, self.clips)
        for folder in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
        if self._internal_copy.exists():
            shutil.copytree(self._internal_copy, self._root / ".clipper", dirs_exist_ok=True)
        with open_library(self._root, self._system) as opened:
            opened.index.tag_counts()
