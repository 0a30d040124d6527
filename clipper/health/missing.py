"""What every clip should say, and this one does not: when it appeared, where, and under which title."""

from collections.abc import Iterator

from clipper import dates
from clipper.errors import UsageError
from clipper.health import headers
from clipper.health.finding import Finding, Patient


def header(patient: Patient) -> Iterator[Finding]:
    """Find a clip without a header; one in another notation is told of as that."""
    if not patient.header and not any(headers.foreign(patient)):
        yield patient.finding("no title, no date and no source")


def date(patient: Patient) -> Iterator[Finding]:
    """Find a clip without a date, or with one that is none."""
    written = patient.clip.date
    if not written and patient.header:
        yield patient.finding("no date")
    elif written and dates.extent(written) is None:
        yield patient.finding(_flaw(written), line=patient.line_of(patient.key_of("date")))


def source(patient: Patient) -> Iterator[Finding]:
    """Find a clip that does not say from which outlet it is."""
    if not patient.clip.source and patient.header:
        said = f"no source; its address is {patient.clip.url}" if patient.clip.url else "no source"
        yield patient.finding(said)


def title(patient: Patient) -> Iterator[Finding]:
    """Find a clip without a title."""
    if not patient.clip.title and patient.header:
        yield patient.finding("no title")


def _flaw(written: str) -> str:
    try:
        stated = dates.read(written)
    except UsageError as error:
        return str(error)
    return f"“{written}” {stated.flaw if stated else 'is no date'}"
