"""The lines above a pasted clipping: which of them speak about the text, and what each says."""

import re
from dataclasses import dataclass

from clipper import text
from clipper.intake import bylines
from clipper.model import clip, dates, urls

_LONGEST = 300
"""A longer line is prose; the limit also bounds the work of every pattern here."""
_LONGEST_DATE = 60
_LONGEST_SOURCE = 80
_LONGEST_TAG = 60
_MOST_WORDS = 8
_MOST_WORDS_OF_A_DAY = 3
_MOST_CUTS = 8
"""The places at which a source and the day behind it are tried to part: a day with a clock has seven gaps."""

_MARK = "[*_]{0,2}"
# `date` and `source` need no colon beside each other or a day; the other words are too common to go without.
_DATE_KEY = re.compile(rf"(?<![^\W_]){_MARK}(?:date|published)(?![^\W\d_]){_MARK}\s*:?\s*{_MARK}\s*", re.IGNORECASE)
_SOURCE_KEY = re.compile(rf"(?<![^\W_]){_MARK}source(?![^\W\d_]){_MARK}\s*(:?)\s*{_MARK}\s*", re.IGNORECASE)
_LABELS = "title|headline|url|link|source[ _]url|tags?|keywords|authors?|byline|by"
_LABEL = re.compile(rf"{_MARK}({_LABELS}){_MARK}\s*:{_MARK}\s*(\S.*)", re.IGNORECASE)
_EMPTY = re.compile(rf"{_MARK}(date|published|source|{_LABELS}){_MARK}\s*:{_MARK}", re.IGNORECASE)
_UNKNOWN = re.compile(r"|unknown|undated|n\.\s?d\.|\?+", re.IGNORECASE)
_BY = re.compile(r"by\s+(\S.*)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?(https?://[^\s<>]+?)>?\)", re.IGNORECASE)
_GAP = " \t\u00a0,;|/·\u2013\u2014-(["
_EDGES = _GAP + ")]"
_CUT = re.compile(r"[\s,;|/·(\[\u2013\u2014-]+")
_YEAR = re.compile("[0-9]{4}")
_PLAIN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRACKETS = {")": "(", "]": "["}

