"""Overrides: the fields that the user gives for new clips."""

from collections.abc import Sequence
from dataclasses import dataclass

from clipper.errors import UsageError
from clipper.intake.decoding import NOT_TEXT
from clipper.model import dates, urls
from clipper.model.clip import Clip
from clipper.model.fields import validate_tag
from clipper.text import one_line, safe, shorten


@dataclass(frozen=True, slots=True)
class Overrides:
    """Fields that the user gives in place of what a text or a page states; an empty value empties its field.

    The tags are added to those of the text.
    """

    title: str | None = None
    source: str | None = None
    date: str | None = None
    author: Sequence[str] = ()
    url: str | None = None
    tags: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Raise UsageError for an invalid value now, so that no input is blamed for it."""
        self.apply(Clip())

    def apply(self, clip: Clip) -> Clip:
        """Return a clip with these fields in place of its own."""
        for value in filter(None, (self.title, self.source, self.url, *self.author)):
            if NOT_TEXT.search(value):
                raise UsageError(f"“{shorten(safe(value), 40)}” is not valid text")
        given = {
            "title": self.title,
            "source": self.source,
            "date": self.date and parse_date(self.date),
            "url": self.url and _parse_url(self.url),
        }
        fields = {name: one_line(value) for name, value in given.items() if value is not None}
        authors = tuple(filter(None, map(one_line, self.author))) or clip.author
        tags = tuple(dict.fromkeys((*clip.tags, *map(validate_tag, self.tags))))
        return clip.replace(**fields, author=authors, tags=tags)


def parse_date(written: str) -> str:
    """Return a date in ISO 8601; raise UsageError if it is not a date, or can be read as two."""
    parsed = dates.parse(written)
    if isinstance(parsed, dates.AmbiguousDate):
        raise UsageError(parsed.message)
    flaw = parsed.flaw if parsed else "is not a date"
    if parsed is None or flaw:
        shown = shorten(safe(written), 40)
        raise UsageError(f"“{shown}” {flaw}", hint="Write it as 2025-05-19, or say it with --date.")
    return parsed.iso


def _parse_url(written: str) -> str:
    url = written.strip()
    if not urls.is_address(url):
        shown = shorten(safe(url), 60)
        raise UsageError(f"“{shown}” is not an address of a page, which begins with http:// or https://")
    return url
