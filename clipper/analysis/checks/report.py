"""What is wrong in an archive: found and told, never changed here.

A module looks at one family of flaws; each of its functions finds one kind. What it cannot be certain of, it leaves
unsaid: a check that cries wolf is not run twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path

from clipper.analysis.checks import dates, evidence, headers, leftovers, missing, names, tags, twins
from clipper.analysis.checks.archive_facts import ArchiveFacts
from clipper.analysis.checks.finding import Edit, Finding, Subject
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
class Kind:
    """A kind of finding: its heading, why it matters, and how it is mended, where `CLIP` stands for a handle."""

    heading: str
    why: str
    mend: str
    of_clip: Callable[[Subject], Iterator[Finding]] | None = None
    of_folder: Callable[[Path], Iterator[Finding]] | None = None


KINDS: Mapping[str, Kind] = {
    "unreadable": Kind(
        "Clips that cannot be read",
        "Nothing in them is found, and no command changes them.",
        "clipper edit CLIP",
    ),
    "foreign-header": Kind(
        "Headers that are not read",
        "The header counts as text: the clip has no title, no date and no tags.",
        "clipper edit CLIP, and write it as YAML between two lines ---",
        of_clip=headers.foreign,
    ),
    "doubled-key": Kind(
        "Two keys for one field",
        "Only one of them is read; other programs may read the other.",
        "clipper edit CLIP",
        of_clip=headers.doubled,
    ),
    "changed-text": Kind(
        "Texts that are no longer what was kept",
        "The header bears the fingerprint (sha256) of the text as it was, and that is not this one's.",
        "clipper history CLIP shows its versions; if it is meant so, clipper edit CLIP --unset sha256",
        of_clip=evidence.text,
    ),
    "early-date": Kind(
        "Dated earlier than their own text",
        "Lists, searches and citations give a day on which this was not yet written.",
        "clipper edit CLIP --set date=DAY",
        of_clip=dates.early,
    ),
    "late-date": Kind(
        "Dated later than they were clipped",
        "One of the two dates is wrong.",
        "clipper edit CLIP --set date=DAY",
        of_clip=dates.late,
    ),
    "future-date": Kind(
        "Dated in the future",
        "It stands before everything new, and no search for a past time finds it.",
        "clipper edit CLIP --set date=DAY",
        of_clip=dates.future,
    ),
    "no-header": Kind(
        "Without a header",
        "Only a search for their words finds them, and lists have nothing to show.",
        "clipper edit CLIP --set title=TITLE --set date=DAY --set source=OUTLET",
        of_clip=missing.header,
    ),
    "no-date": Kind(
        "Without a date",
        "No search by date finds it, and it cannot be cited.",
        "clipper edit CLIP --set date=DAY",
        of_clip=missing.date,
    ),
    "no-source": Kind(
        "Without a source",
        "Nobody can tell where it appeared.",
        "clipper edit CLIP --set source=OUTLET",
        of_clip=missing.source,
    ),
    "no-title": Kind(
        "Without a title",
        "Lists have nothing to show for it.",
        "clipper edit CLIP --set title=TITLE",
        of_clip=missing.title,
    ),
    "same-address": Kind(
        "Kept twice from one address",
        "The same story stands in every list twice.",
        "clipper remove CLIP",
        of_clip=twins.address,
    ),
    "same-name": Kind(
        "Called alike in different folders",
        "They have one handle, so that only a path tells them apart.",
        "rename one of the two files",
        of_clip=twins.name,
    ),
    "same-file": Kind(
        "One file on another system",
        "Where such names are one, as on macOS and Windows, one clip replaces the other.",
        "rename one of the two files",
        of_clip=twins.file,
    ),
    "tag-spelling": Kind(
        "Tags in two spellings",
        "A list of tags shows both, and other programs find only one.",
        "clipper tag --where tag:=OLD --remove OLD --add NEW",
        of_clip=tags.spelling,
    ),
    "tag-slip": Kind(
        "Tags that look like another",
        "A search for one of them does not find the other.",
        "clipper tag --where tag:=OLD --remove OLD --add NEW",
        of_clip=tags.slips,
    ),
    "conflict-copy": Kind(
        "Copies made by a sync program",
        "Bulk changes leave them out; what was changed in them is nowhere else.",
        "compare it with the clip, then clipper remove PATH",
        of_clip=names.conflict,
    ),
    "bad-name": Kind(
        "Names that other systems cannot hold",
        "There the clip is not synced, not unpacked or not checked out.",
        "rename the file",
        of_clip=names.unportable,
    ),
    "leftover": Kind(
        "Left by an interrupted write",
        "It is no clip, and no list shows it; the clip itself is whole.",
        "compare it with the clip, then delete it",
        of_folder=leftovers.unfinished,
    ),
    "large-history": Kind(
        "A large history",
        "It grows with every change, and is copied and backed up with the archive.",
        "clipper history --prune 90d, after which what is older cannot be taken back",
        of_folder=leftovers.history,
    ),
}
"""Every kind of finding in the order in which a report tells of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """The clips that were examined, and what was found."""

    clips: list[StoredClip]
    found: list[Finding]


