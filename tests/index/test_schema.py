"""The index is built again when clips are read in another way than by the clipper that built it."""

import zlib

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.index import schema
from clipper.index.rows import clip_rows
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from clipper.model.inferred import infer
from tests.hard_files import CASES

MORE = {
    "2016-10-30-day-in-the-name.md": b"# Its heading\n\nText\n",
    "toml.md": b"+++\ntitle = 'T'\ndate = 2020-01-02\n[taxonomies]\ntags = ['a']\n+++\n\nText\n",
    "json.md": b'{"title": "T", "tags": ["a"]}\n\nText\n',
    "twice.md": b"---\ntitle: A\ntitle: B\n---\n\nText\n",
    "people.md": b"---\nauthor: By Ann Lee and Bo Chen\ncategories: [x, y]\n---\n\nText\n",
    "dates.md": b"---\npublished: 10/Oct/2000:13:55:36 +0300\ncreated: 1700000000\n---\n\nText\n",
    "links.md": b"---\nsource: '[[The Post]]'\nauthor: ['[[Jane Doe|Jane]]']\ntags: [a / b, '#c']\n---\n\nText\n",
    "korean.md": "---\ndate: 2026년 5월 18일\nlang: ko\n---\n\nText\n".encode(),
}
READ_AS = (4, 2797821862)
"""The number of the reading, and the checksum that belongs to it."""


def rows_of_samples() -> int:
    """Return a checksum of the rows that files become, each with a trap for a reader."""
    rows = []
    for path, raw in {**MORE, **{f"{number}.md": raw for number, raw in enumerate(CASES.values())}}.items():
        try:
            clip, inferred = infer(path, clipfile.read(raw))
        except UnreadableError:
            clip, inferred = Clip(problem="unreadable"), ()  # why is said by the parser, in its own words
        stored = StoredClip(path, naming.handle(path), clip, len(clip.body), inferred)
        rows.append(clip_rows(stored, mtime_ns=1, ctime_ns=1, size=1, inode=1))
    return zlib.crc32(repr(rows).encode())


def test_a_file_that_is_read_in_another_way_has_another_number_of_reading() -> None:
    assert rows_of_samples() == READ_AS[1], "clips are read in another way: raise READING, and say both here"
    assert READ_AS[0] == schema.READING
