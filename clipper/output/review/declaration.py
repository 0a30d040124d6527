"""What a press review used, as licensing bodies want to know it: a row for each clip, as CSV or for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from clipper import text
from clipper.library.digest import Digest
from clipper.output.plain import dates
from clipper.output.spreadsheet import sheet

SUFFIXES = (".csv", ".xlsx")
"""The suffixes of a declaration; each means its format."""

COLUMNS = ("outlet", "headline", "date", "author", "page", "words", "shown")
"""The columns; `words` counts those of the article, and `shown` is full, excerpt or line."""


def write(digest: Digest, out: BinaryIO, suffix: str) -> None:
    """Write a row for each clip, in the order of the press review."""
    if suffix == ".xlsx":
        with sheet(out, COLUMNS) as add:
            for row in _rows(digest):
                add(row)
        return
    stream = TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        csv.writer(stream, lineterminator="\n").writerows((COLUMNS, *_rows(digest)))
    finally:
        stream.detach()


def _rows(digest: Digest) -> Iterator[tuple[str, ...]]:
    for read in digest.clips:
        clip = read.clip
        values = (clip.source, clip.title, dates.day(clip.date), "; ".join(clip.author), clip.page)
        yield (*map(text.safe, values), str(read.words), read.extent)
