"""Dates that cannot be right: in the future, after the day of clipping, or before what the text itself reports."""

from collections.abc import Iterator
from datetime import date

from clipper.analysis.checks import years
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import dates
from clipper.model.clip import Clip

_MAX_DAYS_AHEAD = 1
"""A date is never shifted by a time zone, so it may be a day ahead of ours."""
_MAX_COVER_DAYS_AHEAD = 31
"""The issue of a magazine is on sale before the month of its cover begins."""


def find_future_date(subject: Subject) -> Iterator[Finding]:
    """Find a date of publication or of clipping that is in the future."""
    today = subject.today.toordinal()
    for name in ("date", "clipped"):
        value = getattr(subject.clip, name)
        if _is_after(value, today):
            yield subject.finding(f"{name} {value}", line=subject.line_of(subject.key_of(name)))


def find_late_date(subject: Subject) -> Iterator[Finding]:
    """Find a clip that was clipped before it was published."""
    clip = subject.clip
    clipped = dates.span(clip.clipped)
    if clipped and clipped.end and _is_after(clip.date, clipped.end - 1):
        what = f"dated {clip.date}, but clipped {clip.clipped}"
        yield subject.finding(what, line=subject.line_of(subject.key_of("date")))


def find_early_date(subject: Subject) -> Iterator[Finding]:
    """Find a clip whose own words speak of a year after its date as past."""
    clip = subject.clip
    span = dates.span(clip.date)
    if not span or not span.end:
        return
    year, last_year = date.fromordinal(span.end - 1).year, _last_past_year(clip, subject.today)
    for name in ("title", "description", "body"):
        if mention := years.find_past_year(getattr(clip, name), year, last_year):
            line = subject.line_in_body(mention.start) if name == "body" else subject.line_of(subject.key_of(name))
            yield subject.finding(f"dated {clip.date}, but says “{mention.words}”", line=line)
            return


def _is_after(value: str, day: int) -> bool:
    """Tell whether a date begins so long after a day that neither a time zone nor a cover date explains it."""
    span = dates.span(value)
    if not span or not span.start or not span.end:
        return False
    return span.start > day + (_MAX_DAYS_AHEAD if span.end == span.start + 1 else _MAX_COVER_DAYS_AHEAD)


def _last_past_year(clip: Clip, today: date) -> int:
    """Return the last year that the text can speak of as past: the text existed when it was clipped."""
    clipped = dates.span(clip.clipped)
    return min(date.fromordinal(clipped.end - 1).year if clipped and clipped.end else today.year, today.year)
