"""A clip as a reference: what every style and every format for references is made from."""

import re
from collections.abc import Collection
from typing import Literal, TypeAlias, get_args

from clipper import text
from clipper.model import dates
from clipper.model.agencies import find_agency
from clipper.model.clip import Clip, StoredClip
from clipper.model.frozen import Frozen
from clipper.model.person_name import PersonName
from clipper.model.person_name import parse as parse_name
from clipper.model.values import scalars
from clipper.output.citation.days import Day

Kind: TypeAlias = Literal["newspaper", "magazine", "broadcast", "webpage"]
KINDS: tuple[Kind, ...] = get_args(Kind)

OTHER_KEYS = frozenset({"type", "publisher", "date-text"})
"""The keys of a header that are no fields of a clip, but parts of a reference."""

_KIND_BY_TYPE: dict[str, Kind] = {
    "article-newspaper": "newspaper",
    "article-magazine": "magazine",
    "post": "webpage",
    "post-weblog": "webpage",
    "web page": "webpage",
    "website": "webpage",
    "blog": "webpage",
    "radio": "broadcast",
    "television": "broadcast",
    "podcast": "broadcast",
    **{kind: kind for kind in KINDS},
}
"""What a key `type` may say, as CSL names it or in English; any other value says nothing."""

_STATION_WORDS = frozenset(
    {"radio", "television", "tv", "rundfunk", "fernsehen", "broadcasting", "podcast", "télévision", "televisión"}
)
_MAGAZINE_WORDS = frozenset({"magazine", "magazin", "monthly", "quarterly", "revista", "rivista", "monatsschrift"})
_DOMAIN = r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}"
_ARCHIVE = "https://web.archive.org/web"


class ReferenceOptions(Frozen):
    """How clips become references.

    `language` is that of the reference, such as `de`; `as_printed` keeps the capitals of headlines; `archived` leads to
    the copy in the Internet Archive that is nearest to the time of clipping.
    """

    language: str = "en"
    as_printed: bool = False
    archived: bool = False


class Reference(Frozen):
    """A piece of news as a reference names it; all texts are on one line and made safe.

    `issued` is the date of publication, as exact as it is known; one that cannot be read is in `date_text`, as written.
    `accessed` is the day of clipping, of a piece with an address only. `takes_capitals` says that its headline is
    English, and may be written with capitals.
    """

    kind: Kind = "newspaper"
    title: str = ""
    names: tuple[PersonName, ...] = ()
    outlet: str = ""
    issued: Day = ()
    date_text: str = ""
    accessed: Day = ()
    page: str = ""
    section: str = ""
    edition: str = ""
    place: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    takes_capitals: bool = True
    handle: str = ""
    year_suffix: str = ""
    """A letter that tells it from other references of the same authors and year, in a list."""
    names_called: int = 0
    """How many authors a note calls before “et al.”, where one would not tell it from other references in a list."""
    given_called: tuple[int, ...] = ()
    """The numbers of the authors whom a note calls with their given names, since others have the same family name."""
    title_called: bool = False
    """Whether a note that names no year calls the headline, since the authors wrote others of the list too."""

    @property
    def is_in_periodical(self) -> bool:
        """Whether it is from a newspaper or a magazine."""
        return self.kind in {"newspaper", "magazine"}

    def year(self, missing: str = "", before_suffix: str = "-") -> str:
        """Return the year with its suffix; `missing` is what the style writes where there is none."""
        if self.issued:
            return f"{self.issued[0]}{self.year_suffix}"
        return f"{missing}{before_suffix}{self.year_suffix}" if missing and self.year_suffix else missing


