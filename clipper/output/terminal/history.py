"""The history for a person: the operations as a table, and the versions of one clip with what changed in colour."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper import text
from clipper.output.plain import history
from clipper.output.plain import versions as versions_
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.theme import grouped
from clipper.store.history import Record, Version

_SIGNS = {"+": "clip.added", "-": "clip.removed", "@": "clip.quiet"}
_KB, _MB = 1000, 1_000_000


def operations(records: Sequence[Record], *, width: int, total: int, size: int) -> RenderableType:
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
            grouped(record.count),
            Text("" if state == "done" else state, style="clip.problem" if state == "interrupted" else "clip.quiet"),
        )
    counted = grouped(total) if len(records) >= total else f"{grouped(len(records))} of {grouped(total)}"
    foot = f"{counted} {'operation' if total == 1 else 'operations'} · {_bytes(size)}"
    return Guarded(Group(table, Text(), Text(f"{foot} · `clipper undo` takes the newest back", style="clip.quiet")))


def versions(path: str, found: Sequence[Version]) -> RenderableType:
    """Return the versions of a clip with what changed in each, the newest first."""
    lines = [Text(text.safe(path), style="clip.headline", overflow="fold")]
    for version in found:
        lines += [Text(), _head(version)]
        lines += [
            Text(line, style=_SIGNS.get(line[:1], "none"), overflow="fold") for line in versions_.difference(version)
        ]
    return Guarded(Group(*lines))


def _head(version: Version) -> Text:
    record = version.record
    return Text.assemble(
        (str(record.number), "clip.handle"),
        "  ",
        (history.when(record), "clip.date"),
        f"  {versions_.what(version)}  ",
        (history.command(record), "clip.quiet"),
        overflow="fold",
    )


def _bytes(size: int) -> str:
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(size // _KB, 1)} kB" if size else "0 kB"
