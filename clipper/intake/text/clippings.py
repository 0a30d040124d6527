"""Pasted text becomes clips, each with the fields that the text itself states."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from clipper.errors import UsageError
from clipper.intake.overrides import ChooseDay, parse_date
from clipper.intake.text.stated import Stated, quote
from clipper.model.clip import Clip
from clipper.model.fields import validate_tag
from clipper.model.frozen import Frozen
from clipper.model.provenance import Provenance

if TYPE_CHECKING:
    from clipper.intake.text.split import PlacedLine, TextPiece

_Parsed = TypeVar("_Parsed")
_LISTS = frozenset({"author", "tags"})


class ParsedText(Frozen):
    """A clip in a text, the provenance of its fields, and the values that are only likely, which the clip lacks."""

    clip: Clip
    provenance: tuple[Provenance, ...] = ()
    likely: tuple[Provenance, ...] = ()


def parse_clippings(
    text: str, today: date, *, ignore_dates: bool = False, choose_day: ChooseDay | None = None
) -> list[ParsedText]:
    """Return the clips in a pasted text, as `split.split_text` divides it; none if it is blank.

    Labelled lines win over what `opening.read_opening` finds. A text without a heading may state its source in its last
    line, which stays in the body. An invalid date or tag is a UsageError that names the line. With `ignore_dates` no
    date is read, since the user gives the date. `choose_day` decides what a date means that can be read in two ways.
    """
    from clipper.intake.text.split import split_text  # only a text needs it, not a page

    return [
        _parse_piece(text, piece, today, ignore_dates=ignore_dates, choose_day=choose_day) for piece in split_text(text)
    ]


def _parse_piece(
    text: str, piece: "TextPiece", today: date, *, ignore_dates: bool, choose_day: ChooseDay | None
) -> ParsedText:
    from clipper.intake import headline
    from clipper.intake.text.opening import read_opening

    read_date = None if ignore_dates else partial(parse_date, today=today, choose_day=choose_day)
    labelled = [*_labelled(text, piece, read_date)]
    opening = read_opening(text, piece.body_start, piece.end, today, below_heading=bool(piece.heading_lines))
    known = {item.field for item in labelled} | ({"date"} if ignore_dates else set())
    if opening.ambiguous and "date" not in known and read_date:
        opening.add([Stated("date", read_date(opening.ambiguous.value), quote(opening.ambiguous.value))])
    stated = [*labelled, *(item for item in opening.stated if item.field not in known)]
    titles = [headline.plain_text(item.value) for item in stated if item.field == "title"]
    title = piece.headline or next(filter(None, titles), "") or opening.title
    sure = [item for item in stated if not item.is_likely]
    lists = {name: tuple(item.value for item in sure if item.field == name) for name in _LISTS}
    single = {item.field: item.value for item in sure if item.field not in _LISTS}
    single["title"] = title or headline.find_title(text[opening.title_start : piece.end])
    clip = Clip().replace(**single, **lists, body=text[opening.body_start : piece.end])
    if clip.title and not titles:
        sure.append(Stated("title", clip.title, "the first line" if title else "the first sentence"))
    return ParsedText(clip, _provenance(sure), _provenance(item for item in stated if item.is_likely))


def _labelled(text: str, piece: "TextPiece", read_date: Callable[[str], str] | None) -> Iterator[Stated]:
    """Yield the values of the lines of a heading, and of the last line if that states the source."""
    from clipper.intake import bylines

    for name, (written, line) in _written_fields(text, piece).items():
        origin = quote(text[line.start : line.end])
        if name == "date":
            if read_date:
                yield Stated(name, _parse_in_line(text, line, read_date, written), origin)
        elif name == "tags":
            yield from (Stated(name, tag, origin) for tag in _parse_in_line(text, line, _parse_tags, written))
        elif name == "author":
            yield from (Stated(name, author, origin) for author in bylines.split_byline(written))
        else:
            yield Stated(name, written, origin)


def _written_fields(text: str, piece: "TextPiece") -> "dict[str, tuple[str, PlacedLine]]":
    """Return the fields that labelled lines state, as they are written, each with its line."""
    from clipper.intake.text.split import last_line

    fields = {
        name: (value, line) for line in piece.heading_lines for name, value in line.content.fields.items() if value
    }
    last = last_line(text, piece)
    if last and not last.content.labelled.isdisjoint({"source", "url"}):
        for name in last.content.labelled & {"date", "source", "url"} - fields.keys():
            fields[name] = last.content.fields[name], last
    return fields


def _provenance(stated: Iterable[Stated]) -> tuple[Provenance, ...]:
    """Return the provenance of each field; a field with several values has them on one line."""
    by_field: dict[str, list[Stated]] = {}
    for item in stated:
        by_field.setdefault(item.field, []).append(item)
    return tuple(
        Provenance(name, "; ".join(item.value for item in items), items[0].origin) for name, items in by_field.items()
    )


def _parse_in_line(text: str, line: "PlacedLine", parse: Callable[[str], _Parsed], value: str) -> _Parsed:
    """Parse a value of a line; an error names the line."""
    try:
        return parse(value)
    except UsageError as error:
        from clipper.intake.text.offsets import line_number

        raise error.with_prefix(f"line {line_number(text, line.start)}") from error


def _parse_tags(written: str) -> Sequence[str]:
    from clipper.intake.text import heading

    return tuple(map(validate_tag, heading.split_tags(written)))
