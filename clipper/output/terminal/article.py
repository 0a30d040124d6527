"""One clip as a typeset page: headline, dateline, the text in a measure that reads well, and where it is kept."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from clipper import text
from clipper.model.clip import Clip, StoredClip, scalars
from clipper.output.plain import clips, dateline
from clipper.output.terminal.body import Plain, typeset
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.neighbours import render as render_neighbours
from clipper.output.terminal.theme import chip, group_digits

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours

_MEASURE = 88
_MARGIN = 2
_WORDS_A_MINUTE = 220
_DETAILS = ("section", "page", "edition", "place", "agency", "language", "rights", "clipped")


def render(
    stored: StoredClip, *, width: int, around: "Neighbours | None" = None, unique: Mapping[str, int] | None = None
) -> RenderableType:
    """Return a clip, its body included, laid out for a terminal of this width; what is wrong if it is unreadable.

    Below it stands what is `around` it; `unique` says how many letters of each handle there are enough.
    """
    if stored.clip.problem:
        return _problem(stored, width=width)
    measure = _measure(width)
    rule = Text("─" * measure, style="clip.quiet")
    head = _WithMargin(Group(*_head(stored.clip, measure), rule), measure)
    foot: list[RenderableType] = [_foot(stored)]
    if around and around.all:
        foot += [Text(), render_neighbours(around, unique=unique or {}, width=measure)]
    if not stored.clip.body.strip():
        return Group(head, _WithMargin(Group(*foot), measure))
    return Group(head, _body(stored.clip.body, measure), _WithMargin(Group(rule, *foot), measure))


def _problem(stored: StoredClip, *, width: int) -> RenderableType:
    """Return what is wrong with an unreadable clip, and what can be done about it."""
    advice = Text.assemble(
        *(f"clipper edit {stored.handle}        ", ("opens it in the editor\n", "clip.quiet")),
        *(f"clipper show {stored.handle} --raw  ", ("shows what stands in the file", "clip.quiet")),
    )
    said = _text(clips.problem_line(stored.path, stored.clip.problem), "clip.problem")
    return _WithMargin(Group(Text(), said, Text(), advice), _measure(width))


def _measure(width: int) -> int:
    return max(min(_MEASURE, width - 2 * _MARGIN), 1)


class _WithMargin:
    """A column of text with a margin, and no blanks at the ends of its lines."""

    def __init__(self, drawing: RenderableType, measure: int) -> None:
        self._drawing = Guarded(drawing)
        self._measure = measure

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        line: list[Segment] = []
        for segment in console.render(self._drawing, options.update(width=self._measure)):
            first, *others = ["", ""] if segment.text == "\n" else segment.text.split("\n")
            line.append(Segment(first, segment.style))
            for other in others:
                yield from _trimmed(line)
                line = [Segment(other, segment.style)]


def _trimmed(line: list[Segment]) -> Iterator[Segment]:
    while line and not line[-1].text.rstrip(" "):
        line.pop()
    if line:
        last = line.pop()
        yield from (Segment(" " * _MARGIN), *line, Segment(last.text.rstrip(" "), last.style))
    yield Segment.line()


def _head(clip: Clip, measure: int) -> Iterator[Text]:
    yield Text()
    yield _text(clip.title, "clip.headline") if clip.title else Text("untitled", style="clip.quiet")
    dated = _text(dateline.in_words(clip.date)) if clip.date else Text("undated", style="clip.quiet")
    yield from _flowing([_text(clip.source, "clip.outlet"), dated, *map(_text, clip.author)], measure)
    yield Text()
    if clip.description:
        yield _text(clip.description, "clip.description")
        yield Text()
    details = [_labelled(name, dateline.day(value)) for name in _DETAILS for value in clip.values(name)]
    yield from _flowing(details, measure)
    for key, value in clip.extra.items():
        if value:
            yield _labelled(key, ", ".join(scalars(value)))
    if clip.url:
        yield _text(clip.url, Style(underline=True, link=clip.url))
    yield from _flowing([chip(tag) for tag in clip.tags], measure, between="  ")


def _flowing(parts: list[Text], measure: int, between: str = " · ") -> Iterator[Text]:
    """Put short texts beside each other, and break the line only between them."""
    line = Text()
    for part in filter(None, parts):
        if line and line.cell_len + len(between) + part.cell_len > measure:
            yield line
            line = Text()
        if line:
            line.append(between, "clip.quiet")
        line = Text(overflow="fold").append_text(line).append_text(part)
    if line:
        yield line


def _body(body: str, measure: int) -> RenderableType:
    markdown = typeset(body, measure)
    if markdown is None:
        return Guarded(Group(Text(), Plain(body, measure, _MARGIN), Text()))
    notes = [_text(f"[{number}] {address}", "clip.quiet") for number, address in enumerate(markdown.addresses, 1)]
    return _WithMargin(Group(Text(), markdown, Text(), *notes, *([Text()] if notes else [])), measure)


def _foot(stored: StoredClip) -> Group:
    body = stored.clip.body
    words = (stored.words or text.count_words(body)) if body.strip() else 0
    length = "no text"
    if words:
        minutes = max(round(words / _WORDS_A_MINUTE), 1)
        length = f"{group_digits(words)} {'word' if words == 1 else 'words'} · {minutes} min to read"
    return Group(_text(f"{stored.handle} · {length}", "clip.quiet"), _text(stored.path, "clip.quiet"))


def _text(value: str, style: str | Style = "") -> Text:
    return Text(text.safe(value), style=style, overflow="fold")


def _labelled(label: str, value: str) -> Text:
    return Text.assemble((f"{text.safe(label)} ", "clip.label"), text.safe(value), overflow="fold")
