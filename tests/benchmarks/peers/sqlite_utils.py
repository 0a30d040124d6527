"""sqlite-utils: a table of clips, one of tags, and a full-text index, asked in SQL."""

import json
from collections.abc import Sequence
from pathlib import Path

from clipper.model.clip import Clip
from tests.benchmarks.peers import FIRST_YEAR, LAST_YEAR, OUTLET, WORDS, Peer, Task

_NEWEST = "select date, source, title from clips order by date desc limit 20"
_SPAN = (
    f"select date, title from clips where source = '{OUTLET}' and date >= '{FIRST_YEAR}' and date < '{LAST_YEAR + 1}'"
)
_TAG = "select date, title from clips join tags on clips.id = tags.clip where tag = '{tag}' or tag like '{tag}/%'"
_TAGGED = "insert into tags (clip, tag) select id, 'bench' from clips where {}"
_UNTAG = "delete from tags where tag = 'bench'"
_FIRST = (
    "sqlite-utils insert {folder}/clips.db clips {folder}/clips.jsonl --nl --pk id"
    " && sqlite-utils insert {folder}/clips.db tags {folder}/tags.jsonl --nl"
    " && sqlite-utils create-index {folder}/clips.db tags tag"
    " && sqlite-utils create-index {folder}/clips.db clips date"
    " && sqlite-utils enable-fts {folder}/clips.db clips title body --create-triggers"
)


def make(clips: Sequence[Clip], folder: Path) -> None:
    """Write what is inserted: a line of JSON for each clip, and for each tag of it."""
    rows, tags = [], []
    for number, clip in enumerate(clips):
        rows.append({"id": number, "date": clip.date, "source": clip.source, "title": clip.title, "body": clip.body})
        tags += [{"clip": number, "tag": tag} for tag in clip.tags]
    for name, lines in (("clips", rows), ("tags", tags), ("added", [rows[0] | {"id": -1}])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _ask(said: str) -> str:
    return 'sqlite-utils {folder}/clips.db "' + said + '"'


PEER = Peer(
    program="sqlite-utils",
    make=make,
    work={
        "first index": Task(_FIRST, before="rm -f {folder}/clips.db"),
        "newest 20": Task(_ask(_NEWEST)),
        "outlet and span": Task(_ask(_SPAN)),
        "tag": Task(_ask(_TAG)),
        "two words": Task(f"sqlite-utils search {{folder}}/clips.db clips '{' '.join(WORDS)}' -c date -c title"),
        "add one": Task(
            "sqlite-utils insert {folder}/clips.db clips {folder}/added.jsonl --nl --pk id",
            after=_ask("delete from clips where id = -1"),
        ),
        "tag one": Task(_ask(_TAGGED.format("id = {number}")), after=_ask(_UNTAG)),
        "tag 1 000": Task(_ask(_TAGGED.format("date >= '{since}'")), after=_ask(_UNTAG)),
    },
)
