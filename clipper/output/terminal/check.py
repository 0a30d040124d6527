"""The findings of a check as a report: grouped by kind, with why each kind matters and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.checks import KINDS
from clipper.analysis.checks.finding import Finding
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, cut, styled_handle
from clipper.output.terminal.theme import group_digits

_HANDLE = 8
_INDENT = 2
_GAP = 2
_LEAST_PATH = 40
_LONGEST = 400


def render(
    findings: Sequence[Finding],
    *,
    unique_lengths: Mapping[str, int],
    width: int,
    limit: int,
    plan: bool = False,
) -> RenderableType:
    """Return findings under a heading for each kind, at most `limit` of a kind, all of them if it is 0.

    As a `plan` it shows what would be done about each. `unique_lengths` gives for each handle how many letters are
    enough to name its clip.
    """
    parts: list[RenderableType] = []
    for name, group in groupby(findings, key=lambda finding: finding.kind):
        of_kind, kind = [*group], KINDS[name]
        shown = of_kind[: limit or None]
        parts.append(Text.assemble((kind.heading, "clip.headline"), "  ", (group_digits(len(of_kind)), "clip.quiet")))
        if not plan:
            parts.append(Indented(Text(kind.why, "clip.quiet")))
        descriptions = [finding.fix if plan else finding.what for finding in shown]
        parts += _rows(shown, descriptions, unique_lengths, width)
        if len(shown) < len(of_kind):
            more = f"and {group_digits(len(of_kind) - len(shown))} more; -n 0 shows all"
            parts.append(Indented(Text(more, "clip.quiet"), _INDENT))
        if not plan:
            parts.append(Indented(_what_to_do(of_kind, kind.advice)))
        parts.append(Text(""))
    return Guarded(Group(*parts))


def _rows(
    findings: Sequence[Finding], descriptions: Sequence[str], unique_lengths: Mapping[str, int], width: int
) -> Iterator[RenderableType]:
    """Yield a line for each finding, with its description below it if there is no room for that beside the path."""
    handle_width = _HANDLE + _GAP if any(finding.handle for finding in findings) else 0
    room = max(width - _INDENT - handle_width, 1)
    column = min(max(cell_len(_place(finding)) for finding in findings), max(room // 2, _LEAST_PATH))
    for finding, whole in zip(findings, descriptions, strict=True):
        description = text.safe(whole if len(whole) <= _LONGEST else whole[:_LONGEST] + "…")
        beside = room - cell_len(description) - _GAP
        fits = beside >= min(cell_len(_place(finding)), _LEAST_PATH)
        place = _place(finding, max(beside if fits else room, 1))
        row = Text(" " * _INDENT, end="\n", no_wrap=True, overflow="crop")
        row.append_tokens(styled_handle(finding.handle, unique_lengths.get(finding.handle, _HANDLE)))
        row.append(f"{' ' * (handle_width - len(finding.handle))}{place}")
        if fits:
            row.append(" " * max(min(column, beside) - cell_len(place), 0) + " " * _GAP + description)
        yield row
        if not fits:
            yield Indented(Text(description), _INDENT + handle_width)


def _place(finding: Finding, room: int = _LONGEST) -> str:
    """Return the path, cut so that there is room for the line, and the line; a file that is not a clip has no line."""
    line = f":{finding.line}" if finding.handle else ""
    return cut(text.safe(finding.path), max(room - len(line), 1)) + line


def _what_to_do(findings: Sequence[Finding], advice: str) -> Text:
    """Return what to do about findings of a kind, and for how many of them `--fix` does it."""
    line = Text("To mend it: ", "clip.quiet")
    advice = advice.replace("PATH", "CLIP")
    fixable = sum(1 for finding in findings if finding.fix)
    if fixable:
        rest = "" if fixable == len(findings) else f", for {fixable} of {len(findings)}; else {advice}"
        return line.append(f"clipper check --fix{rest}", "none")
    return line.append(advice, "none")
