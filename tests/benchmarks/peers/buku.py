"""buku: a bookmark for each clip, its text as the comment."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from clipper.model.clip import Clip
from tests.benchmarks.peers import WORDS, Peer, Task

_BUKU = "buku --nostdin --nc --np"


def make(clips: Sequence[Clip], folder: Path) -> None:
    """Write a file of bookmarks to import, the oldest first."""
    lines = ["<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"]
    for number, clip in enumerate(sorted(clips, key=lambda clip: clip.date)):
        tags = escape(",".join(clip.tags))
        lines.append(f'<DT><A HREF="https://example.com/{number}" TAGS="{tags}">{escape(clip.title)}</A>\n')
        lines.append(f"<DD>{escape(' '.join(clip.body.split()))}\n")
    (folder / "bookmarks.html").write_text("".join([*lines, "</DL>\n"]), encoding="utf-8")


PEER = Peer(
    program="buku",
    make=make,
    variables={"XDG_DATA_HOME": "{folder}", "BUKU_DEFAULT_DBDIR": "{folder}/buku"},
    work={
        "first index": Task(
            f"{_BUKU} --tacit -i {{folder}}/bookmarks.html", before="rm -rf {folder}/buku; mkdir {folder}/buku"
        ),
        "newest 20": Task(f"{_BUKU} -p -20"),
        "tag": Task(f"{_BUKU} --stag '{{tag}}'"),
        "two words": Task(f"{_BUKU} -S {' '.join(WORDS)}"),
        "add one": Task(
            f"{_BUKU} --offline -a https://example.com/added --title Added", after=f"{_BUKU} --tacit -d -1"
        ),
        "tag one": Task(f"{_BUKU} --tacit -u 1 --tag + bench", after=f"{_BUKU} --tacit -u 1 --tag - bench"),
    },
    turns=3,
)
