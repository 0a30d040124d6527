"""The quotes that are kept in clips, as TSV, CSV and JSON for other programs."""

import io
from collections.abc import Iterable, Iterator

from clipper.library.quotes import KeptQuote
from clipper.output.plain import encode
from clipper.output.plain.dates import day
from clipper.text import safe

_COLUMNS = ("speaker", "words", "handle", "date", "source", "title", "url", "path")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The characters at the beginning of a cell that a spreadsheet takes for a formula; the last four are full-width."""


def tsv(quotes: Iterable[KeptQuote]) -> Iterator[str]:
    """Yield a line for each quote: who said it, the words; handle, date, source, title, address, path of the clip."""
    return (encode.tsv_line(_cells(kept)) for kept in quotes)


def csv(quotes: Iterable[KeptQuote]) -> Iterator[str]:
    """Yield the lines of a table with a header row; a cell that would be a formula begins with an apostrophe."""
    from csv import writer

    line = io.StringIO()
    rows = writer(line, lineterminator="\n")
    for cells in (_COLUMNS, *map(_cells, quotes)):
        rows.writerow([_no_formula(safe(cell)) for cell in cells])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def json(quotes: Iterable[KeptQuote]) -> Iterator[str]:
    """Yield one JSON array with each quote on a line of its own."""
    return encode.json_array(dict(zip(_COLUMNS, _cells(kept), strict=True)) for kept in quotes)


def _cells(kept: KeptQuote) -> tuple[str, ...]:
    clip = kept.stored.clip
    of_clip = (kept.stored.handle, day(clip.date), clip.source, clip.title, clip.url, kept.stored.path)
    return (kept.quote.speaker, kept.quote.words, *of_clip)


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
