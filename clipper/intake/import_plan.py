"""The manifest of an import: what its exports hold, and what of that is new, before anything of it is kept."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.index import Index, Key
from clipper.intake import headline
from clipper.intake.compose import adopt, compose
from clipper.intake.exports import Adopted, Entry, Export, Notice, PassedOver, Row, Unknown, Unreadable
from clipper.intake.exports.candidates import Markdown, merged
from clipper.intake.exports.candidates import compose as compose_entry
from clipper.intake.exports.spool import Spool
from clipper.intake.importers import IMPORTERS
from clipper.intake.novelty import NoveltyFilter, identities
from clipper.intake.overrides import Overrides
from clipper.model.candidate import Candidate
from clipper.model.tags import TO_FETCH, sanitize

MOST_UNREADABLE = 10_000
"""So many rows may be unreadable before the rest is given up: it is no export, or another one's."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How exports become clips: the moment that those without one bear, `tags` for all, and what reads HTML, if any."""

    clipped: str
    tags: Sequence[str] = ()
    markdown: Markdown | None = None
    force: bool = False


@dataclass(slots=True)
class ImportPlan:
    """What exports hold. Of the `rows` each is new, there already, unreadable, or passed over."""

    new: Spool
    exports: list[tuple[str, str]] = field(default_factory=list)
    """Each export as the user called it, with the name of its importer."""
    rows: int = 0
    there: int = 0
    """How many are kept already, or came twice."""
    twice: int = 0
    """How many of these came before in the same exports."""
    to_fetch: int = 0
    """How many of the new ones are bookmarks without a text."""
    passed_over: Counter[str] = field(default_factory=Counter)
    unreadable: list[Unreadable] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Columns and keys that the importer does not know."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Tags that clipper has to write otherwise, by their old names; nothing is left of some."""
    notices: list[Notice] = field(default_factory=list)

    def take(self, row: Row, how: ImportOptions) -> Candidate | None:
        """Count a row, and return the clip that it makes, if it makes one."""
        if isinstance(row, Unknown):
            if row.name not in self.unknown:
                self.unknown.append(row.name)
            return None
        if isinstance(row, Notice):
            self.notices.append(row)
            return None
        self.rows += 1
        made = self._composed(row, how) if isinstance(row, Entry) else row
        if isinstance(made, Adopted):
            made = _adopted(made, how)
        if isinstance(made, Unreadable):
            self.unreadable.append(made)
        elif isinstance(made, PassedOver):
            self.passed_over[made.why.partition(":")[0]] += 1
        else:
            return made
        return None

    def _composed(self, entry: Entry, how: ImportOptions) -> Candidate | PassedOver | Unreadable:
        made = compose_entry(entry, how.markdown, how.tags)
        if isinstance(made, (PassedOver, Unreadable)):
            return made
        self.notices += [Notice(entry.place, flaw) for flaw in made.flaws]
        self.renamed.update(made.renamed)
        clip = made.clip
        if not clip.title and (entry.text or entry.html) and TO_FETCH not in clip.tags:
            clip = replace(clip, title=headline.find_title(clip.body))
        try:
            return compose(clip, how.clipped)
        except ClipperError as error:
            return Unreadable(entry.place, str(error))


def _adopted(file: Adopted, how: ImportOptions) -> Candidate | Unreadable:
    try:
        given = Overrides(title=file.title or None, date=file.date or None, tags=_tags(file, how))
        return adopt(file.raw, given)
    except ClipperError as error:
        return Unreadable(file.place, str(error))


def survey(
    exports: Sequence[tuple[Export, str]],
    index: Index,
    spool: Spool,
    how: ImportOptions,
    progress: Callable[[int], None],
) -> ImportPlan:
    """Return what exports hold, each read by the importer of its name; what is new is put into the spool.

    A piece that comes twice, as a bookmark in two folders does, is one clip with the tags and the notes of both.
    """
    found = ImportPlan(spool, [(export.called, name) for export, name in exports])
    sieve = NoveltyFilter(index, force=how.force)
    places: dict[Key, int] = {}
    for one in sieve.new(_candidates(exports, found, how, places, progress)):
        places.update(dict.fromkeys(identities(one.clip), len(spool)))
        spool.append(one)
    found.there = len(sieve.refused) + found.twice
    found.to_fetch = sum(TO_FETCH in spool.tags(number) for number in range(len(spool)))
    return found


def _candidates(
    exports: Sequence[tuple[Export, str]],
    found: ImportPlan,
    how: ImportOptions,
    places: Mapping[Key, int],
    progress: Callable[[int], None],
) -> Iterator[Candidate]:
    """Yield the clips that exports make, but for those that came before: these go to the place of the first."""
    for export, name in exports:
        for row in IMPORTERS[name].read(export):
            made = found.take(row, how)
            progress(found.rows)
            if len(found.unreadable) > MOST_UNREADABLE:
                found.unreadable.append(Unreadable(export.called, "so much cannot be read that the rest was given up"))
                return
            if not made:
                continue
            twin = next((places[key] for key in identities(made.clip) if key in places), None)
            if twin is None or how.force:
                yield made
                continue
            found.twice += 1
            first = found.new[twin]
            both = merged(first.clip, made.clip)
            # The bytes of a file that was adopted are not ours to change.
            if both != first.clip and first.raw == clipfile.write(first.clip):
                with contextlib.suppress(ClipperError):  # it may be too much for one header
                    found.new.replace(twin, Candidate(both, clipfile.write(both)))


def _tags(file: Adopted, how: ImportOptions) -> Sequence[str]:
    return (*filter(None, map(sanitize, file.tags)), *how.tags)
