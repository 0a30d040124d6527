"""One operation: when, what was done, what was typed, and what changed in each clip."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper import text
from clipper.library.operations import FileReport
from clipper.output.plain import operation as plain
from clipper.output.plain import versions
from clipper.output.plain.history import minute, summary
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import styled_handle
from clipper.output.terminal.theme import group_digits
from clipper.store.history import OperationRecord

_STYLES = {"+": "clip.added", "-": "clip.removed"}


def render(
    record: OperationRecord,
    files: Sequence[FileReport],
    *,
    state: str,
    others: Mapping[int, OperationRecord],
    unique_lengths: Mapping[str, int],
    total: int,
) -> RenderableType:
    """Return an operation and the first of its `total` files; `others` are the records that it may have undone."""
    head = Text.assemble((str(record.number), "clip.handle"), "  ", (minute(record), "clip.date"), overflow="fold")
    if state != "done":
        head.append(f"  {state}", "clip.problem" if state == "interrupted" else "clip.quiet")
    rows: list[RenderableType] = [
        head,
        Text(_capitalized(summary(record, others)), style="clip.headline", overflow="fold"),
        Text(plain.command_line(record), style="clip.quiet", overflow="fold"),
    ]
    apart = any(map(plain.differences, files))
    for number, file in enumerate(files):
        rows += [Text()] * (apart or not number)
        rows += _file(file, unique_lengths.get(file.handle, len(file.handle)))
    if len(files) < total:
        shown = f"{group_digits(len(files))} of {group_digits(total)} clips · -n 0 shows all"
        rows += [Text(), Text(shown, style="clip.quiet")]
    return Guarded(Group(*rows))


def _file(file: FileReport, unique_length: int) -> Iterator[RenderableType]:
    done = versions.action(file.version)
    if file.is_settings:
        yield Text("The settings of the archive")
    else:
        title = Text(text.safe(file.title), overflow="fold")
        title.append("" if done == "changed" else f"  {done}", "clip.quiet")
        yield _row(Text.assemble(*styled_handle(file.handle, unique_length)), title)
    found = plain.differences(file)
    differences = _grid()
    for what, how in found:
        differences.add_row("", Text(what, style="clip.label"), Text(how, style=_style(what, how), overflow="fold"))
    if found:
        yield differences


def _row(*cells: Text) -> Table:
    row = _grid()
    row.add_row(*cells)
    return row


def _grid() -> Table:
    return Table.grid(padding=(0, 2, 0, 0))


def _style(what: str, how: str) -> str:
    if not what:
        return _STYLES.get(how[:1], "clip.quiet")
    return "none"


def _capitalized(told: str) -> str:
    return f"{told[:1].upper()}{told[1:]}"
