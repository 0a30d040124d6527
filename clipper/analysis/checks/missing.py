"""What every clip should say, and this one does not: when it appeared, where, and under which title."""

from collections.abc import Iterator

from clipper.analysis.checks import headers
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import dates


def header(subject: Subject) -> Iterator[Finding]:
    """Find a clip without a header; one in another notation is told of as that."""
    if not subject.header and not any(headers.foreign(subject)):
        yield subject.finding("no title, no date and no source")


def date(subject: Subject) -> Iterator[Finding]:
    """Find a clip without a date, or with one that is none."""
    written = subject.clip.date
    if not written and subject.header:
        yield subject.finding("no date")
    elif written and dates.span(written) is None:
        yield subject.finding(_flaw(written), line=subject.line_of(subject.key_of("date")))


def source(subject: Subject) -> Iterator[Finding]:
    """Find a clip that does not say from which outlet it is."""
    if not subject.clip.source and subject.header:
        said = f"no source; its address is {subject.clip.url}" if subject.clip.url else "no source"
        yield subject.finding(said)


def title(subject: Subject) -> Iterator[Finding]:
    """Find a clip without a title."""
    if not subject.clip.title and subject.header:
        yield subject.finding("no title")


def _flaw(written: str) -> str:
    parsed = dates.parse(written)
    if isinstance(parsed, dates.AmbiguousDate):
        return parsed.message
    return f"“{written}” {parsed.flaw if parsed else 'is no date'}"
