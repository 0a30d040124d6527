"""Whether the text of a clip is still the one that was kept, where the clip bears the fingerprint of that."""

from collections.abc import Iterator

from clipper import clipfile, evidence
from clipper.health.finding import Finding, Patient


def text(patient: Patient) -> Iterator[Finding]:
    """Find a clip whose text and fingerprint do not match, or cannot be compared."""
    held = evidence.holds(patient.header, clipfile.body_of(patient.raw))
    if held is None or (held and patient.is_whole):
        return
    said = "its text is another than was kept" if patient.is_whole else "its text is too long to be compared"
    yield patient.finding(said, line=patient.line_of(evidence.SHA256))
