"""The quotes that are kept in clips: below the name of each person the words, each with its clip."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.library.quotes import KeptQuote
from clipper.output.plain import dates
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, styled_handle

_INDENT = 2
_LONGEST_QUOTE = 600


def render(quotes: Sequence[KeptQuote], *, unique_lengths: Mapping[str, int], width: int) -> RenderableType:
    """Return the quotes in their order, which is by person.

    `unique_lengths` gives for each handle how many letters are enough to name its clip.
    """
    parts: list[RenderableType] = []
    for speaker, said in groupby(quotes, key=lambda kept: kept.quote.speaker):
        name = (text.safe(speaker), "clip.outlet") if speaker else ("Without a name", "clip.quiet")
        parts.append(Text.assemble(name, overflow="fold"))
        for kept in said:
            words = text.safe(text.shorten(kept.quote.words, _LONGEST_QUOTE))
            parts += [Indented(Text(f"“{words}”"), _INDENT), Indented(_clip(kept, unique_lengths, width), _INDENT)]
            parts.append(Text())
    return Guarded(Group(*parts[:-1]))


def _clip(kept: KeptQuote, unique_lengths: Mapping[str, int], width: int) -> Text:
    stored = kept.stored
    line = Text.assemble(*styled_handle(stored.handle, unique_lengths.get(stored.handle, len(stored.handle))))
    for value in (stored.clip.source, dates.day(stored.clip.date) or "undated", stored.clip.title):
        if value:
            line.append(f" · {text.safe(text.shorten(value, width))}", "clip.quiet")
    return line
