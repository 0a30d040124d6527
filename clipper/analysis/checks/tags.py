"""Tags that may be meant to be one: they differ only in case and accents, in a plural, or in a typo."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from clipper import clipfile
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.similar_tags import SimilarTag, command_line
from clipper.model.tags import similarity


def find_spellings(subject: Subject) -> Iterator[Finding]:
    """Find tags that other clips have with other capitals or accents."""
    for tag, similar in _tags_with_similar(subject, "case"):
        finding = _finding(subject, tag, similar, "beside")
        # Of two spellings that are equally frequent nobody knows which is meant.
        if similar.own_clips < similar.clips and _spellings(subject.clip.tags, tag) == 1:
            edit = partial(_with_spelling, old=tag, new=similar.tag)
            finding = replace(finding, fix=f"“{tag}” becomes “{similar.tag}”", edit=edit)
        yield finding


def find_slips(subject: Subject) -> Iterator[Finding]:
    """Find tags that are the plural or the singular of another, or look like a typo of it."""
    for tag, similar in _tags_with_similar(subject, "plural", "typo"):
        yield _finding(subject, tag, similar, "beside" if similar.difference == "plural" else "may be a typo for")


def _with_spelling(raw: bytes, old: str, new: str) -> bytes:
    """Return the file with a tag respelled in its place, unless another spelling would have to go for it."""
    if _spellings(clipfile.read(raw).tags, old) > 1:
        return raw
    return clipfile.with_tags_renamed(raw, lambda tag: (new if tag == old else tag,))


def _spellings(tags: Iterable[str], tag: str) -> int:
    """Count the different tags that a tag differs from only in case and accents, with the tag itself."""
    return sum(1 for other in tags if similarity(tag, other) == "case")


def _tags_with_similar(subject: Subject, *differences: str) -> Iterator[tuple[str, SimilarTag]]:
    for tag in subject.clip.tags:
        similar = subject.facts.similar_tags.get(tag)
        if similar and similar.difference in differences:
            yield tag, similar


def _finding(subject: Subject, tag: str, similar: SimilarTag, link: str) -> Finding:
    what = f"“{tag}” ({similar.own_clips}) {link} “{similar.tag}” ({similar.clips})"
    advice = command_line("tag", "--where", f"tag:={tag}", "--remove", tag, "--add", similar.tag)
    return subject.finding(what, line=subject.line_of(subject.key_of("tags"), tag), advice=advice)
