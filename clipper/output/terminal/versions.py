"""The versions of one clip, the lines that changed in colour."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.output.plain.history import command, minute
from clipper.output.plain.versions import action, changed_lines
from clipper.output.terminal.guard import Guarded
from clipper.store.history import Version

_STYLES = {"+": "clip.added", "-": "clip.removed", "@": "clip.quiet"}


def render(path: str, versions: Sequence[Version]) -> RenderableType:
    """Return the versions of a clip with the lines that changed in each, the newest first."""
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
        (minute(record), "clip.date"),
        f"  {action(version)}  ",
        (command(record), "clip.quiet"),
        overflow="fold",
    )
