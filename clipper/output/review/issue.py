"""The values of one press review, from which every form of it is made: plain texts, Markdown, and numbers.

A plain text is one safe line. What is called Markdown in a comment below is data that the form turns into its own
markup, by `clipper.output.markup`; nothing else in these values is markup.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from clipper import text
from clipper.analysis.rights import Extent
from clipper.library.digest import Digest, DigestClip
from clipper.model import sharing
from clipper.model.frozen import Frozen
from clipper.output.citation.reference import archived_address
from clipper.output.markup.html import is_link
from clipper.output.plain.headline import without_headline
from clipper.output.review import coverage
from clipper.output.review.coverage import Coverage
from clipper.output.review.labels import Labels, labels

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


class Source(Frozen):
    """An entry of the sources: who printed which clip, or which reprint of it, when, and where it is."""

    outlet: str
    date: str
    headline: str
    number: int
    is_reprint: bool
    url: str


class IssueClip(Frozen):
    """A clip in a press review. Of `text` and `beginning` at most one is there, as `extent` says.

    `number` counts the clips of the review from 1. `comment`, `text`, `note` and `highlights` are Markdown; an address
    is empty unless it may be linked to; `archived_label` says whether the archived copy is known to be there.
    `direction` is `rtl` or `ltr`.
    """

    number: int
    handle: str
    extent: Extent
    headline: str
    outlet: str
    date: str
    authors: str
    page: str
    place: str
    language: str
    direction: str
    comment: str
    text: str
    beginning: str
    words: int
    remark: str
    note: str
    highlights: str
    also: str
    url: str
    archived: str
    archived_label: str
    rights: str

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands below the headline, apart from the outlet: place, date, authors, page."""
        return tuple(fact for fact in (self.place, self.date, self.authors, self.page) if fact)


class IssueSection(Frozen):
    """A section of a press review; the introduction is Markdown, and the heading may be empty."""

    number: int
    heading: str
    introduction: str
    clips: tuple[IssueClip, ...]


class Issue(Frozen):
    """A press review; `summary` is Markdown, `span` says its days in words, and `numbers` how much it has."""

    title: str
    subtitle: str
    summary: str
    span: str
    numbers: tuple[str, ...]
    licence: str
    coverage: Coverage
    sections: tuple[IssueSection, ...]
    sources: tuple[Source, ...]
    labels: Labels

    @property
    def clips(self) -> tuple[IssueClip, ...]:
        """The clips of all sections in their order."""
        return tuple(clip for section in self.sections for clip in section.clips)


def make_issue(digest: Digest, *, language: str = "en", licence: str = "") -> Issue:
    """Return the values of a press review."""
    words = labels(language)
    counted = coverage.count(digest.clips, words)
    numbered = {id(clip): number for number, clip in enumerate(digest.clips, 1)}
    sections = tuple(
        IssueSection(
            number,
            text.safe(section.heading),
            section.introduction,
            tuple(_clip(clip, numbered[id(clip)], words) for clip in section.clips),
        )
        for number, section in enumerate(digest.sections, 1)
    )
    return Issue(
        title=text.safe(digest.title),
        subtitle=text.safe(digest.subtitle),
        summary=digest.summary,
        span=" – ".join(dict.fromkeys(filter(None, (counted.first, counted.last)))),
        numbers=tuple(_numbers(len(digest.clips), counted, words)),
        licence=text.safe(licence),
        coverage=counted,
        sections=sections,
        sources=tuple(sorted(_sources(digest.clips, words), key=lambda one: (text.fold(one.outlet), one.number))),
        labels=words,
    )


def direction(value: str) -> str:
    """Return the direction of a text by its first letter that has one."""
    kinds = (unicodedata.bidirectional(letter) for letter in value)
    return "rtl" if next((kind for kind in kinds if kind in _STRONG), "L") in _RIGHT_TO_LEFT else "ltr"


def _numbers(clips: int, counted: Coverage, words: Labels) -> Iterator[str]:
    yield words.count(words.clips, clips)
    yield words.count(words.outlets, len(counted.outlets))
    if counted.reprints:
        yield words.count(words.reprints, counted.reprints)


def _clip(read: DigestClip, number: int, words: Labels) -> IssueClip:
    clip = read.clip
    headline = _headline(read)
    return IssueClip(
        number=number,
        handle=read.handle,
        extent=read.extent,
        headline=headline,
        outlet=text.safe(clip.source),
        date=text.safe(words.date(clip.date)),
        authors=text.safe("; ".join(name for name in clip.author if _plain(name) != _plain(clip.source))),
        page=text.safe(words.page.format(clip.page)) if clip.page else "",
        place=text.safe(clip.place),
        language=clip.language,
        direction=direction(headline),
        comment=read.comment,
        text=without_headline(read.text, clip.title),
        beginning=text.safe(read.beginning),
        words=read.words,
        remark=text.safe(read.remark),
        note=read.note,
        highlights=read.highlights,
        also=_also(read, words),
        url=_linkable(clip.url),
        archived=_archived(read),
        archived_label=words.archived if read.archived else words.look_in_archive,
        rights=text.safe(clip.rights),
    )


def _plain(name: str) -> str:
    """Return the name of an author or an outlet as it is compared: a piece without an author often names its outlet."""
    return text.fold(name).removeprefix("the ")


def _headline(read: DigestClip) -> str:
    """Return the title as a line that can be seen; without one the name of the file."""
    names = (read.clip.title, read.name.rpartition("/")[2])
    return next(filter(None, (text.safe(name).strip() for name in names)), read.handle)


def _also(read: DigestClip, words: Labels) -> str:
    if not read.outlets:
        return ""
    return text.safe(words.count(words.also, len(read.outlets), ", ".join(read.outlets)))


def _archived(read: DigestClip) -> str:
    """Return the address of the archived copy that the clip names; else of the one nearest to its clipping."""
    return _linkable(archived_address(read.clip.replace(extra={sharing.ARCHIVED[0]: read.archived})))


def _linkable(address: str) -> str:
    """Return an address of the web in which every character can be seen; empty for any other."""
    return address if is_link(address) and text.safe(address) == address else ""


def _sources(clips: Sequence[DigestClip], words: Labels) -> Iterator[Source]:
    for number, read in enumerate(clips, 1):
        clip = read.clip
        yield _source(clip.source, clip.date, _headline(read), clip.url, words).replace(number=number)
        for reprint in read.reprints:
            source = _source(reprint.outlet, reprint.date, reprint.title, reprint.url, words)
            yield source.replace(number=number, is_reprint=True)


def _source(outlet: str, date: str, title: str, url: str, words: Labels) -> Source:
    return Source(
        outlet=text.safe(outlet) or words.no_outlet,
        date=text.safe(words.date(date)) or words.undated,
        headline=text.safe(title),
        number=0,
        is_reprint=False,
        url=_linkable(url),
    )
