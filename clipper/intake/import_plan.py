"""The plan of an import: what the exports hold and what of it is new, made before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from clipper.errors import ClipperError
from clipper.index import Index
from clipper.intake import headline
from clipper.intake.compose import adopt, compose
from clipper.intake.exports import AdoptedFile, Entry, Export, ExportRow, Notice, SkippedRow, UnknownName, UnreadableRow
from clipper.intake.exports.convert import ToMarkdown, convert_entry
from clipper.intake.exports.spool import Spool
from clipper.intake.importers import IMPORTERS
from clipper.intake.novelty import Kept, Known, NoveltyFilter
from clipper.intake.overrides import Overrides
from clipper.intake.recognition import NOBODY, left_out
from clipper.intake.renamed_outlets import RenamedOutlets
from clipper.intake.repeats import Repeats
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
    there: list[Known] = field(default_factory=list)
    """Those of the duplicates that are in the archive already."""
    repeats: list[tuple[str, str]] = field(default_factory=list)
    """The places of those that came earlier in the exports, each with the place of the first."""
    kept: list[Kept] = field(default_factory=list)
    """New clips that have their address or their text in common with a clip of the archive or an earlier row."""
    to_fetch: int = 0
    """New bookmarks without a text."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Rows that are not imported, by the reason."""
    left_out: list[SkippedRow] = field(default_factory=list)
    """The rows and files that are not imported."""
    unreadable: list[UnreadableRow] = field(default_factory=list)
    unknown_names: list[str] = field(default_factory=list)
    """Columns and JSON keys that the importer does not know."""
    renamed_tags: dict[str, str] = field(default_factory=dict)
    """Tags that clipper must write differently, by their old names; the new name may be empty."""
    notices: list[Notice] = field(default_factory=list)

    @property
    def duplicates(self) -> int:
        """The number of rows that are in the archive already, or came earlier in the exports."""
        return len(self.there) + len(self.repeats)

    @property
    def repeated(self) -> int:
        """The number of the duplicates that came earlier in the exports."""
        return len(self.repeats)

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
            return result.replace(input_name=row.place)
        if isinstance(result, UnreadableRow):
            self.unreadable.append(result)
        else:
            self._skip(result)
        return None

    def leave_out(self, export: Export, importer: str, rows: int) -> None:
        """Count the files of an export that gave nothing; one that its importer does not even know is unreadable."""
        if not rows and importer != NOBODY and not IMPORTERS[importer].recognises(export):
            self.rows += 1
            self.unreadable.append(UnreadableRow(export.name, f"nothing in it is what {importer} exports"))
            return
        if not rows and importer != NOBODY:
            self.notices.append(Notice(export.name, "there is nothing in it"))
        for row in left_out(export, importer):
            self.rows += 1
            self._skip(row)
            self.notices.append(Notice(row.place, f"it is left out: {row.reason}"))

    def _skip(self, row: SkippedRow) -> None:
        self.left_out.append(row)
        self.skipped[row.reason.partition(":")[0]] += 1

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
        stated = Overrides(title=file.title or None, date=file.date or None, url=file.url or None, tags=tags)
        return adopt(file.raw, stated)
    except ClipperError as error:
        return UnreadableRow(file.place, str(error))


def plan_import(
    exports: Sequence[tuple[Export, str]],
    index: Index,
    spool: Spool,
    options: ImportOptions,
    advance: Callable[[int], None],
    outlets: RenamedOutlets | None = None,
) -> ImportPlan:
    """Read exports, each by the importer of the given name, and put the new candidates into the spool.

    A page that comes twice, such as a bookmark in two folders, becomes one clip with the tags and notes of both.
    """
    plan = ImportPlan(spool, [(export.name, importer) for export, importer in exports if importer != NOBODY])
    novelty = NoveltyFilter(index, outlets=outlets, force=options.force)
    repeats = Repeats(spool)
    for candidate in novelty.new(_candidates(exports, plan, options, repeats, advance)):
        if other := repeats.add(candidate):
            plan.kept.append(Kept(candidate.input_name, other, same_address=True))
    plan.there = novelty.known
    plan.kept += novelty.kept
    plan.to_fetch = sum(TO_FETCH in spool.tags(position) for position in range(len(spool)))
    return plan


def _candidates(
    exports: Sequence[tuple[Export, str]],
    plan: ImportPlan,
    options: ImportOptions,
    repeats: Repeats,
    advance: Callable[[int], None],
) -> Iterator[Candidate]:
    """Yield the candidates in exports; what came before is merged with the first of its kind in the spool."""
    for export, importer in exports:
        before = plan.rows
        for row in _rows(export, importer):
            candidate = plan.add_row(row, options)
            advance(plan.rows)
            if len(plan.unreadable) > MAX_UNREADABLE:
                plan.unreadable.append(
                    UnreadableRow(export.name, "too many rows cannot be read: the rest was left out")
                )
                return
            if candidate and (first := "" if options.force else repeats.merge(candidate)):
                plan.repeats.append((candidate.input_name, first))
            elif candidate:
                yield candidate
        plan.leave_out(export, importer, plan.rows - before)


def _rows(export: Export, importer: str) -> Iterator[ExportRow]:
    return IMPORTERS[importer].read(export) if importer != NOBODY else iter(())
