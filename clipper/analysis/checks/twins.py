"""Clips that get into each other's way: with the same address, or with one file name on another system."""

from collections.abc import Iterator

from clipper.analysis.checks.archive_facts import file_key
from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import urls


def find_same_file(subject: Subject) -> Iterator[Finding]:
    """Find clips whose paths are the same on a system that ignores case, or the Unicode form of an accent."""
    path, facts = subject.stored.path, subject.facts
    paths = facts.paths_by_file.get(file_key(path), [])
    if paths and (other := facts.twin(path, paths)):
        difference = "in other capitals" if path.casefold() == other.casefold() else "with accents in other characters"
        yield subject.finding(f"is {other} {difference}", advice=f"rename one of the two files: {path} or {other}")


def find_same_address(subject: Subject) -> Iterator[Finding]:
    """Find clips with the same address."""
    stored, facts = subject.stored, subject.facts
    paths = facts.paths_by_address.get(urls.key(stored.clip.url), []) if stored.clip.url else []
    if stored.path in paths and (other := facts.twin(stored.path, paths)):
        yield subject.finding(f"has the address of {other}", line=subject.line_of(subject.key_of("url")))
