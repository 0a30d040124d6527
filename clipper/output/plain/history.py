"""The operations of the history in words, as plain lines, and as JSON."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clipper import text
from clipper.output.plain import encode
from clipper.store.history import Record

_MINUTE = len("2026-11-24T20:10")


def command(record: Record) -> str:
    """Return what was typed, in one line that a terminal cannot act on."""
    return text.safe(text.one_line(shlex.join(record.words))) or "(what was typed is not known)"


def when(record: Record) -> str:
    """Return the day and the minute of an operation, where the user was."""
    return text.safe(record.when[:_MINUTE].replace("T", " "))


def states(records: Iterable[Record]) -> Mapping[int, str]:
    """Return by number what became of operations: `done`, `interrupted`, or `taken back by 12`.

    One that was taken back by an operation which was taken back itself is done again; the newest come first.
    """
    found: dict[int, str] = {}
    undone: dict[int, int] = {}
    for record in records:
        by = undone.get(record.number)
        found[record.number] = f"taken back by {by}" if by else "done" if record.whole else "interrupted"
        if record.undoes and not by:
            undone.setdefault(record.undoes, record.number)
    return found


def tsv(records: Sequence[Record]) -> Iterator[str]:
    """Yield a line for each operation: number, when, clips, what became of it, what was typed."""
    said = states(records)
    for record in records:
        cells = (str(record.number), record.when, str(record.count), said[record.number], command(record))
        yield "\t".join(map(text.safe, cells)) + "\n"


def json(records: Sequence[Record]) -> Iterator[str]:
    """Yield a JSON array of operations, one on each line."""
    said = states(records)
    return encode.json_array(as_record(record, said[record.number]) for record in records)


def as_record(record: Record, state: str) -> dict[str, object]:
    """Return what other programs may rely on."""
    return {
        "operation": record.number,
        "when": record.when,
        "words": list(record.words),
        "clips": record.count,
        "state": state,
        "undoes": record.undoes or None,
    }
