"""The plan of an import: what the exports hold and what of it is new, made before anything is written."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.index import Index, Key
from clipper.intake import headline
from clipper.intake.compose import adopt, compose
from clipper.intake.exports import AdoptedFile, Entry, Export, ExportRow, Notice, SkippedRow, UnknownName, UnreadableRow
from clipper.intake.exports.convert import ToMarkdown, convert_entry, merge_clips
from clipper.intake.exports.spool import Spool
from clipper.intake.importers import IMPORTERS
from clipper.intake.novelty import NoveltyFilter, identities
from clipper.intake.overrides import Overrides
from clipper.model.candidate import Candidate
from clipper.model.tags import TO_FETCH, sanitize

MAX_UNREADABLE = 10_000
"""After this number of unreadable rows the import stops: the file is not an export, or of another service."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How exports become clips.

    `clipped` is the time for clips that state none, `tags` are for all of them. Without `to_markdown` entries with
    HTML cannot be imported. With `force` clips that are in the archive already are imported again.
    """

    clipped: str
    tags: Sequence[str] = ()
    to_markdown: ToMarkdown | None = None
    force: bool = False


@dataclass(slots=True)
class ImportPlan:
    """What exports hold: each of their rows is new, a duplicate, unreadable or skipped."""

    new: Spool
    exports: list[tuple[str, str]] = field(default_factory=list)
    """The name of each export, as the user typed it, and the name of its importer."""
    rows: int = 0
    duplicates: int = 0
    """Rows that are in the archive already, or came earlier in the exports."""
    repeated: int = 0
    """Those of the duplicates that came earlier in the exports."""
    to_fetch: int = 0
    """New bookmarks without a text."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Rows that are not imported, by the reason."""
    unreadable: list[UnreadableRow] = field(default_factory=list)
    unknown_names: list[str] = field(default_factory=list)
    """Columns and JSON keys that the importer does not know."""
    renamed_tags: dict[str, str] = field(default_factory=dict)
    """Tags that clipper must write differently, by their old names; the new name may be empty."""
    notices: list[Notice] = field(default_factory=list)

    def add_row(self, row: ExportRow, options: ImportOptions) -> Candidate | None:
        """Count a row and return its candidate, or None if it gives none."""
        if isinstance(row, UnknownName):
            if row.name not in self.unknown_names:
                self.unknown_names.append(row.name)
            return None
        if isinstance(row, Notice):
            self.notices.append(row)
            return None
        self.rows += 1
        result = self._convert(row, options)
        if isinstance(result, Candidate):
            return result
        if isinstance(result, UnreadableRow):
            self.unreadable.append(result)
        else:
            self.skipped[result.reason.partition(":")[0]] += 1
        return None

    def _convert(
        self, row: Entry | AdoptedFile | SkippedRow | UnreadableRow, options: ImportOptions
    ) -> Candidate | SkippedRow | UnreadableRow:
        if isinstance(row, Entry):
            return self._convert_entry(row, options)
        return _adopt(row, options) if isinstance(row, AdoptedFile) else row

    def _convert_entry(self, entry: Entry, options: ImportOptions) -> Candidate | SkippedRow | UnreadableRow:
        converted = convert_entry(entry, options.to_markdown, options.tags)
        if isinstance(converted, (SkippedRow, UnreadableRow)):
            return converted
        self.notices += [Notice(entry.place, problem) for problem in converted.problems]
        self.renamed_tags.update(converted.renamed)
        clip = converted.clip
        if not clip.title and (entry.text or entry.html) and TO_FETCH not in clip.tags:
            clip = clip.replace(title=headline.find_title(clip.body))
        try:
            return compose(clip, options.clipped)
        except ClipperError as error:
            return UnreadableRow(entry.place, str(error))


def _adopt(file: AdoptedFile, options: ImportOptions) -> Candidate | UnreadableRow:
    tags = (*filter(None, map(sanitize, file.tags)), *options.tags)
    try:
        return adopt(file.raw, Overrides(title=file.title or None, date=file.date or None, tags=tags))
    except ClipperError as error:
        return UnreadableRow(file.place, str(error))


def plan_import(
    exports: Sequence[tuple[Export, str]],
    index: Index,
    spool: Spool,
    options: ImportOptions,
    advance: Callable[[int], None],
) -> ImportPlan:
    """Read exports, each by the importer of the given name, and put the new candidates into the spool.

    A page that comes twice, such as a bookmark in two folders, becomes one clip with the tags and notes of both.
    """
    plan = ImportPlan(spool, [(export.name, importer) for export, importer in exports])
    novelty = NoveltyFilter(index, force=options.force)
    positions: dict[Key, int] = {}
    for candidate in novelty.new(_candidates(exports, plan, options, positions, advance)):
        positions.update(dict.fromkeys(identities(candidate.clip), len(spool)))
        spool.append(candidate)
    plan.duplicates = len(novelty.refused) + plan.repeated
    plan.to_fetch = sum(TO_FETCH in spool.tags(position) for position in range(len(spool)))
    return plan


def _candidates(
    exports: Sequence[tuple[Export, str]],
    plan: ImportPlan,
    options: ImportOptions,
    positions: Mapping[Key, int],
    advance: Callable[[int], None],
) -> Iterator[Candidate]:
    """Yield the candidates in exports; one that came before is merged with the first, at its position in the spool."""
    for export, importer in exports:
        for row in IMPORTERS[importer].read(export):
            candidate = plan.add_row(row, options)
            advance(plan.rows)
            if len(plan.unreadable) > MAX_UNREADABLE:
                plan.unreadable.append(
                    UnreadableRow(export.name, "too many rows cannot be read: the rest was left out")
                )
                return
            if not candidate:
                continue
            position = next((positions[key] for key in identities(candidate.clip) if key in positions), None)
            if position is None or options.force:
                yield candidate
                continue
            plan.repeated += 1
            _merge(plan.new, position, candidate)


def _merge(spool: Spool, position: int, candidate: Candidate) -> None:
    """Add what only a later candidate has to the first; the bytes of an adopted file are not changed."""
    first = spool[position]
    merged = merge_clips(first.clip, candidate.clip)
    if merged != first.clip and first.raw == clipfile.write(first.clip):
        with contextlib.suppress(ClipperError):  # the two may be too much for one header
            spool.replace(position, Candidate(merged, clipfile.write(merged)))
