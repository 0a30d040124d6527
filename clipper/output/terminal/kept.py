"""The sentence that says which clip was kept: its handle, day, outlet and title."""

from rich.console import RenderableType
from rich.text import Text

from clipper import text
from clipper.model import naming
from clipper.model.clip import StoredClip
from clipper.output.plain import dates
from clipper.output.terminal.guard import Guarded

_LONGEST = 1000


def render(stored: StoredClip, *, unique_length: int, verb: str = "Kept") -> RenderableType:
    """Return the sentence; `unique_length` is how many letters of the handle are enough to name the clip.

    A title that is too long for the line is cut.
    """
    clip = stored.clip
    parts = [
        (dates.day(clip.date) or "undated", "clip.date" if clip.date else "clip.quiet"),
        (clip.source, "clip.source"),
        (clip.title or naming.name(stored.path), "clip.title" if clip.title else "clip.quiet"),
    ]
    sentence = Text(f"{verb} ", no_wrap=True, overflow="ellipsis")
    sentence.append(stored.handle[:unique_length], "clip.handle")
    for value, style in parts:
        if value:
            sentence.append(" · ", "clip.quiet").append(text.safe(text.shorten(value, _LONGEST)), style)
    return Guarded(sentence)
