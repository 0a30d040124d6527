"""The heading of a pasted clipping: which lines state fields, such as `date 2000-05-19 [Source: Reuters]`."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from clipper import text
from clipper.intake import bylines
from clipper.intake.text.labels import EMPTY_FIELD, LABEL, MARK, field_of_label, needs_others
from clipper.intake.text.print_line import PrintLine, parse_print_line
from clipper.model import dates, urls, values
from clipper.model.typed_dates import is_day_name

_MAX_LINE = 300
"""Characters; a longer line is prose. The limit also bounds the work of every pattern here."""
_MAX_DATE = 60
_MAX_SOURCE = 80
_MAX_TAG = 60
_MAX_SOURCE_WORDS = 8
_MAX_INVALID_DATE_WORDS = 3
_MAX_SPLITS = 8
"""Gaps at which `SOURCE DATE` is tried to be split: a date with a time of day has seven."""

# `date` and `source` need no colon beside each other; the other words are too common in prose to go without a colon.
_DATE_KEY = re.compile(rf"(?<![^\W_]){MARK}(?:date|published)(?![^\W\d_]){MARK}\s*:?\s*{MARK}\s*", re.IGNORECASE)
_SOURCE_KEY = re.compile(rf"(?<![^\W_]){MARK}source(?![^\W\d_]){MARK}\s*(:?)\s*{MARK}\s*", re.IGNORECASE)
_NO_DATE = re.compile(r"|unknown|undated|n\.\s?d\.|\?+", re.IGNORECASE)
_BY = re.compile(r"by\s+(\S.*)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?(https?://[^\s<>]+?)>?\)", re.IGNORECASE)
_GAP = " \t\u00a0,;|/·\u2013\u2014-(["
_OUTER = _GAP + ")]"
_SPLIT = re.compile(r"[\s,;|/·(\[\u2013\u2014-]+")
_YEAR = re.compile("[0-9]{4}")
_DIGIT = re.compile("[0-9]")
_BRACKETED_SOURCE = re.compile(r"(?P<date>[^\[\]]{4,80}?)\s*\[(?P<source>[^\[\]]{2,80})\]")
_PLAIN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRACKETS = {")": "(", "]": "["}

_SENTENCE_ENDS = (".", "?", "!", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """The fields that one line of a heading states, as they are written, in their order.

    `labelled` are the fields that have their name before them, as in `Source: Reuters`. A line without any, such as a
    byline, belongs to a heading only beside lines that have some.
    """

    fields: dict[str, str]
    labelled: frozenset[str] = frozenset()


class _WrittenDate(NamedTuple):
    """A date as it is written, and whether it has a label before it, as in `Date: 19 May 2025`."""

    written: str
    is_labelled: bool


def parse_line(line: str) -> HeadingLine | None:
    """Return the fields that a line states; None if it is prose.

    A date need not exist, only have the form of a date: the user has to correct `date 2000-02-30`. A label without a
    value, as in a form that was not filled in, gives an empty field, which does not count as labelled.
    """
    if len(line) > _MAX_LINE:
        return None
    plain = _without_emphasis(line.replace("\ufeff", "").strip())
    if empty := re.fullmatch(EMPTY_FIELD, plain, re.IGNORECASE):
        return HeadingLine({field_of_label(empty["label"]): ""})
    return (_parse_labelled(plain) or _parse_date_and_source(plain) or _parse_unlabelled(plain)) if plain else None


def split_tags(written: str) -> tuple[str, ...]:
    """Split a line into tags: at commas, or at blanks if each tag has a `#`."""
    words = written.split()
    if "," not in written and len(words) > 1 and all(word.startswith("#") for word in words):
        return values.parse_tags(list(words))
    return values.parse_tags(written)


def _parse_labelled(plain: str) -> HeadingLine | None:
    match = re.fullmatch(LABEL, plain, re.IGNORECASE)
    if not match:
        return None
    value = match["value"].strip()
    name, is_weak = field_of_label(match["label"]), needs_others(match["label"])
    if name == "url":
        value = _parse_url(value)
    elif name == "source" and isinstance(printed := parse_print_line(value), PrintLine):
        fields = {item.field: item.value for item in printed.stated}
        return HeadingLine(fields, frozenset(fields))
    elif not _is_value(name, value, is_weak=is_weak):
        return None
    return HeadingLine({name: value}, frozenset() if is_weak else frozenset({name})) if value else None


def _is_value(name: str, value: str, *, is_weak: bool) -> bool:
    """Tell whether what stands after a label can be a value of its field, and is no prose."""
    if name == "tags":
        return not any(len(tag) > _MAX_TAG or tag.endswith(_SENTENCE_ENDS) for tag in split_tags(value))
    if name == "author":
        return all(map(bylines.may_be_author, bylines.split_byline(value)))
    if is_weak:
        return len(value) <= _MAX_SOURCE and not value.endswith(_SENTENCE_ENDS)
    if name == "date":
        return bool(_DIGIT.search(value)) and len(value) <= _MAX_DATE
    return name != "source" or bool(_parse_source(value))


def _parse_date_and_source(plain: str) -> HeadingLine | None:
    key = _SOURCE_KEY.search(plain)
    if not key:
        if bracketed := _BRACKETED_SOURCE.fullmatch(plain):
            return _parse_bracketed(bracketed["date"], bracketed["source"])
        date = _parse_date(plain)
        return HeadingLine({"date": date.written}, frozenset({"date"})) if date and date.is_labelled else None
    value = _without_closing_brackets(plain[key.end() :])
    before = plain[: key.start()].rstrip()
    has_colon, is_bracketed = bool(key[1]), before.endswith(("(", "["))
    if not before.strip(_OUTER):
        return _parse_source_then_date(value) or _source_line(value, is_bracketed=is_bracketed, has_colon=has_colon)
    date = _parse_date(before) or (_parse_invalid_date(before) if is_bracketed else None)
    if date and date.is_labelled and not value:
        return HeadingLine({"date": date.written}, frozenset({"date"}))
    source = _parse_source(value, beside_date=has_colon or is_bracketed) if date else {}
    return _date_and_source_line(date, {"date": date.written} | source, source) if date and source else None


def _parse_bracketed(written: str, source: str) -> HeadingLine | None:
    """Parse `date 2000-05-19 [Reuters]`, where the date has its label and the source has not."""
    date = _parse_date(written)
    fields = _parse_source(source, is_bracketed=True) if date and date.is_labelled else {}
    return _date_and_source_line(date, {"date": date.written} | fields, fields) if date and fields else None


def _parse_source_then_date(value: str) -> HeadingLine | None:
    for key in _DATE_KEY.finditer(value):
        if key.start() and (date := _parse_date(value[key.start() :])):
            source = _parse_source(_without_closing_brackets(value[: key.start()].rstrip(_GAP)), beside_date=True)
            return _date_and_source_line(date, source | {"date": date.written}, source) if source else None
    if not _YEAR.search(value):
        return None
    for gap in list(_SPLIT.finditer(value))[-_MAX_SPLITS:]:
        # In `The Sun, 19 May 2025` the gap before `Sun` is skipped: `Sun` is a weekday, but `The` is not a source.
        date = _parse_date(value[gap.end() :])
        source = _parse_source(_without_closing_brackets(value[: gap.start()])) if date else {}
        if date and source:
            return _date_and_source_line(date, source | {"date": date.written}, source)
    return None


def _source_line(value: str, *, is_bracketed: bool, has_colon: bool) -> HeadingLine | None:
    source = _parse_source(value, is_bracketed=is_bracketed) if is_bracketed or has_colon else {}
    return HeadingLine(source, frozenset(source)) if source else None


def _date_and_source_line(date: _WrittenDate, fields: dict[str, str], source: dict[str, str]) -> HeadingLine:
    return HeadingLine(fields, frozenset(fields if date.is_labelled else source))


def _parse_date(part: str) -> _WrittenDate | None:
    """Return the date that a part of a line is; without a label it must be a whole, real day."""
    part = part.strip(_OUTER)
    key = _DATE_KEY.match(part)
    written = part[key.end() if key else 0 :].strip(_OUTER + "*_")
    if key and _PLAIN_DAY.fullmatch(written):
        return _WrittenDate(written, is_labelled=True)
    if key and written and is_day_name(written):
        return _WrittenDate(written, is_labelled=True)
    if len(written) > _MAX_DATE or not _YEAR.search(written):
        return None
    parsed = dates.parse(written)
    if isinstance(parsed, dates.AmbiguousDate):
        return _WrittenDate(written, is_labelled=True) if key else None
    if parsed is None or (key is None and (parsed.day is None or parsed.flaw)):
        return None
    return _WrittenDate(written, is_labelled=key is not None)


def _parse_invalid_date(before: str) -> _WrittenDate | None:
    """Return what is written for the date in `date … [Source: X]`, unless it can be the words of a headline."""
    part = before.strip(_OUTER)
    key = _DATE_KEY.match(part)
    if not key:
        return None
    written = part[key.end() :]
    if _NO_DATE.fullmatch(written):
        return _WrittenDate("", is_labelled=True)
    has_digit = any(character.isdigit() for character in written)
    is_short = len(written.split()) <= _MAX_INVALID_DATE_WORDS
    return _WrittenDate(written, is_labelled=True) if has_digit and is_short else None


def _parse_source(value: str, *, beside_date: bool = False, is_bracketed: bool = False) -> dict[str, str]:
    """Return the fields `source` and `url` in a part of a line; a source without a label must look like a name."""
    if link := _LINK.fullmatch(value):
        return {"source": link[1].strip(), "url": link[2]} if link[1].strip() else {"url": link[2]}
    if address := _parse_url(value):
        return {"url": address}
    value = text.one_line(value.strip("*_"))
    if not value or len(value) > _MAX_SOURCE or "://" in value or not _is_balanced(value):
        return {}
    words = value.split()
    if not beside_date and (len(words) > _MAX_SOURCE_WORDS or value.endswith(_SENTENCE_ENDS)):
        return {}
    return {"source": value} if beside_date or is_bracketed or bylines.is_outlet(words) else {}


def _parse_unlabelled(plain: str) -> HeadingLine | None:
    if address := _parse_url(plain):
        return HeadingLine({"url": address})
    if (date := _parse_date(plain)) and not date.is_labelled:
        return HeadingLine({"date": date.written})
    by = _BY.fullmatch(plain)
    names = bylines.split_byline(by[1]) if by else ()
    return HeadingLine({"author": by[1]}) if by and names and all(map(bylines.is_person, names)) else None


def _parse_url(value: str) -> str:
    link = _LINK.fullmatch(value)
    value = link[2] if link else value.removeprefix("<").removesuffix(">")
    return value if urls.is_address(value) else ""


def _without_emphasis(plain: str) -> str:
    for mark in ("**", "__", "*", "_"):
        if len(plain) > 2 * len(mark) and plain.startswith(mark) and plain.endswith(mark):
            inner = plain[len(mark) : -len(mark)]
            return inner if mark not in inner else plain
    return plain


def _without_closing_brackets(value: str) -> str:
    """Remove the brackets at the end that were opened before this part of a line."""
    value = value.strip()
    while value and value[-1] in _BRACKETS and value.count(value[-1]) > value.count(_BRACKETS[value[-1]]):
        value = value[:-1].rstrip()
    return value


def _is_balanced(value: str) -> bool:
    return all(value.count(closing) == value.count(opening) for closing, opening in _BRACKETS.items())
