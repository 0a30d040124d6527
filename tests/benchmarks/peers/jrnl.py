"""jrnl: one text file with an entry for each clip, its tags as @words."""

import re
from collections.abc import Sequence
from pathlib import Path

from clipper.model.clip import Clip
from tests.benchmarks.peers import WORDS, Peer, Task

_CONFIG = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {folder}/journal.txt}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v4.2
"""
_JRNL = "jrnl --config-file {folder}/jrnl.yaml"


def make(clips: Sequence[Clip], folder: Path) -> None:
    """Write the journal, the oldest entry first."""
    entries = []
    for clip in sorted(clips, key=lambda clip: clip.date):
        tags = " ".join(f"@{re.sub(r'[^a-z0-9]', '_', tag)}" for tag in clip.tags)
        entries.append(f"[{clip.date} 09:00] {clip.title}.\n{clip.body}\n{clip.source} {tags}\n\n")
    (folder / "journal.txt").write_text("".join(entries), encoding="utf-8")
    (folder / "jrnl.yaml").write_text(_CONFIG.format(folder=folder), encoding="utf-8")


PEER = Peer(
    program="jrnl",
    make=make,
    work={
        "newest 20": Task(f"{_JRNL} -n 20 --format short"),
        "tag": Task(f"{_JRNL} @{{flat}} --format short"),
        "two words": Task(f"{_JRNL} -contains {WORDS[0]} -contains {WORDS[1]} -and --format short"),
        "add one": Task(
            f"{_JRNL} 2026-01-02: Added.",
            before="cp {folder}/journal.txt {folder}/kept.txt",
            after="mv {folder}/kept.txt {folder}/journal.txt",
        ),
    },
    most=10_000,
    turns=2,
)
