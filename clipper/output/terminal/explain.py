"""Where the fields of clips came from, as a table: the value, its origin, and the values that were not chosen."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper import text
from clipper.model.candidate import Candidate
from clipper.output.terminal.guard import Guarded

_LONGEST = 300
_FIELD_WIDTH, _ORIGIN_WIDTH = 12, 24


def render(candidates: Sequence[Candidate], *, width: int) -> RenderableType:
    """Return a table for each candidate: the value of each field, and below it the values that were not chosen."""
    parts: list[RenderableType] = []
    for candidate in candidates:
        if not candidate.provenance:
            continue
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="clip.quiet", width=width)
        table.add_column("field", style="clip.label", no_wrap=True, max_width=_FIELD_WIDTH)
        table.add_column("value", ratio=1, overflow="fold")
        table.add_column("from", style="clip.quiet", overflow="fold", max_width=_ORIGIN_WIDTH)
        for field in candidate.provenance:
            table.add_row(Text(text.safe(field.field)), Text(_shorten(field.value)), Text(text.safe(field.origin)))
            for value, origin in field.passed_over:
                table.add_row(Text(), Text(f"not {_shorten(value)}", style="clip.quiet"), Text(text.safe(origin)))
        parts += [Text(text.safe(candidate.input_name), style="clip.headline", overflow="fold"), table, Text()]
    return Guarded(Group(*parts[:-1]))


def _shorten(value: str) -> str:
    return text.safe(text.shorten(value, _LONGEST))