_SENTENCE_ENDS = (".", "?", "!", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a heading says: fields as they are written, in their order.

    `keyed` are those that stand behind their name, as in `Source: Reuters`. A line without any, such as a byline,
    belongs to a heading only beside lines that have some.
    """

    fields: dict[str, str]
    keyed: frozenset[str] = frozenset()


def read(line: str) -> Line | None:
    """Return what a line says about a clipping, or None when it is prose.

    A date is one by its form, be it real or not: `date 2000-02-30` is for the user to mend. A field of a form that
    was left empty is empty, and not keyed.
    """
    if len(line) > _LONGEST:
        return None
    plain = _unmarked(line.replace("\ufeff", "").strip())
    if empty := _EMPTY.fullmatch(plain):
        return Line({_field(empty[1]): ""})
    return (_labelled(plain) or _dated_or_sourced(plain) or _bare(plain)) if plain else None


def tags(written: str) -> tuple[str, ...]:
    """Return the tags of a line: parted by commas, or by blanks when each has its `#`."""
    words = written.split()
    if "," not in written and len(words) > 1 and all(word.startswith("#") for word in words):
        return clip.parse_tags(list(words))
    return clip.parse_tags(written)


def _labelled(plain: str) -> Line | None:
    match = _LABEL.fullmatch(plain)
    if not match:
        return None
    value = match[2].strip()
    name = _field(match[1])
    if name == "url":
        value = _address(value)
    elif name == "tags" and any(len(tag) > _LONGEST_TAG or tag.endswith(_SENTENCE_ENDS) for tag in tags(value)):
        return None
    return Line({name: value}, frozenset({name})) if value else None


def _field(label: str) -> str:
    return clip.field_name(label.replace(" ", "_")) or ""


def _dated_or_sourced(plain: str) -> Line | None:
    key = _SOURCE_KEY.search(plain)
    if not key:
        day = _day(plain)
        return Line({"date": day[0]}, frozenset({"date"})) if day and day[1] else None
    value = _unbracketed(plain[key.end() :])
    before = plain[: key.start()].rstrip()
    colon, bracketed = bool(key[1]), before.endswith(("(", "["))
    if not before.strip(_EDGES):
        return _source_then_day(value) or _sourced(value, bracketed=bracketed, colon=colon)
    day = _day(before) or (_day_to_mend(before) if bracketed else None)
    if day and day[1] and not value:
        return Line({"date": day[0]}, frozenset({"date"}))
    source = _source(value, beside_date=colon or bracketed) if day else {}
    return _together(day, {"date": day[0]} | source, source) if day and source else None


def _source_then_day(value: str) -> Line | None:
    for key in _DATE_KEY.finditer(value):
        if key.start() and (day := _day(value[key.start() :])):
            source = _source(_unbracketed(value[: key.start()].rstrip(_GAP)), beside_date=True)
            return _together(day, source | {"date": day[0]}, source) if source else None
    if not _YEAR.search(value):
        return None
    for cut in list(_CUT.finditer(value))[-_MOST_CUTS:]:
        # The first cut that leaves a day, unless it halves a name, as in `The Sun, 19 May 2025`.
        day = _day(value[cut.end() :])
        source = _source(_unbracketed(value[: cut.start()])) if day else {}
        if day and source:
            return _together(day, source | {"date": day[0]}, source)
    return None


def _sourced(value: str, *, bracketed: bool, colon: bool) -> Line | None:
    source = _source(value, bracketed=bracketed) if bracketed or colon else {}
    return Line(source, frozenset(source)) if source else None


def _together(day: tuple[str, bool], fields: dict[str, str], source: dict[str, str]) -> Line:
    return Line(fields, frozenset(fields if day[1] else source))


def _day(part: str) -> tuple[str, bool] | None:
    """Return the date that a part of a line is, and whether its name stands before it; without one, only a day."""
    part = part.strip(_EDGES)
    key = _DATE_KEY.match(part)
    written = part[key.end() if key else 0 :].strip(_EDGES + "*_")
    if key and _PLAIN_DAY.fullmatch(written):
        return written, True
    if len(written) > _LONGEST_DATE or not _YEAR.search(written):
        return None
    parsed = dates.parse(written)
    if isinstance(parsed, dates.AmbiguousDate):
        return (written, True) if key else None
    if parsed is None or (key is None and (parsed.day is None or parsed.flaw)):
        return None
    return written, key is not None


def _day_to_mend(before: str) -> tuple[str, bool] | None:
    """Return what stands where the date should in `date … [Source: X]`, unless it can be the words of a headline."""
    part = before.strip(_EDGES)
    key = _DATE_KEY.match(part)
    if not key:
        return None
    written = part[key.end() :]
    if _UNKNOWN.fullmatch(written):
        return "", True
    numbered = any(character.isdigit() for character in written)
    return (written, True) if numbered and len(written.split()) <= _MOST_WORDS_OF_A_DAY else None


def _source(value: str, *, beside_date: bool = False, bracketed: bool = False) -> dict[str, str]:
    """Return the source, the address, or both that a part of a line is; by itself it must look like a name."""
    if link := _LINK.fullmatch(value):
        return {"source": link[1].strip(), "url": link[2]} if link[1].strip() else {"url": link[2]}
    if address := _address(value):
        return {"url": address}
    value = text.one_line(value.strip("*_"))
    if not value or len(value) > _LONGEST_SOURCE or "://" in value or not _is_balanced(value):
        return {}
    words = value.split()
    if not beside_date and (len(words) > _MOST_WORDS or value.endswith(_SENTENCE_ENDS)):
        return {}
    return {"source": value} if beside_date or bracketed or bylines.is_outlet(words) else {}


def _bare(plain: str) -> Line | None:
    if address := _address(plain):
        return Line({"url": address})
    if (day := _day(plain)) and not day[1]:
        return Line({"date": day[0]})
    by = _BY.fullmatch(plain)
    people = bylines.of_byline(by[1]) if by else ()
    return Line({"author": by[1]}) if by and people and all(map(bylines.is_person, people)) else None


def _address(value: str) -> str:
    link = _LINK.fullmatch(value)
    value = link[2] if link else value.removeprefix("<").removesuffix(">")
    return value if urls.is_address(value) else ""


def _unmarked(plain: str) -> str:
    for mark in ("**", "__", "*", "_"):
        if len(plain) > 2 * len(mark) and plain.startswith(mark) and plain.endswith(mark):
            inner = plain[len(mark) : -len(mark)]
            return inner if mark not in inner else plain
    return plain


def _unbracketed(value: str) -> str:
    """Return a part without the closing brackets whose opening ones stand before it."""
    value = value.strip()
    while value and value[-1] in _BRACKETS and value.count(value[-1]) > value.count(_BRACKETS[value[-1]]):
        value = value[:-1].rstrip()
    return value


def _is_balanced(value: str) -> bool:
    return all(value.count(closing) == value.count(opening) for closing, opening in _BRACKETS.items())
