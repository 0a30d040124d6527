"""Overrides: the fields that the user gives for new clips."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from clipper.errors import UsageError
from clipper.intake.decoding import NOT_TEXT
from clipper.model import dates, urls
from clipper.model.clip import Clip
from clipper.model.fields import validate_tag
from clipper.model.typed_dates import parse_typed
from clipper.text import one_line, safe, shorten

GIVEN_BY_USER = "the command line"
"""The origin of a value that the user gives."""


_AS_WRITTEN = "Write it as 2025-05-19."
_AS_WRITTEN_OR_SAID = "Write it as 2025-05-19, or say it with --date."

ChooseDay: TypeAlias = Callable[[dates.AmbiguousDate], str]
"""Decides which day is meant, and returns it in ISO 8601; raises UsageError if it cannot."""

_TEXTS = ("title", "source", "date", "url", "page", "section", "place", "edition", "agency")
"""The fields that hold one text; for each of these and for `author` the user's value replaces that of the text."""
_IN_ORDER = ("title", "source", "date", "author", "url", "page", "section", "place", "edition", "agency")
"""The order in which they are written into the header of a file that is a clip already."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Fields that the user gives in place of what a text or a page states; an empty value empties its field.

    The tags are added to those of the text. With `today` the date may also be `yesterday` or `tuesday`.
    """

    title: str | None = None
    source: str | None = None
    date: str | None = None
    author: Sequence[str] = ()
    url: str | None = None
    tags: Sequence[str] = ()
    page: str | None = None
    section: str | None = None
    place: str | None = None
    edition: str | None = None
    agency: str | None = None
    today: dt.date | None = None

    def __post_init__(self) -> None:
        """Raise UsageError for an invalid value now, so that no input is blamed for it."""
        self.apply(Clip())

    @property
    def replaced(self) -> dict[str, list[str]]:
        """The fields whose value the user gives, each with its values; none for a field to be emptied."""
        texts, authors = self._texts(), self._authors()
        given = {name: [value] if value else [] for name, value in texts.items()}
        given |= {"author": authors} if authors else {}
        return {name: given[name] for name in _IN_ORDER if name in given}

    def apply(self, clip: Clip) -> Clip:
        """Return a clip with these fields in place of its own."""
        for value in filter(None, (*(getattr(self, name) for name in _TEXTS), *self.author)):
            if NOT_TEXT.search(value):
                raise UsageError(f"“{shorten(safe(value), 40)}” is not valid text")
        tags = tuple(dict.fromkeys((*clip.tags, *map(validate_tag, self.tags))))
        return clip.replace(**self._texts(), author=tuple(self._authors()) or clip.author, tags=tags)

    def _texts(self) -> dict[str, str]:
        given = {name: value for name in _TEXTS if (value := getattr(self, name)) is not None}
        if self.date:
            given["date"] = parse_date(self.date, self.today, hint=_AS_WRITTEN)
        if self.url:
            given["url"] = _parse_url(self.url)
        return {name: one_line(value) for name, value in given.items()}

    def _authors(self) -> list[str]:
        return [*filter(None, map(one_line, self.author))]


def parse_date(
    written: str,
    today: dt.date | None = None,
    choose_day: "ChooseDay | None" = None,
    *,
    hint: str = _AS_WRITTEN_OR_SAID,
) -> str:
    """Return a date in ISO 8601, with `today` also of `yesterday`; raise UsageError if it is none.

    If it can be read as two, `choose_day` decides; without it that is a UsageError too.
    """
    parsed = parse_typed(written, today) if today else dates.parse(written)
    if isinstance(parsed, dates.AmbiguousDate):
        if choose_day:
            return choose_day(parsed)
        raise UsageError(parsed.message)
    flaw = parsed.flaw if parsed else "is not a date"
    if parsed is None or flaw:
        shown = shorten(safe(written), 40)
        raise UsageError(f"“{shown}” {flaw}", hint=hint)
    return parsed.iso


def _parse_url(written: str) -> str:
    url = written.strip()
    if not urls.is_address(url):
        shown = shorten(safe(url), 60)
        raise UsageError(f"“{shown}” is not an address of a page, which begins with http:// or https://")
    return url