def from_clip(stored: StoredClip, options: ReferenceOptions | None = None) -> Reference:
    """Return the reference of a clip; only the fields of its header are read, never its text."""
    options = options or ReferenceOptions()
    clip = stored.clip
    outlet, url = _line(clip.source), _address(clip, archived=options.archived)
    issued, date_text = _date(clip)
    language = _line(clip.language)
    return Reference(
        kind=_kind(clip, outlet),
        title=_line(clip.title),
        names=_names(clip, {text.fold(outlet)}),
        outlet=outlet,
        issued=issued,
        date_text=date_text,
        accessed=_day(clip.clipped) if url else (),
        page=_line(clip.page),
        section=_line(clip.section),
        edition=_line(clip.edition),
        place=_line(clip.place),
        publisher=_extra(clip, "publisher"),
        url=url,
        language=language,
        takes_capitals=not options.as_printed and (language or options.language).lower().startswith("en"),
        handle=stored.handle,
    )


def _line(value: str) -> str:
    """Return a text on one line, without characters that nobody can see."""
    return text.one_line(text.strip_unsafe(value))


def _extra(clip: Clip, key: str) -> str:
    """Return the value of a key that is no field of this clip; `publisher` is one only where there is no `source`."""
    for other, value in clip.extra.items():
        if other.casefold() == key:
            return _line(", ".join(scalars(value)))
    return ""


def _names(clip: Clip, bodies: Collection[str]) -> tuple[PersonName, ...]:
    """Return the authors; without any, the agency is the author."""
    printed = [*filter(None, map(_line, clip.author))] or [*filter(None, [_line(clip.agency)])]
    agency = {text.fold(clip.agency)} if clip.agency else set()
    parsed = (parse_name(name, {*bodies, *agency}) for name in printed)
    return tuple(dict.fromkeys(name for name in parsed if name.family))


def _date(clip: Clip) -> tuple[Day, str]:
    """Return the date of publication, and what is written if that is no date."""
    stated = _extra(clip, "date-text")
    day = _day(clip.date)
    return day, stated or ("" if day else _line(clip.date))


def _day(written: str) -> Day:
    """Return the year, month and day of a date; () for what is no date that exists, or can be read as two."""
    match = re.match(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", dates.iso(written))
    return tuple(int(part) for part in match.groups() if part) if match else ()


def archived_address(clip: Clip) -> str:
    """Return the address of the copy of a piece in the Internet Archive, or that of its key `archived`; empty if none.

    It leads to the copy nearest to the time of clipping; nothing is asked to know it.
    """
    url = _address(clip, archived=True)
    return "" if url == _address(clip, archived=False) else url


def _address(clip: Clip, *, archived: bool) -> str:
    """Return the address of a piece, or that of its copy in the Internet Archive, if it can be told."""
    url = _line(clip.url).replace(" ", "%20")
    if not re.match("https?://", url, re.IGNORECASE):
        return ""
    if not archived:
        return url
    if known := _extra(clip, "archived"):
        return known if re.match("https?://", known) else url
    stamp = _timestamp(clip.clipped)
    return f"{_ARCHIVE}/{stamp}/{url}" if stamp else url


def _timestamp(clipped: str) -> str:
    """Return a moment as the Internet Archive counts it, in UTC: `20261127100000`, or as much as is known."""
    import datetime as dt

    written = dates.iso(clipped)
    if "T" not in written:
        return written.replace("-", "") if _day(written) else ""
    moment = dt.datetime.fromisoformat(written)
    if moment.tzinfo:
        moment = moment.astimezone(dt.UTC)
    return moment.strftime("%Y%m%d%H%M%S")


def _kind(clip: Clip, outlet: str) -> Kind:
    """Return the kind of a piece: the one that it states, or else the one that its outlet and its page tell.

    What a station or an agency puts on the web is a web page; without an address, a piece of a station was broadcast.
    """
    stated = _KIND_BY_TYPE.get(_extra(clip, "type").casefold())
    if stated:
        return stated
    words = {*text.split_words(outlet)}
    if clip.page or clip.edition:
        return "magazine" if words & _MAGAZINE_WORDS else "newspaper"
    is_on_the_web = bool(_address(clip, archived=False))
    if words & _STATION_WORDS:
        return "webpage" if is_on_the_web else "broadcast"
    if is_on_the_web and (not outlet or re.fullmatch(_DOMAIN, outlet) or find_agency(outlet)):
        return "webpage"
    return "magazine" if words & _MAGAZINE_WORDS else "newspaper"
