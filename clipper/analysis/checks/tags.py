"""Tags that may be meant to be one: they differ only in case and accents, in a plural, or in a typo."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from clipper import clipfile
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.similar_tags import SimilarTag, command_line


def find_spellings(subject: Subject) -> Iterator[Finding]:
    """Find tags that other clips have with other capitals or accents."""
    for tag, similar in _tags_with_similar(subject, "case"):
        finding = _finding(subject, tag, similar, "beside")
        # Of two spellings that are equally frequent nobody knows which is meant.
        if similar.own_clips < similar.clips:
            edit = partial(clipfile.with_tags, add=(similar.tag,), remove=(tag,))
            finding = replace(finding, fix=f"“{tag}” becomes “{similar.tag}”", edit=edit)
        yield finding


def find_slips(subject: Subject) -> Iterator[Finding]:
    """Find tags that are the plural or the singular of another, or look like a typo of it."""
    for tag, similar in _tags_with_similar(subject, "plural", "typo"):
        yield _finding(subject, tag, similar, "beside" if similar.difference == "plural" else "may be a typo for")


def _tags_with_similar(subject: Subject, *differences: str) -> Iterator[tuple[str, SimilarTag]]:
    for tag in subject.clip.tags:
        similar = subject.facts.similar_tags.get(tag)
        if similar and similar.difference in differences:
            yield tag, similar


def _finding(subject: Subject, tag: str, similar: SimilarTag, link: str) -> Finding:
    what = f"“{tag}” ({similar.own_clips}) {link} “{similar.tag}” ({similar.clips})"
    advice = command_line("tag", "--where", f"tag:={tag}", "--remove", tag, "--add", similar.tag)
    return subject.finding(what, line=subject.line_of(subject.key_of("tags"), tag), advice=advice)
