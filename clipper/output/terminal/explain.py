"""What pages said of the fields of their clips, as a table: the value, where it stood, and what else there was."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper import text
from clipper.model.candidate import Candidate
from clipper.output.terminal.guard import Guarded

_LONGEST = 300
_FIELD, _ORIGIN = 12, 24


def render(found: Sequence[Candidate], *, width: int) -> RenderableType:
    """Return a table for each input: what was chosen in full colour, what was passed over below it."""
    parts: list[RenderableType] = []
    for one in found:
        if not one.provenance:
            continue
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="clip.quiet", width=width)
        table.add_column("field", style="clip.label", no_wrap=True, max_width=_FIELD)
        table.add_column("value", ratio=1, overflow="fold")
        table.add_column("from", style="clip.quiet", overflow="fold", max_width=_ORIGIN)
        for said in one.provenance:
            table.add_row(Text(text.safe(said.field)), Text(_cut(said.value)), Text(text.safe(said.origin)))
            for value, origin in said.passed_over:
                table.add_row(Text(), Text(f"not {_cut(value)}", style="clip.quiet"), Text(text.safe(origin)))
        parts += [Text(text.safe(one.input_name), style="clip.headline", overflow="fold"), table, Text()]
    return Guarded(Group(*parts[:-1]))


def _cut(value: str) -> str:
    return text.safe(text.shorten(value, _LONGEST))
