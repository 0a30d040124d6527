"""Dates that cannot be right: in the future, after the day on which the clip was kept, before what its text tells."""

from collections.abc import Iterator
from datetime import date

from clipper.analysis.checks import years
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import dates
from clipper.model.clip import Clip

_ZONES = 1
"""Days by which a date may be ahead of us, since it is never shifted by a time zone."""
_ISSUE = 31
"""The same for the month of a magazine, which is on sale before it begins."""


def future(subject: Subject) -> Iterator[Finding]:
    """Find a date of publication, or of keeping, that is yet to come."""
    today = subject.today.toordinal()
    for name in ("date", "clipped"):
        written = getattr(subject.clip, name)
        if _is_after(written, today):
            yield subject.finding(f"{name} {written}", line=subject.line_of(subject.key_of(name)))


def late(subject: Subject) -> Iterator[Finding]:
    """Find a clip that was kept before it was published."""
    clip = subject.clip
    kept = dates.span(clip.clipped)
    if kept and kept.end and _is_after(clip.date, kept.end - 1):
        said = f"dated {clip.date}, but clipped {clip.clipped}"
        yield subject.finding(said, line=subject.line_of(subject.key_of("date")))


def early(subject: Subject) -> Iterator[Finding]:
    """Find a clip whose own words tell of a later year as past."""
    clip = subject.clip
    span = dates.span(clip.date)
    if not span or not span.end:
        return
    dated, until = date.fromordinal(span.end - 1).year, _last_year(clip, subject.today)
    for name in ("title", "description", "body"):
        written = getattr(clip, name)
        if mention := years.spoken_of(written, dated, until):
            line = subject.line_in_body(mention.start) if name == "body" else subject.line_of(subject.key_of(name))
            yield subject.finding(f"dated {clip.date}, but says “{mention.words}”", line=line)
            return


def _is_after(written: str, day: int) -> bool:
    """Tell whether a date begins so long after a day that neither a time zone nor a cover date explains it."""
    span = dates.span(written)
    if not span or not span.start or not span.end:
        return False
    return span.start > day + (_ZONES if span.end == span.start + 1 else _ISSUE)


def _last_year(clip: Clip, today: date) -> int:
    """Return the last year of which the text can speak as past: it was there when it was kept."""
    kept = dates.span(clip.clipped)
    return min(date.fromordinal(kept.end - 1).year if kept and kept.end else today.year, today.year)
