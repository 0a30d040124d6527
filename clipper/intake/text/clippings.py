"""Pasted text becomes clips, each with the fields that the text itself states."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from clipper.errors import UsageError
from clipper.intake.overrides import parse_date
from clipper.model.clip import Clip
from clipper.model.fields import validate_tag

if TYPE_CHECKING:
    from clipper.intake.text.split import TextPiece

_Parsed = TypeVar("_Parsed")


def parse_clippings(text: str, *, ignore_dates: bool = False) -> list[Clip]:
    """Return the clips in a pasted text, as `split.split_text` divides it; none if it is blank.

    A text without a heading may state its source in its last line, which stays in the body. An invalid date or tag is
    a UsageError that names the line. With `ignore_dates` no date is read, since the user gives the date.
    """
    from clipper.intake.text.split import split_text  # only a text needs it, not a page

    return [_parse_piece(text, piece, ignore_date=ignore_dates) for piece in split_text(text)]


def _parse_piece(text: str, piece: "TextPiece", *, ignore_date: bool) -> Clip:
    from clipper.intake import bylines, headline

    body = text[piece.body_start : piece.end]
    fields = _stated_fields(text, piece)
    date, date_offset = fields.get("date", ("", 0))
    tags, tags_offset = fields.get("tags", ("", 0))
    title, source, author, url = (fields.get(name, ("",))[0] for name in ("title", "source", "author", "url"))
    return Clip(
        title=piece.headline or headline.plain_text(title) or headline.find_title(body),
        date=_parse_in_line(text, date_offset, parse_date, date) if date and not ignore_date else "",
        source=source,
        author=bylines.split_byline(author),
        url=url,
        tags=_parse_in_line(text, tags_offset, _parse_tags, tags),
        body=body,
    )


def _stated_fields(text: str, piece: "TextPiece") -> dict[str, tuple[str, int]]:
    """Return the fields that a piece states, each with the offset of its line."""
    from clipper.intake.text.split import last_line

    fields = {
        name: (value, line.start)
        for line in piece.heading_lines
        for name, value in line.content.fields.items()
        if value
    }
    last = last_line(text, piece)
    if last and not last.content.labelled.isdisjoint({"source", "url"}):
        for name in last.content.labelled & {"date", "source", "url"} - fields.keys():
            fields[name] = last.content.fields[name], last.start
    return fields


def _parse_in_line(text: str, offset: int, parse: Callable[[str], _Parsed], value: str) -> _Parsed:
    """Parse a value of the line at an offset; an error names the line."""
    try:
        return parse(value)
    except UsageError as error:
        from clipper.intake.text.split import line_number

        raise error.with_prefix(f"line {line_number(text, offset)}") from error


def _parse_tags(written: str) -> tuple[str, ...]:
    from clipper.intake.text import heading

    return tuple(map(validate_tag, heading.split_tags(written)))