def examine(archive: Archive, index: Index, node: Node, today: date, progress: Progress) -> Report:
    """Return what is wrong with the clips that answer to a query, and, when that is all, in the folder beside them.

    The clips are held against the whole archive. Their files are read one at a time; what cannot be read is a finding.
    """
    everything = isinstance(node, Everything)
    clips = [*index.search(node, "", 0)]
    facts = ArchiveFacts.of(clips if everything else index.search(Everything(), "", 0), clips)
    found: list[Finding] = []
    with progress("checking", len(clips)) as advance:
        for number, stored in enumerate(clips, 1):
            found += _examined(stored, archive, facts, today)
            advance(number)
    if everything:
        found += [
            _of(name, one) for name, kind in KINDS.items() if kind.of_folder for one in kind.of_folder(archive.root)
        ]
    ranks = {name: rank for rank, name in enumerate(KINDS)}
    return Report(clips, sorted(found, key=lambda one: (ranks[one.kind], one.path, one.line)))


def _examined(stored: StoredClip, archive: Archive, facts: ArchiveFacts, today: date) -> list[Finding]:
    try:
        with files.disk_errors("it cannot be read"):
            raw, _ = files.read(archive.path(stored.path), FILE_LIMIT)
        subject = Subject(stored, raw, facts, today)
    except ClipperError as error:
        return [_of("unreadable", _unreadable(stored, error))]
    return [_of(name, one) for name, kind in KINDS.items() if kind.of_clip for one in kind.of_clip(subject)]


def mends(found: Iterable[Finding]) -> dict[str, Edit]:
    """Return for each path the one edit that mends all of its findings that can be mended with certainty."""
    edits: dict[str, list[Edit]] = {}
    for one in found:
        if one.edit:
            edits.setdefault(one.path, []).append(one.edit)
    return {path: _one_after_another(several) for path, several in edits.items()}


def _one_after_another(edits: list[Edit]) -> Edit:
    return lambda raw: reduce(lambda held, edit: edit(held), edits, raw)


def _of(name: str, found: Finding) -> Finding:
    kind = KINDS[name]
    mend = found.mend or kind.mend.replace("CLIP", found.handle).replace("PATH", found.path)
    found = replace(found, kind=name, why=kind.why, mend=mend)
    # What is changed in many clips at once passes over the copies of a sync program, here as everywhere.
    return replace(found, fix="", edit=None) if is_conflict_copy(found.path) else found


def _unreadable(stored: StoredClip, error: ClipperError) -> Finding:
    return Finding(stored.path, stored.handle, str(error), line=error.line if isinstance(error, UnreadableError) else 1)
