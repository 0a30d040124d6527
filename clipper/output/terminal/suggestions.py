"""Tags that are proposed for a clip, for a person: the clip, and below it each tag with its reasons."""

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.suggestions import Suggestion
from clipper.model.clip import StoredClip
from clipper.output.plain import dateline
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import Indented, cut
from clipper.output.terminal.theme import chip

_GAP = "  "
_LONGEST = 1000
_INDENT = 4


def render_heading(stored: StoredClip, *, letters: int, width: int) -> RenderableType:
    """Return the title of a clip, where it is from, and the tags that it has; `letters` of its handle name it."""
    clip = stored.clip
    title = cut(text.safe(text.shorten(clip.title or stored.path, _LONGEST)), width)
    where = Text(no_wrap=True, overflow="ellipsis")
    where.append(stored.handle[:letters], "clip.handle").append(stored.handle[letters:], "clip.handle.rest")
    where.append(_GAP + text.safe(dateline.day(clip.date)[:_LONGEST] or "undated"), "clip.date")
    if clip.source:
        where.append(_GAP + text.safe(clip.source[:_LONGEST]), "clip.source")
    for tag in clip.tags:
        where.append(_GAP).append_text(chip(tag))
    return Guarded(Group(Text(""), Text(title, "clip.headline", no_wrap=True, overflow="crop"), where))


def render(one: Suggestion) -> RenderableType:
    """Return a tag, how likely it is, and the reasons, each in lines of its own."""
    said = Text.assemble(_GAP, chip(one.tag), _GAP, (f"{one.score} %", "clip.quiet"), overflow="fold")
    reasons = [Text(text.safe(reason), "clip.quiet", overflow="fold") for reason in one.reasons]
    return Guarded(Group(said, *(Indented(reason, _INDENT) for reason in reasons)))
