"""The versions of one clip, with what changed in each in colour."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.output.plain import history
from clipper.output.plain.versions import changed_lines, what
from clipper.output.terminal.guard import Guarded
from clipper.store.history import Version

_STYLES = {"+": "clip.added", "-": "clip.removed", "@": "clip.quiet"}


def render(path: str, versions: Sequence[Version]) -> RenderableType:
    """Return the versions of a clip with what changed in each, the newest first."""
    lines = [Text(text.safe(path), style="clip.headline", overflow="fold")]
    for version in versions:
        lines += [Text(), _head(version)]
        lines += [Text(line, style=_STYLES.get(line[:1], "none"), overflow="fold") for line in changed_lines(version)]
    return Guarded(Group(*lines))


def _head(version: Version) -> Text:
    record = version.record
    return Text.assemble(
        (str(record.number), "clip.handle"),
        "  ",
        (history.when(record), "clip.date"),
        f"  {what(version)}  ",
        (history.command(record), "clip.quiet"),
        overflow="fold",
    )
