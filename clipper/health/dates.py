"""Dates that cannot be right: in the future, after the day on which the clip was kept, before what its text tells."""

from collections.abc import Iterator
from datetime import date

from clipper import dates
from clipper.clip import Clip
from clipper.health import years
from clipper.health.finding import Finding, Patient

_ZONES = 1
"""Days by which a date may be ahead of us, since it is never shifted by a time zone."""
_ISSUE = 31
"""The same for the month of a magazine, which is on sale before it begins."""


def future(patient: Patient) -> Iterator[Finding]:
    """Find a date of publication, or of keeping, that is yet to come."""
    today = patient.today.toordinal()
    for name in ("date", "clipped"):
        written = getattr(patient.clip, name)
        if _is_after(written, today):
            yield patient.finding(f"{name} {written}", line=patient.line_of(patient.key_of(name)))


def late(patient: Patient) -> Iterator[Finding]:
    """Find a clip that was kept before it was published."""
    clip = patient.clip
    kept = dates.extent(clip.clipped)
    if kept and kept.end and _is_after(clip.date, kept.end - 1):
        said = f"dated {clip.date}, but clipped {clip.clipped}"
        yield patient.finding(said, line=patient.line_of(patient.key_of("date")))


def early(patient: Patient) -> Iterator[Finding]:
    """Find a clip whose own words tell of a later year as past."""
    clip = patient.clip
    span = dates.extent(clip.date)
    if not span or not span.end:
        return
    dated, until = date.fromordinal(span.end - 1).year, _last_year(clip, patient.today)
    for name in ("title", "description", "body"):
        written = getattr(clip, name)
        if mention := years.spoken_of(written, dated, until):
            line = patient.line_in_body(mention.start) if name == "body" else patient.line_of(patient.key_of(name))
            yield patient.finding(f"dated {clip.date}, but says “{mention.words}”", line=line)
            return


def _is_after(written: str, day: int) -> bool:
    """Tell whether a date begins so long after a day that neither a time zone nor a cover date explains it."""
    span = dates.extent(written)
    if not span or not span.start or not span.end:
        return False
    return span.start > day + (_ZONES if span.end == span.start + 1 else _ISSUE)


def _last_year(clip: Clip, today: date) -> int:
    """Return the last year of which the text can speak as past: it was there when it was kept."""
    kept = dates.extent(clip.clipped)
    return min(date.fromordinal(kept.end - 1).year if kept and kept.end else today.year, today.year)
