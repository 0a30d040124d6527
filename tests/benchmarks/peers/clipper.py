"""clipper itself, on its own files."""

from collections.abc import Sequence
from pathlib import Path

from clipper.model.clip import Clip
from tests.benchmarks.corpus import path_of, written
from tests.benchmarks.peers import FIRST_YEAR, LAST_YEAR, OUTLET, WORDS, Peer, Task

_NEWEST = "clipper list -n 20"
_SETTLE = f"clipper list -n 1 {WORDS[0]}"
_UNTAG = "clipper tag --where tag:bench --remove bench --yes --quiet"


def make(clips: Sequence[Clip], folder: Path) -> None:
    """Write every clip as a file of its own."""
    for clip in clips:
        file = folder / "clips" / path_of(clip)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(clip), encoding="utf-8")
    (folder / "clips" / ".clipper.toml").touch()
    (folder / "added.txt").write_text("date 1999-05-19 [Source: Reuters]\n\nA text that is added.\n", encoding="utf-8")


PEER = Peer(
    program="clipper",
    make=make,
    variables={"CLIPPER_ARCHIVE": "{folder}/clips", "XDG_CACHE_HOME": "{folder}/cache"},
    work={
        "first index": Task(_SETTLE, before="rm -rf {folder}/cache", after=_SETTLE),
        "newest 20": Task(_NEWEST, before=_NEWEST),
        "outlet and span": Task(f"clipper list 'source:\"{OUTLET}\"' date:{FIRST_YEAR}..{LAST_YEAR}"),
        "tag": Task("clipper list 'tag:{tag}'"),
        "two words": Task(f"clipper list {' '.join(WORDS)}", before=_SETTLE),
        "add one": Task("clipper add {folder}/added.txt", after="rm -rf {folder}/clips/1999", before=_SETTLE),
        "tag one": Task("clipper tag '{path}' --add bench", before=_SETTLE, after=_UNTAG),
        "tag 1 000": Task("clipper tag --where since:{since} --add bench --yes", before=_SETTLE, after=_UNTAG),
        "after one change": Task(_NEWEST, before=f"{_NEWEST}; echo >> '{{folder}}/clips/{{path}}'"),
    },
)
