"""What every clip should have and this one lacks: a header, a date, a source, a title."""

from collections.abc import Iterator

from clipper.analysis.checks import headers
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.similar_tags import command_line
from clipper.model import dates
from clipper.model.inferred import ORIGINS


def find_missing_header(subject: Subject) -> Iterator[Finding]:
    """Find a clip without a header; `find_foreign_header` reports one in another notation."""
    if not subject.header and not any(headers.find_foreign_header(subject)):
        yield subject.finding("no title, no date and no source")


def find_missing_date(subject: Subject) -> Iterator[Finding]:
    """Find a clip without a date, or with a date that cannot be parsed."""
    value = subject.clip.date
    if not value and subject.header:
        yield _finding_with_inferred(subject, "date")
    elif value and dates.span(value) is None:
        yield subject.finding(_date_flaw(value), line=subject.line_of(subject.key_of("date")))


def find_missing_source(subject: Subject) -> Iterator[Finding]:
    """Find a clip that does not say from which outlet it is."""
    if not subject.clip.source and subject.header:
        what = f"no source; its address is {subject.clip.url}" if subject.clip.url else "no source"
        yield subject.finding(what)


def find_missing_title(subject: Subject) -> Iterator[Finding]:
    """Find a clip without a title."""
    if not subject.clip.title and subject.header:
        yield _finding_with_inferred(subject, "title")


def _finding_with_inferred(subject: Subject, name: str) -> Finding:
    """Return the finding that a field is missing; where the file name or a heading has it, with how to write it."""
    stored = subject.stored
    if name not in stored.inferred:
        return subject.finding(f"no {name}")
    value = getattr(stored.clip, name)
    advice = command_line("edit", stored.handle, "--set", f"{name}={value}")
    return subject.finding(f"no {name}; its {ORIGINS[name]} has “{value}”", advice=advice)


def _date_flaw(value: str) -> str:
    parsed = dates.parse(value)
    if isinstance(parsed, dates.AmbiguousDate):
        return parsed.message
    return f"“{value}” {parsed.flaw if parsed else 'is not a date'}"
