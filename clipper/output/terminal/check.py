"""What is wrong in an archive, as a report: grouped by kind, with what each kind means and how it is mended."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.checks import KINDS
from clipper.analysis.checks.finding import Finding
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, cut
from clipper.output.terminal.theme import group_digits

_HANDLE = 8
_INDENT = 2
_GAP = 2
_LEAST_PATH = 40
_LONGEST = 400


def render(
    found: Sequence[Finding], *, unique: Mapping[str, int], width: int, limit: int, plan: bool = False
) -> RenderableType:
    """Return findings under a heading for each kind, at most `limit` of each, 0 for all.

    `unique` says how many letters of a handle are enough to name its clip. A `plan` says what would be done.
    """
    parts: list[RenderableType] = []
    for name, group in groupby(found, key=lambda one: one.kind):
        several, kind = [*group], KINDS[name]
        shown = several[: limit or None]
        parts.append(Text.assemble((kind.heading, "clip.headline"), "  ", (group_digits(len(several)), "clip.quiet")))
        if not plan:
            parts.append(Indented(Text(kind.why, "clip.quiet")))
        parts += _rows(shown, [one.fix if plan else one.what for one in shown], unique, width)
        if len(shown) < len(several):
            more = f"and {group_digits(len(several) - len(shown))} more; -n 0 shows all"
            parts.append(Indented(Text(more, "clip.quiet"), _INDENT))
        if not plan:
            parts.append(Indented(_mend(several, kind.mend)))
        parts.append(Text(""))
    return Guarded(Group(*parts))


def _rows(
    found: Sequence[Finding], said: Sequence[str], unique: Mapping[str, int], width: int
) -> Iterator[RenderableType]:
    """Yield a line for each finding; what is said stands below the path where it has no room beside it."""
    handle = _HANDLE + _GAP if any(one.handle for one in found) else 0
    room = max(width - _INDENT - handle, 1)
    column = min(max(cell_len(_place(one)) for one in found), max(room // 2, _LEAST_PATH))
    for one, whole in zip(found, said, strict=True):
        what = text.safe(whole if len(whole) <= _LONGEST else whole[:_LONGEST] + "…")
        beside = room - cell_len(what) - _GAP
        fits = beside >= min(cell_len(_place(one)), _LEAST_PATH)
        place = _place(one, max(beside if fits else room, 1))
        letters = unique.get(one.handle, _HANDLE)
        row = Text(" " * _INDENT, end="\n", no_wrap=True, overflow="crop")
        row.append(one.handle[:letters], "clip.handle").append(one.handle[letters:], "clip.handle.rest")
        row.append(f"{' ' * (handle - len(one.handle))}{place}")
        if fits:
            row.append(" " * max(min(column, beside) - cell_len(place), 0) + " " * _GAP + what)
        yield row
        if not fits:
            yield Indented(Text(what), _INDENT + handle)


def _place(one: Finding, room: int = _LONGEST) -> str:
    """Return the path and the line, the path cut so that both have room; what is no clip has no lines."""
    line = f":{one.line}" if one.handle else ""
    return cut(text.safe(one.path), max(room - len(line), 1)) + line


def _mend(several: Sequence[Finding], mend: str) -> Text:
    """Say how findings of a kind are mended, and how many of them by `--fix`."""
    said = Text("To mend it: ", "clip.quiet")
    mend = mend.replace("PATH", "CLIP")
    certain = sum(1 for one in several if one.fix)
    if certain:
        rest = "" if certain == len(several) else f", for {certain} of {len(several)}; else {mend}"
        return said.append(f"clipper check --fix{rest}", "none")
    return said.append(mend, "none")
