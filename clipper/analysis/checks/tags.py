"""Tags that may be meant to be one: they differ only in case and accents, in a plural, or in a typo."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from clipper import clipfile
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.rivals import Rival, command_line


def find_spellings(subject: Subject) -> Iterator[Finding]:
    """Find tags that other clips have with other capitals or accents."""
    for tag, rival in _tags_with_rival(subject, "case"):
        finding = _finding(subject, tag, rival, "beside")
        # Of two spellings that are equally frequent nobody knows which is meant.
        if rival.own_clips < rival.clips:
            edit = partial(clipfile.with_tags, add=(rival.tag,), remove=(tag,))
            finding = replace(finding, fix=f"“{tag}” becomes “{rival.tag}”", edit=edit)
        yield finding


def find_slips(subject: Subject) -> Iterator[Finding]:
    """Find tags that are the plural or the singular of another, or look like a typo of it."""
    for tag, rival in _tags_with_rival(subject, "plural", "typo"):
        yield _finding(subject, tag, rival, "beside" if rival.difference == "plural" else "may be a typo for")


def _tags_with_rival(subject: Subject, *differences: str) -> Iterator[tuple[str, Rival]]:
    for tag in subject.clip.tags:
        rival = subject.facts.rivals.get(tag)
        if rival and rival.difference in differences:
            yield tag, rival


def _finding(subject: Subject, tag: str, rival: Rival, link: str) -> Finding:
    what = f"“{tag}” ({rival.own_clips}) {link} “{rival.tag}” ({rival.clips})"
    advice = command_line("tag", "--where", f"tag:={tag}", "--remove", tag, "--add", rival.tag)
    return subject.finding(what, line=subject.line_of(subject.key_of("tags"), tag), advice=advice)
