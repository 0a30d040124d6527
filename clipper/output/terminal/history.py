"""The operations of the history as a table."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper.output.plain.history import command, minute, states
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.theme import group_digits
from clipper.store.history import OperationRecord

_KB, _MB = 1000, 1_000_000


def render(records: Sequence[OperationRecord], *, width: int, total: int, size: int) -> RenderableType:
    """Return a row for each operation, the newest first; `total` operations are stored, in `size` bytes."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="clip.quiet", width=width)
    table.add_column("no", justify="right", style="clip.handle", no_wrap=True)
    table.add_column("when", style="clip.date", no_wrap=True)
    table.add_column("command", ratio=1, overflow="fold")
    table.add_column("clips", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    state_of = states(records)
    for record in records:
        state = state_of[record.number]
        table.add_row(
            str(record.number),
            minute(record),
            Text(command(record)),
            group_digits(record.count),
            Text("" if state == "done" else state, style="clip.problem" if state == "interrupted" else "clip.quiet"),
        )
    shown = group_digits(total) if len(records) >= total else f"{group_digits(len(records))} of {group_digits(total)}"
    footer = f"{shown} {'operation' if total == 1 else 'operations'} · {_size_in_words(size)}"
    return Guarded(Group(table, Text(), Text(f"{footer} · `clipper undo` takes the newest back", style="clip.quiet")))


def _size_in_words(size: int) -> str:
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(size // _KB, 1)} kB" if size else "0 kB"
