"""The operations of the history as a table."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper.output.plain import history
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.theme import group_digits
from clipper.store.history import Record

_KB, _MB = 1000, 1_000_000


def render(records: Sequence[Record], *, width: int, total: int, size: int) -> RenderableType:
    """Return operations as a table, the newest first; `total` counts all there are, which take `size` bytes."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="clip.quiet", width=width)
    table.add_column("no", justify="right", style="clip.handle", no_wrap=True)
    table.add_column("when", style="clip.date", no_wrap=True)
    table.add_column("command", ratio=1, overflow="fold")
    table.add_column("clips", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    said = history.states(records)
    for record in records:
        state = said[record.number]
        table.add_row(
            str(record.number),
            history.when(record),
            Text(history.command(record)),
            group_digits(record.count),
            Text("" if state == "done" else state, style="clip.problem" if state == "interrupted" else "clip.quiet"),
        )
    counted = group_digits(total) if len(records) >= total else f"{group_digits(len(records))} of {group_digits(total)}"
    foot = f"{counted} {'operation' if total == 1 else 'operations'} · {_bytes(size)}"
    return Guarded(Group(table, Text(), Text(f"{foot} · `clipper undo` takes the newest back", style="clip.quiet")))


def _bytes(size: int) -> str:
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(size // _KB, 1)} kB" if size else "0 kB"
