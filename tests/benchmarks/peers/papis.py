"""papis: a folder with an info file for each clip; of the text it knows nothing."""

import json
from collections.abc import Sequence
from pathlib import Path

from clipper.model.clip import Clip
from tests.benchmarks.peers import OUTLET, Peer, Task

_PAPIS = "papis -l {folder}/library"


def make(clips: Sequence[Clip], folder: Path) -> None:
    """Write a folder for each clip; JSON is YAML."""
    for number, clip in enumerate(clips):
        home = folder / "library" / str(number)
        home.mkdir(parents=True)
        info = {
            "papis_id": f"{number:032x}",
            "title": clip.title,
            "author": "; ".join(clip.author),
            "year": int(clip.date[:4]),
            "date": clip.date,
            "journal": clip.source,
            "tags": list(clip.tags),
        }
        (home / "info.yaml").write_text(json.dumps(info), encoding="utf-8")


PEER = Peer(
    program="papis",
    make=make,
    variables={"XDG_CACHE_HOME": "{folder}/cache", "XDG_CONFIG_HOME": "{folder}/config"},
    work={
        "first index": Task(f"{_PAPIS} list --all --id title:nothing", before="rm -rf {folder}/cache"),
        "newest 20": Task(f"{_PAPIS} list --all --sort date --reverse --format '{{doc}}[title]' | head -20"),
        "outlet and span": Task(f"{_PAPIS} list --all --id 'journal:\"{OUTLET}\" year:2020'"),
        "tag": Task(f"{_PAPIS} list --all --id 'tags:{{tag}}'"),
        "tag one": Task(
            f"{_PAPIS} tag --add bench papis_id:{{number:032x}}",
            after=f"{_PAPIS} tag --drop bench papis_id:{{number:032x}}",
        ),
    },
    most=1_000,
    turns=2,
)
