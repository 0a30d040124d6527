"""The verdicts on the quotations of drafts: each with its words, the changes in colours, and the clips."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.diff import ADDED, REMOVED, SAME
from clipper.analysis.quotation.verdict import Verdict
from clipper.output.plain import dates, hunks
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, styled_handle

_INDENT = 4
_MOST_WIDTH = 100
_LONGEST_QUOTATION = 600
_MOST_CLIPS = 3
_NAMES = {"exact": "exact", "omission": "exact, with omissions", "altered": "altered", "pieced": "pieced together"} | {
    "absent": "absent"
}
_STYLES = {SAME: "none", REMOVED: "clip.gone", ADDED: "clip.new"}


def render(verdicts: Sequence[tuple[str, Verdict]], *, unique_lengths: Mapping[str, int], width: int) -> RenderableType:
    """Return the verdicts in the order of the draft, each with its place, its words and its clips.

    `unique_lengths` gives for each handle how many letters are enough to name its clip.
    """
    parts: list[RenderableType] = []
    for place, verdict in verdicts:
        parts += [_head(place, verdict), _Words(verdict, width), *_clips(verdict, unique_lengths), Text("")]
    return Guarded(Group(*parts[:-1]))


def _head(place: str, verdict: Verdict) -> Text:
    share = f"  {verdict.share} %" if verdict.kind == "altered" else ""
    style = "clip.new" if verdict.agrees else "clip.problem"
    return Text.assemble((text.safe(place), "clip.date"), "  ", (_NAMES[verdict.kind], style), (share, "clip.quiet"))


class _Words:
    """The words of a quotation; changed ones in colours, or in marks if there are none."""

    def __init__(self, verdict: Verdict, width: int) -> None:
        self._verdict = verdict
        self._width = max(min(width, _MOST_WIDTH), _INDENT + 1)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        quotation = text.safe(text.shorten(self._verdict.quotation.text, _LONGEST_QUOTATION))
        changes = self._changes(in_colours=not (console.no_color or console.color_system is None))
        lines = [changes] if changes else [Text(f"“{quotation}”")]
        if self._verdict.is_cut:
            lines.append(Text("Only its first words were compared.", "clip.quiet"))
        for line in lines:
            for part in line.wrap(console, self._width - _INDENT, overflow="fold"):
                part.rstrip()
                yield Text(" " * _INDENT).append_text(part)

    def _changes(self, *, in_colours: bool) -> Text | None:
        difference = self._verdict.difference
        if difference is None:
            return None
        words = Text("“")
        for kind, piece in (item for hunk in hunks.group_changes(difference) for item in hunk):
            before, after = ("", "") if in_colours else hunks.MARKS[kind]
            words.append(f"{before}{piece}{after}", _STYLES[kind])
        return words.append("”")


def _clips(verdict: Verdict, unique_lengths: Mapping[str, int]) -> Iterator[RenderableType]:
    """Yield a line for each clip that has the words: handle, source, date and title."""
    if verdict.kind == "absent":
        return
    for number, stored in enumerate(verdict.clips[:_MOST_CLIPS], 1):
        line = Text.assemble(*styled_handle(stored.handle, unique_lengths.get(stored.handle, len(stored.handle))))
        for value in (stored.clip.source, dates.day(stored.clip.date) or "undated", stored.clip.title):
            if value:
                line.append(f" · {text.safe(text.shorten(value, 200))}", "clip.quiet")
        if verdict.others and number == len(verdict.clips):
            line.append(f" · and in {text.with_noun(verdict.others, 'other clip')}", "clip.quiet")
        yield Indented(line, _INDENT)
