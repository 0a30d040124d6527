"""The operations of the history as TSV and JSON, and the words for them that a terminal shows too."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clipper import text
from clipper.output.plain import encode
from clipper.store.history import OperationRecord
from clipper.store.history.undone import undone_by

_MINUTE = len("2026-11-24T20:10")


def command(record: OperationRecord) -> str:
    """Return the command line of an operation as one line, safe to print, without the archive that it worked on."""
    words = shlex.join(_without_archive(record.command_line))
    return text.safe(text.one_line(words)) or "(what was typed is not known)"


def summary(record: OperationRecord, others: Mapping[int, OperationRecord]) -> str:
    """Return what an operation did, in words that are safe to print; in an older history, its command line.

    `others` are records by number, among which an undo finds what it undid.
    """
    depth = 0
    undone = record
    while undone.undoes and undone.undoes in others:
        undone = others[undone.undoes]
        depth += 1
    if undone.undoes:
        return f"took back {undone.undoes}" if undone is record else command(record)
    clips = undone.count if undone.titles else 0  # without any, the settings were changed
    did = text.safe(undone.deed.tell(clips, undone.titles, undone.moved)) if undone.deed else command(undone)
    if not depth:
        return did
    return f"{'took back' if depth % 2 else 'did again'} {undone.number}: {did}"


def _without_archive(words: Sequence[str]) -> Sequence[str]:
    """Leave out the option `--archive PATH`, which comes before the command."""
    for place, word in enumerate(words):
        if word == "--archive":
            return (*words[:place], *words[place + 2 :])
        if word.startswith("--archive="):
            return (*words[:place], *words[place + 1 :])
        if not word.startswith("-"):
            break
    return words


def minute(record: OperationRecord) -> str:
    """Return the day and the minute of an operation, in the user's time zone."""
    return text.safe(record.when[:_MINUTE].replace("T", " "))


def states(records: Iterable[OperationRecord]) -> Mapping[int, str]:
    """Return the state of each operation by its number: `done`, `interrupted`, or `taken back by 12`.

    The records come newest first. If the undo of an operation was undone too, the operation counts as done.
    """
    return {
        record.number: f"taken back by {undo.number}" if undo else "done" if record.is_complete else "interrupted"
        for record, undo in undone_by(records)
    }


def tsv(records: Sequence[OperationRecord], others: Mapping[int, OperationRecord]) -> Iterator[str]:
    """Yield a line for each operation: number, time, number of clips, state, command line, what it did."""
    state_of = states(records)
    for record in records:
        did = summary(record, others)
        cells = (record.number, record.when, record.count, state_of[record.number], command(record), did)
        yield encode.tsv_line(cells)


def json(records: Sequence[OperationRecord], others: Mapping[int, OperationRecord]) -> Iterator[str]:
    """Yield one JSON array with each operation on a line of its own."""
    state_of = states(records)
    return encode.json_array(json_values(record, state_of[record.number], others) for record in records)


def json_values(record: OperationRecord, state: str, others: Mapping[int, OperationRecord]) -> dict[str, object]:
    """Return the public keys of an operation, and their values."""
    return {
        "operation": record.number,
        "when": record.when,
        "words": list(record.command_line),
        "clips": record.count,
        "state": state,
        "undoes": record.undoes or None,
        "did": summary(record, others),
    }
