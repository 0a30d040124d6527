"""Examine an archive: run every check on every clip, and report what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path

from clipper.analysis.checks.archive_facts import ArchiveFacts
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.given_names import GivenNames
from clipper.analysis.checks.kinds import KINDS
from clipper.clipfile import Edit
from clipper.errors import ClipperError, UnreadableError
from clipper.index import Index
from clipper.model.clip import StoredClip
from clipper.model.naming import is_conflict_copy
from clipper.query import Everything, Node
from clipper.query.haystack import FILE_LIMIT
from clipper.store.archive import Archive
from clipper.system import files
from clipper.system.progress import Progress


@dataclass(frozen=True, slots=True)
class Report:
    """The clips that were examined, and the findings, sorted by kind, path and line."""

    clips: list[StoredClip]
    findings: list[Finding]


def examine(archive: Archive, index: Index, node: Node, today: date, progress: Progress) -> Report:
    """Examine the clips that match a query, and the folder of the archive too if the query matches all.

    The clips are compared with the whole archive. Files are read one at a time; one that cannot be read is a finding.
    """
    is_everything = isinstance(node, Everything)
    clips = [*index.search(node, "", 0)]
    compared = clips if is_everything else index.search(Everything(), "", 0)
    facts = ArchiveFacts.collect(compared, clips, GivenNames(archive))
    findings: list[Finding] = []
    with progress("checking", len(clips)) as advance:
        for number, stored in enumerate(clips, 1):
            findings += _examine_clip(stored, archive, facts, today)
            advance(number)
    if is_everything:
        findings += _examine_folder(archive.root)
    ranks = {name: rank for rank, name in enumerate(KINDS)}
    return Report(clips, sorted(findings, key=lambda finding: (ranks[finding.kind], finding.path, finding.line)))


def _examine_clip(stored: StoredClip, archive: Archive, facts: ArchiveFacts, today: date) -> list[Finding]:
    try:
        with files.disk_errors("it cannot be read"):
            raw, _ = files.read(archive.path(stored.path), FILE_LIMIT)
        subject = Subject(stored, raw, facts, today)
    except ClipperError as error:
        return [_with_kind("unreadable", _unreadable(stored, error))]
    checks = [(name, kind.check_clip) for name, kind in KINDS.items() if kind.check_clip]
    return [_with_kind(name, finding) for name, check in checks for finding in check(subject)]


def _examine_folder(root: Path) -> list[Finding]:
    checks = [(name, kind.check_folder) for name, kind in KINDS.items() if kind.check_folder]
    return [_with_kind(name, finding) for name, check in checks for finding in check(root)]


def combine_edits(findings: Iterable[Finding]) -> dict[str, Edit]:
    """Return for each path one edit that fixes all of its findings that have an edit."""
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.edit:
            edits.setdefault(finding.path, []).append(finding.edit)
    return {path: _in_sequence(edits_of_path) for path, edits_of_path in edits.items()}


def _in_sequence(edits: list[Edit]) -> Edit:
    return lambda raw: reduce(lambda edited, edit: edit(edited), edits, raw)


def _with_kind(name: str, finding: Finding) -> Finding:
    """Return a finding with its kind, and with what all findings of the kind have in common."""
    kind = KINDS[name]
    advice = finding.advice or kind.advice.replace("CLIP", finding.handle).replace("PATH", finding.path)
    finding = replace(finding, kind=name, why=kind.why, advice=advice)
    # As everywhere, a change of many clips leaves out the conflict copies of sync programs.
    return replace(finding, fix="", edit=None, refile=False) if is_conflict_copy(finding.path) else finding


def _unreadable(stored: StoredClip, error: ClipperError) -> Finding:
    return Finding(stored.path, stored.handle, str(error), line=error.line if isinstance(error, UnreadableError) else 1)
