"""Examine an archive: run every check on every clip, and report what is wrong.

The checks are in the modules that `KINDS` names, one module for each family of flaws: each public function in them
finds one kind. The other modules beside this one help the checks. A check reports only what is certain or very likely:
nobody runs a check again that raises false alarms.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path

from clipper.analysis.checks import dates, evidence, filing, headers, leftovers, missing, names, tags, twins
from clipper.analysis.checks.archive_facts import ArchiveFacts
from clipper.analysis.checks.finding import Finding, Subject
from clipper.analysis.checks.given_names import GivenNames
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
class FindingKind:
    """A kind of finding: its heading, why it matters, advice to the user, and the check that finds it.

    In `advice`, `CLIP` is replaced by the handle of the clip and `PATH` by its path.
    """

    heading: str
    why: str
    advice: str
    check_clip: Callable[[Subject], Iterator[Finding]] | None = None
    check_folder: Callable[[Path], Iterator[Finding]] | None = None


KINDS: Mapping[str, FindingKind] = {
    "unreadable": FindingKind(
        "Clips that cannot be read",
        "Nothing in them is found, and no command changes them.",
        "clipper edit CLIP",
    ),
    "foreign-header": FindingKind(
        "Headers that are not read",
        "The header counts as text: the clip has no title, no date and no tags.",
        "clipper edit CLIP, and write it as YAML between two lines ---",
        check_clip=headers.find_foreign_header,
    ),
    "repeated-key": FindingKind(
        "One key twice",
        "The last one is read; other programs may read the first, or refuse the file.",
        "clipper edit CLIP, and remove one of the two lines",
        check_clip=headers.find_repeated_keys,
    ),
    "doubled-key": FindingKind(
        "Two keys for one field",
        "Only one of them is read; other programs may read the other.",
        "clipper edit CLIP, if no website and no script reads the other key",
        check_clip=headers.find_doubled_keys,
    ),
    "changed-text": FindingKind(
        "Texts that changed since they were kept",
        "The header has the fingerprint (sha256) of the text as it was kept, and this text has another one.",
        "clipper history CLIP shows its versions; if this text is right, clipper edit CLIP --unset sha256",
        check_clip=evidence.find_changed_text,
    ),
    "early-date": FindingKind(
        "Dated earlier than their own text",
        "Lists, searches and citations give a day on which this was not yet written.",
        "clipper edit CLIP --set date=DAY",
        check_clip=dates.find_early_date,
    ),
    "late-date": FindingKind(
        "Dated later than they were clipped",
        "One of the two dates is wrong.",
        "clipper edit CLIP --set date=DAY",
        check_clip=dates.find_late_date,
    ),
    "future-date": FindingKind(
        "Dated in the future",
        "Lists show it before all new clips, and no search for a past time finds it.",
        "clipper edit CLIP --set date=DAY",
        check_clip=dates.find_future_date,
    ),
    "no-header": FindingKind(
        "Without a header",
        "Only a search for their words finds them, and lists have nothing to show.",
        "clipper edit CLIP --set title=TITLE --set date=DAY --set source=OUTLET",
        check_clip=missing.find_missing_header,
    ),
    "no-date": FindingKind(
        "Without a date",
        "No search by date finds it, and it cannot be cited.",
        "clipper edit CLIP --set date=DAY",
        check_clip=missing.find_missing_date,
    ),
    "no-source": FindingKind(
        "Without a source",
        "Nobody can tell where it appeared.",
        "clipper edit CLIP --set source=OUTLET",
        check_clip=missing.find_missing_source,
    ),
    "no-title": FindingKind(
        "Without a title",
        "Lists have nothing to show for it.",
        "clipper edit CLIP --set title=TITLE",
        check_clip=missing.find_missing_title,
    ),
    "same-address": FindingKind(
        "Kept twice from one address",
        "Every list shows the same story twice.",
        "clipper remove CLIP",
        check_clip=twins.find_same_address,
    ),
    "same-file": FindingKind(
        "One file on another system",
        "Where such names are the same, as on macOS and Windows, one clip replaces the other.",
        "rename one of the two files",
        check_clip=twins.find_same_file,
    ),
    "tag-spelling": FindingKind(
        "Tags in two spellings",
        "A list of tags shows both, and other programs find only one.",
        "clipper tag --where tag:=OLD --remove OLD --add NEW",
        check_clip=tags.find_spellings,
    ),
    "tag-slip": FindingKind(
        "Tags that look like another",
        "A search for one of them does not find the other.",
        "clipper tag --where tag:=OLD --remove OLD --add NEW",
        check_clip=tags.find_slips,
    ),
    "conflict-copy": FindingKind(
        "Copies made by a sync program",
        "Bulk changes leave them out; a change made in one of them is nowhere else.",
        "compare it with the clip, then clipper remove PATH",
        check_clip=names.find_conflict_copy,
    ),
    "numbered-copy": FindingKind(
        "Copies with a number",
        "iCloud and Google Drive name so what was changed on two machines, and file managers what was copied.",
        "compare it with the clip, then clipper remove PATH",
        check_clip=names.find_numbered_copy,
    ),
    "bad-name": FindingKind(
        "Names that other systems do not allow",
        "On those systems the clip cannot be synced, unpacked or checked out.",
        "rename the file",
        check_clip=names.find_unportable_name,
    ),
    "misplaced": FindingKind(
        "Named by another date or title",
        "Everything works; only who looks at the files is misled.",
        "clipper check --fix handle:CLIP",
        check_clip=filing.find_misplaced,
    ),
    "leftover": FindingKind(
        "Left by an interrupted write",
        "It is not a clip, and no list shows it; the clip itself is whole.",
        "compare it with the clip, then delete it",
        check_folder=leftovers.find_unfinished_files,
    ),
    "large-history": FindingKind(
        "A large history",
        "It grows with every change, and is copied and backed up with the archive.",
        "clipper history --prune 90d, after which older changes cannot be undone",
        check_folder=leftovers.find_large_history,
    ),
}
"""Every kind of finding, in the order of a report."""


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
