"""The operations of the history as a table."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper.output.plain.history import minute, states, summary
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, join_with_dots
from clipper.output.terminal.theme import group_digits
from clipper.store.history import OperationRecord

_KB, _MB = 1000, 1_000_000
_NARROW = 60


def render(
    records: Sequence[OperationRecord], others: Mapping[int, OperationRecord], *, width: int, total: int, size: int
) -> RenderableType:
    """Return a row for each operation, the newest first; `total` operations are stored, in `size` bytes.

    `others` are the records by number, with all that they undid.
    """
    draw = _table if width >= _NARROW else _lines
    rows = draw(records, states(records), others, width)
    shown = group_digits(total) if len(records) >= total else f"{group_digits(len(records))} of {group_digits(total)}"
    parts = [f"{shown} {'operation' if total == 1 else 'operations'}", _size_in_words(size)]
    parts += ["`clipper undo` takes the newest back", f"`clipper history {records[0].number}` shows it whole"]
    footer = join_with_dots([(part, "clip.quiet") for part in parts], width)
    return Guarded(Group(*rows, Text(), *(Text.assemble(*line) for line in footer)))


def _table(
    records: Sequence[OperationRecord], state_of: Mapping[int, str], others: Mapping[int, OperationRecord], width: int
) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="clip.quiet", width=width)
    table.add_column("no", justify="right", style="clip.handle", no_wrap=True)
    table.add_column("when", style="clip.date", no_wrap=True)
    table.add_column("what was done", ratio=1, overflow="fold")
    for record in records:
        did = Text(summary(record, others))
        state, style = _state(state_of[record.number])
        if state:
            did.append(f" · {state}", style)
        table.add_row(str(record.number), minute(record), did)
    yield table


def _lines(
    records: Sequence[OperationRecord], state_of: Mapping[int, str], others: Mapping[int, OperationRecord], width: int
) -> Iterator[RenderableType]:
    """Yield two lines or more for each operation, for a terminal that is too narrow for a table."""
    for record in records:
        number, state = str(record.number), _state(state_of[record.number])
        yield Text.assemble((number, "clip.handle"), "  ", (minute(record), "clip.date"), "  ", state, overflow="fold")
        yield Indented(Text(summary(record, others), overflow="fold"), min(2, width - 1))


def _state(state: str) -> tuple[str, str]:
    """Return what is shown of a state, and its style; most operations are done, which need not be said."""
    return "" if state == "done" else state, "clip.problem" if state == "interrupted" else "clip.quiet"


def _size_in_words(size: int) -> str:
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(size // _KB, 1)} kB" if size else "0 kB"
