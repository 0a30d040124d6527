"""Clips that get into each other's way: of one name, of one address, or of one file name on another system."""

from collections.abc import Iterator

from clipper import urls
from clipper.health.census import same_file, same_name
from clipper.health.finding import Finding, Patient


def name(patient: Patient) -> Iterator[Finding]:
    """Find clips in different folders that are called alike, and so have one handle."""
    path, census = patient.kept.path, patient.census
    alike = census.names.get(same_name(path), [])
    # Two that would be one file elsewhere are told of as that.
    alike = [one for one in alike if one == path or same_file(one) != same_file(path)]
    if len(alike) > 1 and (other := census.twin(path, alike)):
        yield patient.finding(f"is called like {other}", mend=f"rename one of the two files: {path} or {other}")


def file(patient: Patient) -> Iterator[Finding]:
    """Find clips whose paths are one where capitals, or two ways to write an accent, make no difference."""
    path, census = patient.kept.path, patient.census
    alike = census.spellings.get(same_file(path), [])
    if alike and (other := census.twin(path, alike)):
        apart = "in other capitals" if path.casefold() == other.casefold() else "with accents in other characters"
        yield patient.finding(f"is {other} {apart}", mend=f"rename one of the two files: {path} or {other}")


def address(patient: Patient) -> Iterator[Finding]:
    """Find clips that were kept twice from one address."""
    kept, census = patient.kept, patient.census
    alike = census.addresses.get(urls.key(kept.clip.url), []) if kept.clip.url else []
    if kept.path in alike and (other := census.twin(kept.path, alike)):
        yield patient.finding(f"has the address of {other}", line=patient.line_of(patient.key_of("url")))
