"""Tags that were perhaps meant to be one: they differ in case and accents, in a plural, or in a slip of the fingers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from clipper import clipfile
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.rivals import Rival, command


def spelling(subject: Subject) -> Iterator[Finding]:
    """Find tags that stand elsewhere in other letters: capital or small, with accents or without."""
    for tag, rival in _rivals_of(subject, "case"):
        found = _finding(subject, tag, rival, "beside")
        # Of two spellings that are as frequent nobody knows which is meant.
        if rival.own < rival.others:
            edit = partial(clipfile.with_tags, add=(rival.tag,), remove=(tag,))
            found = replace(found, fix=f"“{tag}” becomes “{rival.tag}”", edit=edit)
        yield found


def slips(subject: Subject) -> Iterator[Finding]:
    """Find tags of which another is the plural, or that look like another one mistyped."""
    for tag, rival in _rivals_of(subject, "plural", "typo"):
        yield _finding(subject, tag, rival, "beside" if rival.apart == "plural" else "may be a typo for")


def _rivals_of(subject: Subject, *kinds: str) -> Iterator[tuple[str, Rival]]:
    for tag in subject.clip.tags:
        rival = subject.facts.rivals.get(tag)
        if rival and rival.apart in kinds:
            yield tag, rival


def _finding(subject: Subject, tag: str, rival: Rival, link: str) -> Finding:
    said = f"“{tag}” ({rival.own}) {link} “{rival.tag}” ({rival.others})"
    key = subject.key_of("tags")
    return subject.finding(said, line=subject.line_of(key, tag), mend=_mend(tag, rival.tag))


def _mend(tag: str, other: str) -> str:
    return command("tag", "--where", f"tag:={tag}", "--remove", tag, "--add", other)
