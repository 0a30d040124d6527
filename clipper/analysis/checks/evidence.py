"""Whether the text of a clip is still the one that was kept, where the clip bears the fingerprint of that."""

from collections.abc import Iterator

from clipper import clipfile
from clipper.analysis.checks.finding import Finding, Subject
from clipper.clipfile import fingerprint


def text(subject: Subject) -> Iterator[Finding]:
    """Find a clip whose text and fingerprint do not match, or cannot be compared."""
    held = fingerprint.matches(subject.header, clipfile.read_body(subject.raw))
    if held is None or (held and subject.is_whole):
        return
    said = "its text is another than was kept" if subject.is_whole else "its text is too long to be compared"
    yield subject.finding(said, line=subject.line_of(fingerprint.SHA256))
