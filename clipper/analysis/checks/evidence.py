"""Whether the text of a clip still matches the fingerprint in its header."""

from collections.abc import Iterator

from clipper import clipfile
from clipper.analysis.checks.finding import Finding, Subject
from clipper.clipfile import fingerprint


def find_changed_text(subject: Subject) -> Iterator[Finding]:
    """Find a clip whose text does not match its fingerprint, or is too long to be compared."""
    is_match = fingerprint.matches(subject.header, clipfile.read_body(subject.raw))
    if is_match is None or (is_match and subject.is_whole):
        return
    what = "its text has changed since it was kept" if subject.is_whole else "its text is too long to be compared"
    yield subject.finding(what, line=subject.line_of(fingerprint.SHA256))
