"""The tags that are suggested for a clip: a heading for the clip, and each tag with the reasons for it."""

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.suggestions import Suggestion
from clipper.model.clip import StoredClip
from clipper.output.plain import dates
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, cut, styled_handle
from clipper.output.terminal.theme import chip

_GAP = "  "
_LONGEST = 1000
_INDENT = 4


def render_heading(stored: StoredClip, *, unique_length: int, width: int) -> RenderableType:
    """Return a clip's title, and below it its handle, date, source and tags."""
    clip = stored.clip
    title = cut(text.safe(text.shorten(clip.title or stored.path, _LONGEST)), width)
    details = Text(no_wrap=True, overflow="ellipsis").append_tokens(styled_handle(stored.handle, unique_length))
    details.append(_GAP + text.safe(dates.day(clip.date)[:_LONGEST] or "undated"), "clip.date")
    if clip.source:
        details.append(_GAP + text.safe(clip.source[:_LONGEST]), "clip.source")
    for tag in clip.tags:
        details.append(_GAP).append_text(chip(tag))
    return Guarded(Group(Text(""), Text(title, "clip.headline", no_wrap=True, overflow="crop"), details))


def render(suggestion: Suggestion) -> RenderableType:
    """Return a tag, its score, and the reasons, each on lines of its own."""
    score = (f"{suggestion.score} %", "clip.quiet")
    tag = Text.assemble(_GAP, chip(suggestion.tag), _GAP, score, overflow="fold")
    reasons = [Text(text.safe(reason), "clip.quiet", overflow="fold") for reason in suggestion.reasons]
    return Guarded(Group(tag, *(Indented(reason, _INDENT) for reason in reasons)))
