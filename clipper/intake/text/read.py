"""Capture: pasted text becomes clips that are not kept yet, each with what the text itself says about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from clipper import text
from clipper.errors import UsageError
from clipper.intake.decoding import NOT_TEXT
from clipper.model import dates, urls
from clipper.model.clip import Clip
from clipper.model.fields import checked_tag

if TYPE_CHECKING:
    from clipper.intake.text.pieces import Piece

_Read = TypeVar("_Read")


def clippings(written: str, *, date_given: bool = False) -> list[Clip]:
    """Return the clips that a pasted text holds, their bodies exact, as `pieces.find` parts it; [] when it is blank.

    What the last line alone says of a source is taken for a text whose heading has none, and stays in the body.
    A date or a tag that cannot be one is a UsageError that names its line. With `date_given` no date is read, for
    the user's own will take its place.
    """
    from clipper.intake.text import pieces  # a page has none of what is found in a text, and does not wait for it

    return [_clip(written, piece, date_given=date_given) for piece in pieces.find(written)]


def with_options(
    one: Clip,
    *,
    title: str | None = None,
    source: str | None = None,
    date: str | None = None,
    author: Sequence[str] = (),
    url: str | None = None,
    tags: Sequence[str] = (),
) -> Clip:
    """Return the clip with what the user says in place of what the text does; an empty text empties a field.

    Tags are added to those of the text.
    """
    for value in filter(None, (title, source, url, *author)):
        if NOT_TEXT.search(value):
            raise UsageError(f"“{text.shorten(text.safe(value), 40)}” is no text")
    said = {"title": title, "source": source, "date": date and _day(date), "url": url and _address(url)}
    fields = {name: text.one_line(value) for name, value in said.items() if value is not None}
    authors = tuple(filter(None, map(text.one_line, author))) or one.author
    together = tuple(dict.fromkeys((*one.tags, *map(checked_tag, tags))))
    return replace(one, **fields, author=authors, tags=together)  # type: ignore[arg-type]


def _clip(written: str, piece: "Piece", *, date_given: bool) -> Clip:
    from clipper.intake import bylines, headline

    body = written[piece.body : piece.end]
    said = _said(written, piece)
    date, day_place = said.get("date", ("", 0))
    tags, tags_place = said.get("tags", ("", 0))
    title, source, author, url = (said.get(name, ("",))[0] for name in ("title", "source", "author", "url"))
    return Clip(
        title=piece.headline or headline.plain(title) or headline.title(body),
        date=_at_line(written, day_place, _day, date) if date and not date_given else "",
        source=source,
        author=bylines.of_byline(author),
        url=url,
        tags=_at_line(written, tags_place, _tags, tags),
        body=body,
    )


def _said(written: str, piece: "Piece") -> dict[str, tuple[str, int]]:
    """Return what a piece says of itself, each with the place of its line."""
    from clipper.intake.text import pieces

    said = {name: (value, line.start) for line in piece.lines for name, value in line.says.fields.items() if value}
    last = pieces.last_line(written, piece)
    if last and not last.says.keyed.isdisjoint({"source", "url"}):
        for name in last.says.keyed & {"date", "source", "url"} - said.keys():
            said[name] = last.says.fields[name], last.start
    return said


def _at_line(written: str, place: int, read: Callable[[str], _Read], value: str) -> _Read:
    try:
        return read(value)
    except UsageError as error:
        from clipper.intake.text import pieces

        raise UsageError(f"line {pieces.line_number(written, place)}: {error}", hint=error.hint) from error


def _tags(written: str) -> tuple[str, ...]:
    from clipper.intake.text import heading

    return tuple(map(checked_tag, heading.tags(written)))


def _day(written: str) -> str:
    parsed = dates.parse(written)
    if isinstance(parsed, dates.AmbiguousDate):
        raise UsageError(parsed.message)
    flaw = parsed.flaw if parsed else "is no date"
    if parsed is None or flaw:
        shown = text.shorten(text.safe(written), 40)
        raise UsageError(f"“{shown}” {flaw}", hint="Write it as 2025-05-19, or say it with --date.")
    return parsed.iso


def _address(url: str) -> str:
    url = url.strip()
    if not urls.is_address(url):
        shown = text.shorten(text.safe(url), 60)
        raise UsageError(f"“{shown}” is no address of a page, which begins with http:// or https://")
    return url
