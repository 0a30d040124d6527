"""Clips on their way out of the archive: read one at a time, without what is private, and counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from clipper import text
from clipper.clipfile.body_parts import split_body
from clipper.errors import ClipperError
from clipper.model import dates, urls
from clipper.model.clip import Clip, StoredClip
from clipper.model.frozen import Frozen

if TYPE_CHECKING:
    from clipper.library.library import Library
    from clipper.query import Node
    from clipper.system.progress import Advance

Texts: TypeAlias = Literal["full", "excerpt", "none"]
"""How much of each text leaves."""

LONGEST_CELL = 32_767
"""The most characters in a cell of a spreadsheet; one beyond the first 65 536 of Unicode, as an emoji, counts twice."""


class ExportOptions(Frozen):
    """What leaves the archive besides the fields: how much of the texts, notes and highlights, keys of the user's.

    `keys` are those of the other keys that leave in any case, in lower case.
    """

    texts: Texts = "full"
    notes: bool = False
    all_fields: bool = False
    keys: frozenset[str] = frozenset()
    title: str = "Clips"
    """What a document or a feed is called."""


class ExportedClip(Frozen):
    """A clip as it may leave: what must not leave is not in it.

    `stored` has the fields and the body; the body holds the note and the highlights only if they may leave. `text` is
    the article alone, or its excerpt, as the options say. `raw` are the bytes of the file if they were asked for.
    """

    stored: StoredClip
    text: str = ""
    note: str = ""
    highlights: str = ""
    raw: bytes = b""

    @property
    def clip(self) -> Clip:
        """The clip itself."""
        return self.stored.clip

    @property
    def headline(self) -> str:
        """The title as a line that can be seen; without one the name of the file."""
        names = (self.clip.title, self.stored.name.rpartition("/")[2])
        return next(filter(None, (text.safe(name).strip() for name in names)), self.stored.handle)


HELD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("title", "titles"),
        "date": ("date", "dates"),
        "source": ("outlet", "outlets"),
        "author": ("author", "authors"),
        "url": ("address", "addresses"),
        "tags": ("list of tags", "lists of tags"),
        "time of day": ("time of day", "times of day"),
        "clipped": ("time of clipping", "times of clipping"),
        "description": ("description", "descriptions"),
        "section": ("section", "sections"),
        "page": ("page", "pages"),
        "edition": ("edition", "editions"),
        "place": ("place", "places"),
        "agency": ("agency", "agencies"),
        "language": ("language", "languages"),
        "rights": ("statement of rights", "statements of rights"),
        "text": ("text", "texts"),
        "note": ("note", "notes"),
        "highlights": ("set of highlights", "sets of highlights"),
        "extra": ("set of other keys", "sets of other keys"),
        "no url": ("clip without an address", "clips without an address"),
        "long text": ("end of a long text", "ends of long texts"),
    }
)
"""What a clip may hold, each with the nouns for one and for several: an exporter says by these what it loses."""


class Export:
    """The clips that match a query, on their way out.

    `errors` are those of the clips that could not be read and were left out; `written` counts the others, and
    `held[what]` how many of these hold something, by the names of HELD.
    """

    def __init__(
        self, library: "Library", node: "Node", options: ExportOptions, *, sort: str = "", limit: int = 0
    ) -> None:
        self._library = library
        self._matching = library.search(node, sort, limit)
        self._options = options
        self.errors: list[ClipperError] = []
        self.written = 0
        self.held: Counter[str] = Counter()

    def clips(self, advance: "Advance | None" = None, *, with_files: bool = False) -> Iterator[ExportedClip]:
        """Yield each clip, read when it is asked for; with `with_files` also the bytes of its file."""
        for stored in self._matching:
            try:
                clip = self._library.read(stored)
                raw = self._library.archive.read(stored.path) if with_files else b""
            except ClipperError as error:
                self.errors.append(error)
                continue
            self.written += 1
            if advance:
                advance(self.written)
            self._count(clip)
            exported = prepare(stored.replace(clip=clip), self._options)
            yield exported.replace(raw=raw) if with_files else exported

    def _count(self, clip: Clip) -> None:
        parts = split_body(clip.body)
        self.held.update(name for name in _FIELDS_HELD if getattr(clip, name))
        self.held.update(name for name, part in zip(_PARTS_HELD, parts, strict=True) if part.strip())
        self.held["time of day"] += "T" in dates.iso(clip.date)
        self.held["no url"] += not urls.is_address(clip.url)
        self.held["long text"] += len(cut_to_cell(parts.text)) < len(parts.text)


def cut_to_cell(value: str) -> str:
    """Return a text without what is too much for a cell of a spreadsheet."""
    if len(value) <= LONGEST_CELL // 2:
        return value
    return value.encode("utf-16-le", "replace")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def prepare(stored: StoredClip, options: ExportOptions) -> ExportedClip:
    """Return a clip, with its body, as the options let it leave."""
    clip = stored.clip
    parts = split_body(clip.body)
    body = clip.body if options.notes else parts.text
    article = clip.replace(body=parts.text)
    extra = {key: value for key, value in clip.extra.items() if options.all_fields or key.casefold() in options.keys}
    clip = clip.replace(body=body if options.texts == "full" else "", extra=extra)
    return ExportedClip(
        stored.replace(clip=clip),
        text=_TEXTS[options.texts](article),
        note=parts.note if options.notes else "",
        highlights=parts.highlights if options.notes else "",
    )


def _excerpt(clip: Clip) -> str:
    from clipper.analysis.excerpt import excerpt

    return excerpt(clip)


_TEXTS: Mapping[str, Callable[[Clip], str]] = {
    "full": lambda clip: clip.body,
    "excerpt": _excerpt,
    "none": lambda _: "",
}
_PARTS_HELD = ("text", "note", "highlights")
_FIELDS_HELD = tuple(name for name in HELD if name in Clip._fields)
