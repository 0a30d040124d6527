"""Every verb that writes, as an operation on the small archive with a few clips more; each ends with status 0."""

from collections.abc import Mapping

from tests.faults.operations import OPERATIONS, PAGE, Operation
from tests.faults.tracing import PIECE, STDIN
from tests.intake.importers.golden import EXPORTS

CLIPS = {
    "2025/twin.md": b"---\ntitle: Rates\ndate: 2025-06-01\nsource: ITN\ntags: [economy]\n---\n\nThe bank waits.\n",
    "waiting.md": b"---\ntitle: Talks\nurl: %s\ntags:\n- to-fetch\n---\n",
    "2025/mended.md": b"---\ntitle: To mend\ndate: 2025-06-02\nsource: ITN\ntags: [Economy]\n---\n\nIt is short.\n",
}
"""Clips that the small archive lacks: a reprint, a bookmark, whose address is filled in, and one to mend."""

SETTINGS = b"""\
# By hand.
[searches]
mine = "tag:world"

[rules]
"tag:economy" = ["money"]
"""
USER_SETTINGS = b'[list]\nlimit = 7\n\n[sources]\n"ITV" = ["itv.com"]\n'

NEW_ARCHIVE = "new/archive"
TWICE = ("tag", "--where", "tag:world", "-a", "twice", "--yes")

MORE: Mapping[str, Operation] = {
    "add a file": Operation(("add", "piece.md")),
    "add a saved page": Operation(("add", "--keep-html", "page.html")),
    "tags merge": Operation(("tags", "merge", "world", "opinion", "economy", "--yes")),
    "tags split": Operation(("tags", "split", "economy", "money", "trade", "--yes")),
    "tags remove": Operation(("tags", "remove", "world", "--yes")),
    "tags apply": Operation(("tags", "apply", "--yes")),
    "untag": Operation(("tag", "--where", "tag:economy", "-r", "economy", "--yes")),
    "sources merge": Operation(("sources", "merge", "ITN", "BBC News", "--yes")),
    "unset": Operation(("edit", "--where", "source:ITN", "--unset", "source", "--yes")),
    "check": Operation(("check", "--fix", "--yes", "title:mend")),
    "duplicates": Operation(("duplicates", "--mark", "reprint", "--yes")),
    "fetch": Operation(("fetch", "tag:to-fetch", "--allow-private", "--yes")),
    "search remove": Operation(("search", "remove", "mine")),
    "replace a search": Operation(("search", "save", "mine", "tag:economy", "--force")),
    "settings": Operation(("config", "--edit"), editor=lambda raw: raw + b"\n[searches]\nx = 'y'\n"),
    "init": Operation(("init", NEW_ARCHIVE)),
    "redo": Operation(("redo",), first=(TWICE, ("undo",))),
}
IMPORTS = {f"import {path.name}": Operation(("import", path.name, "--yes")) for path in sorted(EXPORTS.iterdir())}
"""The import of an export of every kind."""

VERBS = {
    **{name: operation._replace(stdin=STDIN.get(name, operation.stdin)) for name, operation in OPERATIONS.items()},
    **MORE,
    **IMPORTS,
}

INPUTS = {"piece.md": PIECE % b"1998", "page.html": PAGE}
"""The files that are added."""
