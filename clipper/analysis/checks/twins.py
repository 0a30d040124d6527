"""Clips that get into each other's way: of one name, of one address, or of one file name on another system."""

from collections.abc import Iterator

from clipper.analysis.checks.archive_facts import same_file, same_name
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import urls


def name(subject: Subject) -> Iterator[Finding]:
    """Find clips in different folders that are called alike, and so have one handle."""
    path, facts = subject.stored.path, subject.facts
    alike = facts.names.get(same_name(path), [])
    # Two that would be one file elsewhere are told of as that.
    alike = [one for one in alike if one == path or same_file(one) != same_file(path)]
    if len(alike) > 1 and (other := facts.twin(path, alike)):
        yield subject.finding(f"is called like {other}", mend=f"rename one of the two files: {path} or {other}")


def file(subject: Subject) -> Iterator[Finding]:
    """Find clips whose paths are one where capitals, or two ways to write an accent, make no difference."""
    path, facts = subject.stored.path, subject.facts
    alike = facts.spellings.get(same_file(path), [])
    if alike and (other := facts.twin(path, alike)):
        apart = "in other capitals" if path.casefold() == other.casefold() else "with accents in other characters"
        yield subject.finding(f"is {other} {apart}", mend=f"rename one of the two files: {path} or {other}")


def address(subject: Subject) -> Iterator[Finding]:
    """Find clips that were kept twice from one address."""
    kept, facts = subject.stored, subject.facts
    alike = facts.addresses.get(urls.key(kept.clip.url), []) if kept.clip.url else []
    if kept.path in alike and (other := facts.twin(kept.path, alike)):
        yield subject.finding(f"has the address of {other}", line=subject.line_of(subject.key_of("url")))
