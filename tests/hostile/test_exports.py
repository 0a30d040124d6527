"""No export takes much time or memory, and in a hostile one the good rows are imported."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Figure
from tests.effort import is_within
from tests.running import measure

PATIENCE = 6.0
"""The CPU seconds that reading fifty megabytes may take, as `tests.effort` measures them."""
ROOM = 300
"""The megabytes of memory that this may take."""

POCKET = "title,url,time_added,tags,status\n"
GOOD = "A good row,https://e.example/good,1600322788,,unread\n"
PINBOARD = {"href": "https://e.example/good", "description": "A good row", "time": "", "toread": "no", "tags": ""}
RECORD = json.dumps(PINBOARD)


def zipped(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("part_000000.csv", POCKET + GOOD)
        for number in range(1, 6):
            packed.writestr(f"part_{number:06}.csv", POCKET + "0" * 9_990_000)


def many(folder: Path) -> None:
    with zipfile.ZipFile(folder / "many.zip", "w") as packed:
        packed.writestr("part_000000.csv", POCKET + GOOD)
        for number in range(1, 3_000):
            packed.writestr(f"part_{number:06}.csv", "")


EXPORTS = {
    "cells.csv": POCKET + GOOD + ('"' + "x" * 1_000_000 + '",y,1,,unread\n') * 20,
    "tags.csv": POCKET + GOOD + "T,https://e.example/tags,1," + "a|" * 2_000_000 + ",unread\n",
    "long.csv": POCKET + GOOD + "x" * 40_000_000,
    "open.csv": POCKET + GOOD + '"' + "x,y\n" * 5_000_000,
    "deep.json": f'[{RECORD}, {{"a": {"[" * 10_000}{"]" * 10_000}}}]',
    "wide.json": f'[{RECORD}, {{"href": "https://e.example/w", "x": [{"[]," * 3_000_000}[]]}}]',
    "many.json": f"[{RECORD}{f',{RECORD}' * 8_000}]",
    "blank.json": f"[{' ' * 20_000_000}{RECORD}]",
    "icons.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>"
    + f'<A HREF="https://e.example/good" ICON="data:{"A" * 900_000}">A good row</A>' * 20,
    "open.html": '<!DOCTYPE NETSCAPE-Bookmark-file-1><A HREF="https://e.example/good">A good row</A>'
    + '<A HREF="' * 1_000_000,
    "tree.json": '{"roots":{"bookmark_bar":{"children":[{"name":"A good row","url":"https://e.example/good"}'
    + f',{{"name":"{"x" * 40}","url":"javascript:"}}' * 100_000
    + "]}}}",
    "tabs.txt": "https://e.example/good | A good row\n" + "about:blank\n" * 100_000,
    "keys.ris": "TY  - NEWS\nTI  - A good row\nUR  - https://e.example/good\n" + "KW  - \n" * 2_000_000,
    "notes.enex": "<en-export><note><title>A good row</title><content>Words.</content></note>"
    + f"<note><title>{'x' * 100}</title><resource><data>{'A' * 10_000}</data></resource></note>" * 4_000
    + "</en-export>",
    "pieces.txt": "1 of 2 DOCUMENTS\n\n   The Paper\n\nMay 1, 2026\n\nA good row\n\nLENGTH: 1\n\nWords.\n"
    + "2 of 2 DOCUMENTS\n" * 10_000
    + "SECTION: a\n\nCopyright\n\n" * 500_000,
    "note.md": "---\ntitle: A good row\n---\n" + "word " * 1_900_000,
}
"""Exports that are excessive in some way, each with one good row."""


QUICK = ("cells.csv", "deep.json", "bomb.zip")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow])
        for name in (*EXPORTS, "bomb.zip", "many.zip")
    ],
)
def test_an_export_that_is_far_too_much_is_read_within_bounds(name: str, tmp_path: Path, figure: Figure) -> None:
    if name in EXPORTS:
        (tmp_path / name).write_text(EXPORTS[name])
    else:
        {"bomb.zip": zipped, "many.zip": many}[name](tmp_path)
    used = measure(tmp_path, "import", name, "--yes", "--json")
    assert used.ran.status in {0, 65}, used.ran.err
    assert json.loads(used.ran.out)["added"] >= 1
    assert is_within(used.seconds, PATIENCE)
    assert used.megabytes < ROOM
    assert "A good row" in measure(tmp_path, "list", "--sort", "title").ran.out
    figure("imports", f"hostile {name}", added=1, most_seconds=round(used.seconds, 2), most_MB=used.megabytes)
