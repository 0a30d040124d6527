"""One clip as a typeset page: the headline, the fields, the body in lines of a readable width, and the path."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from clipper import text
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from clipper.model.inferred import ORIGINS
from clipper.model.quotes import KEY, quotes_of
from clipper.model.values import scalars
from clipper.output.plain import clips, dates
from clipper.output.plain.headline import without_headline
from clipper.output.terminal.body import PlainBody, typeset
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.markdown.tree import without_markup
from clipper.output.terminal.neighbours import render as render_neighbours
from clipper.output.terminal.theme import chip, group_digits

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours

_MOST_WIDTH = 88
_MARGIN = 2
_UNLIMITED = 1_000_000
_WORDS_PER_MINUTE = 220
_LONGEST_VALUE = 600
_DETAILS = ("section", "page", "edition", "place", "agency", "language", "rights", "clipped")


def render(
    stored: StoredClip,
    *,
    width: int | None,
    neighbours: "Neighbours | None" = None,
    unique_lengths: Mapping[str, int] | None = None,
) -> RenderableType:
    """Return a clip with its body and its neighbours; of an unreadable clip, what is wrong with it.

    Without a width, which only a terminal has, every paragraph and every list of fields is one line. `unique_lengths`
    gives for the handle of each neighbour how many letters are enough to name it.
    """
    text_width = _UNLIMITED if width is None else max(min(_MOST_WIDTH, width - 2 * _MARGIN), 1)
    if stored.clip.problem:
        return _problem(stored, text_width)
    rule = Text("─" * min(text_width, _MOST_WIDTH), style="clip.quiet")
    head = _WithMargin(Group(*_head(stored, text_width), rule), text_width)
    foot: list[RenderableType] = [_foot(stored)]
    if neighbours and neighbours.all:
        foot += [Text(), render_neighbours(neighbours, unique_lengths=unique_lengths or {}, width=text_width)]
    body = without_headline(stored.clip.body, stored.clip.title)
    if not body.strip():
        return Group(head, _WithMargin(Group(*foot), text_width))
    return Group(head, _body(body, None if width is None else text_width), _WithMargin(Group(rule, *foot), text_width))


def _problem(stored: StoredClip, text_width: int) -> RenderableType:
    """Return what is wrong with an unreadable clip, and the commands that help."""
    advice = Text.assemble(
        *(f"clipper edit {stored.handle}        ", ("opens it in the editor\n", "clip.quiet")),
        *(f"clipper show {stored.handle} --raw  ", ("shows what stands in the file", "clip.quiet")),
    )
    reason = _text(clips.problem_line(stored.path, stored.clip.problem), "clip.problem")
    return _WithMargin(Group(Text(), reason, Text(), advice), text_width)


class _WithMargin:
    """A renderable with a margin on its left, and without blanks at the ends of its lines."""

    def __init__(self, renderable: RenderableType, text_width: int) -> None:
        self._renderable = Guarded(renderable)
        self._text_width = text_width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        line: list[Segment] = []
        for segment in console.render(self._renderable, options.update(width=self._text_width)):
            end, *next_lines = ["", ""] if segment.text == "\n" else segment.text.split("\n")
            line.append(Segment(end, segment.style))
            for value in next_lines:
                yield from _with_margin(line)
                line = [Segment(value, segment.style)]


def _with_margin(line: list[Segment]) -> Iterator[Segment]:
    while line and not line[-1].text.rstrip(" "):
        line.pop()
    if line:
        last = line.pop()
        yield from (Segment(" " * _MARGIN), *line, Segment(last.text.rstrip(" "), last.style))
    yield Segment.line()


def _head(stored: StoredClip, text_width: int) -> Iterator[Text]:
    clip = stored.clip
    yield Text()
    name = _text(naming.stem(stored.path), "clip.quiet")
    yield _text(without_markup(clip.title), "clip.headline") if clip.title else name
    date = _text(dates.in_words(clip.date)) if clip.date else Text("undated", style="clip.quiet")
    yield from _flow([_text(clip.source, "clip.outlet"), date, *_authors(clip.author, text_width)], text_width)
    inferred = [Text(f"{name} from the {ORIGINS[name]}", style="clip.quiet") for name in stored.inferred]
    yield from _flow(inferred, text_width)
    yield Text()
    if clip.description:
        yield _text(without_markup(clip.description), "clip.description")
        yield Text()
    details = [_with_label(name, dates.day(value)) for name in _DETAILS for value in clip.values(name)]
    yield from _flow(details, text_width)
    for key, value in clip.extra.items():
        if key.casefold() == KEY:
            yield from _quotes(clip)
        elif value:
            words = ", ".join(scalars(value))
            yield _with_label(key, text.shorten(without_markup(words), _LONGEST_VALUE))
    if clip.url:
        yield _text(clip.url, Style(underline=True, link=clip.url))
    yield from _flow([chip(tag) for tag in clip.tags], text_width, separator="  ")


def _quotes(clip: Clip) -> Iterator[Text]:
    for words, speaker in quotes_of(clip):
        by = f" — {speaker}" if speaker else ""
        yield _with_label("quote", text.shorten(f"“{words}”{by}", _LONGEST_VALUE))


def _authors(names: Sequence[str], text_width: int) -> list[Text]:
    """Return the authors as one text, so that they stay together; as several if they do not fit in one line."""
    together = _text(", ".join(names))
    return [together] if together.cell_len <= text_width else [*map(_text, names)]


def _flow(parts: list[Text], text_width: int, separator: str = " · ") -> Iterator[Text]:
    """Yield lines of short texts beside each other, broken only between the texts."""
    line, width = Text(overflow="fold"), 0
    for part in filter(None, parts):
        if line and width + len(separator) + part.cell_len > text_width:
            yield line
            line, width = Text(overflow="fold"), 0
        if line:
            line.append(separator, "clip.quiet")
            width += len(separator)
        line.append_text(part)
        width += part.cell_len
    if line:
        yield line


def _body(body: str, text_width: int | None) -> RenderableType:
    markdown = typeset(body, text_width)
    if markdown is None:
        return Guarded(Group(Text(), PlainBody(body, text_width or _UNLIMITED, _MARGIN), Text()))
    notes = [_text(f"[{number}] {address}", "clip.quiet") for number, address in enumerate(markdown.addresses, 1)]
    parts = Group(Text(), markdown, Text()), Group(*notes, *([Text()] if notes else []))
    widths = (text_width, text_width) if text_width else (markdown.natural_width, _UNLIMITED)
    return Group(*(_WithMargin(part, width) for part, width in zip(parts, widths, strict=True)))


def _foot(stored: StoredClip) -> Group:
    body = stored.clip.body
    words = (stored.words or text.count_words(body)) if body.strip() else 0
    length = "no text"
    if words:
        minutes = max(round(words / _WORDS_PER_MINUTE), 1)
        length = f"{group_digits(words)} {'word' if words == 1 else 'words'} · {minutes} min to read"
    return Group(_text(f"{stored.handle} · {length}", "clip.quiet"), _text(stored.path, "clip.quiet"))


def _text(value: str, style: str | Style = "") -> Text:
    return Text(text.safe(value), style=style, overflow="fold")


def _with_label(label: str, value: str) -> Text:
    return Text.assemble((f"{text.safe(label)} ", "clip.label"), text.safe(value), overflow="fold")
