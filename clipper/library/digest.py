"""The clips of a press review, read for an outline: no more of each than may be shown, and the reprints of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from clipper import text
from clipper.analysis import duplicates, rights
from clipper.analysis.rights import Extent
from clipper.clipfile.body_parts import split_body
from clipper.errors import ClipperError, NotFoundError, UsageError
from clipper.library.outline import Outline, OutlineEntry
from clipper.model import naming, sharing
from clipper.model.clip import Clip, StoredClip
from clipper.model.frozen import Frozen
from clipper.model.outlet_names import OutletNames
from clipper.query import OneOf
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.library.library import Library


class HeldBack(NamedTuple):
    """A clip of which less is shown than was asked for: how much is, and why."""

    handle: str
    extent: Extent
    reason: str


class Reprint(Frozen):
    """Another clip of a story: its outlet as the settings name it, its date, its headline, its address."""

    outlet: str
    date: str = ""
    title: str = ""
    url: str = ""


class DigestClip(Frozen):
    """A clip as a press review may show it; what must not leave is not in it.

    `clip` has the fields and no body, and of the keys of the user's none. `text` is the article if its full text is
    shown; `beginning` is its excerpt if that is. `remark` is the key `note`, `note` the section of the body; both, and
    `highlights`, are there only if notes may leave. `words` counts those of the article. `outlets` are the other
    outlets of `reprints`, each once.
    """

    handle: str
    name: str
    clip: Clip
    extent: Extent
    comment: str = ""
    text: str = ""
    beginning: str = ""
    words: int = 0
    remark: str = ""
    note: str = ""
    highlights: str = ""
    archived: str = ""
    reprints: tuple[Reprint, ...] = ()
    outlets: tuple[str, ...] = ()


class DigestSection(Frozen):
    """A section with the clips that could be read."""

    heading: str
    introduction: str
    clips: tuple[DigestClip, ...]


class Digest(Frozen):
    """All that a press review shows; `errors` are those of the clips that could not be read and were left out."""

    title: str
    subtitle: str
    summary: str
    sections: tuple[DigestSection, ...]
    held_back: tuple[HeldBack, ...] = ()
    errors: tuple[ClipperError, ...] = ()

    @property
    def clips(self) -> tuple[DigestClip, ...]:
        """The clips of all sections in their order."""
        return tuple(clip for section in self.sections for clip in section.clips)


class DigestOptions(Frozen):
    """What a press review shows of its clips besides what the outline says."""

    notes: bool = False
    excerpt_length: int = 400


def resolve(library: "Library", outline: Outline, place: str) -> dict[OutlineEntry, StoredClip]:
    """Return the clip of each entry; raise UsageError, with `place` and line, for an unknown or a doubled one."""
    found: dict[OutlineEntry, StoredClip] = {}
    lines: dict[str, int] = {}
    for entry in outline.entries:
        where, shown = f"{place}:{entry.line}", safe(entry.handle)
        if not naming.is_handle(entry.handle):
            raise UsageError(f"{where}: “{shown}” is no handle", hint="An entry is `- HANDLE`; a comment is indented.")
        try:
            stored = library.find(entry.handle)
        except NotFoundError as error:
            raise UsageError(f"{where}: {error}", hint=error.hint) from error
        except ClipperError as error:
            raise error.with_prefix(where) from error
        if stored.path in lines:
            raise UsageError(f"{where}: {shown} is in line {lines[stored.path]} already", hint="Take one line out.")
        lines[stored.path] = entry.line
        found[entry] = stored
    return found


def gather(
    library: "Library", outline: Outline, found: dict[OutlineEntry, StoredClip], options: DigestOptions
) -> Digest:
    """Read the clips of an outline, and return what a press review of them shows."""
    reading = _Reading(library, found, options)
    sections = tuple(
        DigestSection(section.heading, section.introduction, tuple(reading.clips(section.entries)))
        for section in outline.sections
    )
    return Digest(
        outline.title,
        outline.subtitle,
        outline.summary,
        tuple(section for section in sections if section.clips or section.introduction),
        held_back=tuple(reading.held_back),
        errors=tuple(reading.errors),
    )


class _Reading:
    """Reads clips, and collects what is held back, and what cannot be read."""

    def __init__(self, library: "Library", found: dict[OutlineEntry, StoredClip], options: DigestOptions) -> None:
        self._library = library
        self._found = found
        self._options = options
        self._now = library.system.now()
        self._names = OutletNames(library.config.sources)
        self._others = _reprints(library, [*found.values()])
        self.held_back: list[HeldBack] = []
        self.errors: list[ClipperError] = []

    def clips(self, entries: Sequence[OutlineEntry]) -> list[DigestClip]:
        """Return the clips of some entries that can be read."""
        clips = []
        for entry in entries:
            stored = self._found[entry]
            try:
                clip = self._library.read(stored)
            except ClipperError as error:
                self.errors.append(error)
                continue
            clips.append(self._clip(entry, stored, clip))
        return clips

    def _clip(self, entry: OutlineEntry, stored: StoredClip, clip: Clip) -> DigestClip:
        allowed = rights.limit(clip, self._now)
        extent = rights.least(entry.extent, allowed.extent)
        if extent != entry.extent:
            self.held_back.append(HeldBack(stored.handle, extent, allowed.reason))
        parts, private = split_body(clip.body), self._options.notes
        others = self._others.get(stored.path, [])
        return DigestClip(
            handle=stored.handle,
            name=stored.name,
            clip=clip.replace(body="", extra={}, description=clip.description if extent != "line" else ""),
            extent=extent,
            comment=entry.comment,
            text=parts.text if extent == "full" else "",
            beginning=self._excerpt(clip) if extent == "excerpt" else "",
            words=text.count_words(parts.text),
            remark="\n\n".join(clip.values(sharing.NOTE[0])) if private else "",
            note=parts.note if private else "",
            highlights=parts.highlights if private else "",
            archived=next(iter(clip.values(sharing.ARCHIVED[0])), ""),
            reprints=tuple(map(self._reprint, others)),
            outlets=self._names.other_outlets(clip.source, [other.clip.source for other in others]),
        )

    def _excerpt(self, clip: Clip) -> str:
        from clipper.analysis.excerpt import excerpt

        return excerpt(clip, self._options.excerpt_length)

    def _reprint(self, stored: StoredClip) -> Reprint:
        clip = stored.clip
        return Reprint(self._names.by_source(clip.source) or clip.source, clip.date, clip.title, clip.url)


def _reprints(library: "Library", clips: Sequence[StoredClip]) -> dict[str, list[StoredClip]]:
    """Return the other clips of the story of each clip, by its path; without those that are among the clips."""
    paths = {stored.path for stored in clips}
    node = OneOf(frozenset(stored.handle for stored in clips))
    found: dict[str, list[StoredClip]] = {}
    for story in duplicates.find(library.index, node):
        members = [member.stored for member in story.members]
        others = [stored for stored in members if stored.path not in paths and not naming.is_conflict_copy(stored.path)]
        first = next(stored.path for stored in members if stored.path in paths)
        found[first] = others
    return found
