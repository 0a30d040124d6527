"""The lines above a pasted clipping: which of them speak about the text, and what each says."""

import re
from dataclasses import dataclass
from typing import Literal

from clipper import clip, dates, text, urls
from clipper.errors import UsageError

_LONGEST = 300
"""A longer line is prose; the limit also bounds the work of every pattern here."""
_LONGEST_DATE = 60
_LONGEST_SOURCE = 80
_LONGEST_TAG = 60
_MOST_WORDS = 8
_MOST_CUTS = 8
"""The places at which a source and the day behind it are tried to part: a day with a clock has seven gaps."""

_MARK = "[*_]{0,2}"
# `date` and `source` need no colon beside each other or a day; the other words are too common to go without.
_DATE_KEY = re.compile(rf"(?<![^\W_]){_MARK}(?:date|published)(?![^\W\d_]){_MARK}\s*:?\s*{_MARK}\s*", re.IGNORECASE)
_SOURCE_KEY = re.compile(rf"(?<![^\W_]){_MARK}source(?![^\W\d_]){_MARK}\s*(:?)\s*{_MARK}\s*", re.IGNORECASE)
_LABEL = re.compile(
    rf"{_MARK}(title|headline|url|link|source[ _]url|tags?|keywords|authors?|byline|by){_MARK}\s*:{_MARK}\s*(\S.*)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    rf"{_MARK}(date|published|source|title|headline|url|link|tags?|keywords|authors?|byline|by){_MARK}\s*:{_MARK}",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"|unknown|undated|n\.\s?d\.|\?+", re.IGNORECASE)
_BY = re.compile(r"by\s+(\S.*)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?(https?://[^\s<>]+?)>?\)", re.IGNORECASE)
_GAP = " \t\u00a0,;|/·\u2013\u2014-(["
_EDGES = _GAP + ")]"
_CUT = re.compile(r"[\s,;|/·(\[\u2013\u2014-]+")
_YEAR = re.compile("[0-9]{4}")
_PLAIN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRACKETS = {")": "(", "]": "["}

_JOINED = re.compile(r",?\s+(?:and|&)\s+|\s*;\s*", re.IGNORECASE)
_COMMA = re.compile(r",\s*(?!(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D)\b)")
_NAME = re.compile(r"(?:[^\W\d_]|['\u2019.-])+")
_SUFFIX = re.compile(r"(?:[^\W\d_]\.)+|[JS]r\.", re.IGNORECASE)

_SENTENCE_ENDS = (".", "?", "!", ":", ";", ",")
_ARTICLE = re.compile("the|an?|la|les?|el|il|die|der|das|de|het|os?|as", re.IGNORECASE)
_PARTICLE = re.compile("of|and|for|on|in|du|del?|des|della|d[iao]|dos|den|van|von|zu|zum|et|y|e|und|en|&")
# Words that make a clause: an outlet's name has none, `Source: Trump to meet Putin` has.
_CLAUSE = re.compile("to|is|are|was|were|be|will|would|has|have|had|says|said|not|that|who", re.IGNORECASE)
_NO_NAME = re.compile("an?|of|and|for|in|on|at|to|this|that|these|those|all|any|no|now|land|sea|air", re.IGNORECASE)


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
        return Line({clip.field_of(empty[1]) or "": ""})
    return (_labelled(plain) or _dated_or_sourced(plain) or _bare(plain)) if plain else None


def authors(written: str) -> tuple[str, ...]:
    """Return the names in a byline.

    A comma parts only whole names, so that `Doe, Jane` and `Jane Doe, Jr.` stay one.
    """
    found: list[str] = []
    for group in filter(None, _JOINED.split(written)):
        names = [name.strip() for name in _COMMA.split(group)]
        found += names if all(" " in name or _is_caseless(name) for name in names) else [group.strip()]
    return tuple(found)


def tags(written: str) -> tuple[str, ...]:
    """Return the tags of a line: parted by commas, or by blanks when each has its `#`."""
    words = written.split()
    if "," not in written and len(words) > 1 and all(word.startswith("#") for word in words):
        return clip.tags_of(list(words))
    return clip.tags_of(written)


def _labelled(plain: str) -> Line | None:
    match = _LABEL.fullmatch(plain)
    if not match:
        return None
    value = match[2].strip()
    name = clip.field_of(match[1].replace(" ", "_")) or ""
    if name == "url":
        value = _address(value)
    elif name == "tags" and any(len(tag) > _LONGEST_TAG or tag.endswith(_SENTENCE_ENDS) for tag in tags(value)):
        return None
    return Line({name: value}, frozenset({name})) if value else None


def _dated_or_sourced(plain: str) -> Line | None:
    key = _SOURCE_KEY.search(plain)
    if not key:
        day = _day(plain)
        return Line({"date": day[0]}, frozenset({"date"})) if day and day[1] else None
    value = _unbracketed(plain[key.end() :])
    if before := plain[: key.start()].strip(_EDGES):
        day = _day(before) or _day_to_mend(before, bracketed=plain[key.start() - 1] in "([")
        return _together(day, _source(value, certain=True), "date") if day else None
    return _source_then_day(value) or _sourced(value, bracketed=plain[0] in "([", colon=bool(key[1]))


def _source_then_day(value: str) -> Line | None:
    for key in _DATE_KEY.finditer(value):
        if key.start() and (day := _day(value[key.start() :])):
            return _together(day, _source(_unbracketed(value[: key.start()].rstrip(_GAP)), certain=True), "source")
    if not _YEAR.search(value):
        return None
    for cut in list(_CUT.finditer(value))[-_MOST_CUTS:]:
        # The first cut that leaves a day, unless it halves a name, as in `The Sun, 19 May 2025`.
        day = _day(value[cut.end() :])
        source = _source(_unbracketed(value[: cut.start()]), certain=False) if day else {}
        if day and source:
            return _together(day, source, "source")
    return None


def _sourced(value: str, *, bracketed: bool, colon: bool) -> Line | None:
    source = _source(value, certain=bracketed) if bracketed or colon else {}
    return Line(source, frozenset(source)) if source else None


def _together(day: tuple[str, bool], source: dict[str, str], first: Literal["date", "source"]) -> Line | None:
    written, named = day
    if not source:
        return Line({"date": written}, frozenset({"date"})) if named and first == "date" else None
    fields = {"date": written} | source if first == "date" else source | {"date": written}
    return Line(fields, frozenset(fields if named else source))


def _day(part: str) -> tuple[str, bool] | None:
    """Return the date that a part of a line is, and whether its name stands before it; without one, only a day."""
    part = part.strip(_EDGES)
    key = _DATE_KEY.match(part)
    written = part[key.end() if key else 0 :].strip(_EDGES + "*_")
    if key and _PLAIN_DAY.fullmatch(written):
        return written, True
    if len(written) > _LONGEST_DATE or not _YEAR.search(written):
        return None
    try:
        stated = dates.read(written)
    except UsageError:
        return (written, True) if key else None
    if stated is None or (key is None and (stated.day is None or stated.flaw)):
        return None
    return written, key is not None


def _day_to_mend(part: str, *, bracketed: bool) -> tuple[str, bool] | None:
    """Return what stands where the date should in `date … [Source: X]`, if it cannot be the words of a sentence."""
    key = _DATE_KEY.match(part)
    written = part[key.end() :].strip() if key else ""
    if not (key and bracketed):
        return None
    if _UNKNOWN.fullmatch(written):
        return "", True
    numbered = any(character.isdigit() for character in written)
    return (written, True) if numbered and len(written.split()) < _MOST_WORDS // 2 else None


def _source(value: str, *, certain: bool) -> dict[str, str]:
    link = _LINK.fullmatch(value)
    if link:
        return {"source": link[1].strip(), "url": link[2]} if link[1].strip() else {"url": link[2]}
    if address := _address(value):
        return {"url": address}
    value = text.one_line(value.strip("*_"))
    if not value or len(value) > _LONGEST_SOURCE or value.endswith(_SENTENCE_ENDS) or "://" in value:
        return {}
    words = value.split()
    if len(words) > _MOST_WORDS or not (certain or _is_outlet(words)):
        return {}
    return {"source": value}


def _is_outlet(words: list[str]) -> bool:
    """Tell whether the words are a name: capitals but for particles, or one or two words in any case."""
    if _PARTICLE.fullmatch(words[0]) or any(map(_CLAUSE.fullmatch, words)):
        return False
    if all(len(word) > 1 and _ARTICLE.fullmatch(word) for word in words):
        return False
    return len(words) <= 2 or all(map(_is_of_a_name, words))  # noqa: PLR2004 - `heise online`, `le monde`


def _is_of_a_name(word: str) -> bool:
    return bool(not word[0].islower() or _ARTICLE.fullmatch(word) or _PARTICLE.fullmatch(word))


def _bare(plain: str) -> Line | None:
    if address := _address(plain):
        return Line({"url": address})
    if (day := _day(plain)) and not day[1]:
        return Line({"date": day[0]})
    by = _BY.fullmatch(plain)
    if by and all(map(_is_person, authors(by[1]))):
        return Line({"author": by[1]})
    return None


def _is_person(name: str) -> bool:
    """Tell whether a name is surely a person's, or an agency's such as `The Associated Press`, and no clause."""
    words = name.replace(",", "").split()
    first = words[0]
    if first.lower() in dates.MONTHS or first.lower() in dates.WEEKDAYS or first[0].islower():
        return False
    if name.endswith(".") and not _SUFFIX.fullmatch(words[-1]):
        return False
    if any(map(_NO_NAME.fullmatch, words)) or not all(map(_NAME.fullmatch, words)):
        return False
    capitals = sum(not word[0].islower() for word in words)
    enough = 1 if _is_caseless(name) else 3 if first == "The" else 2
    return enough <= capitals <= len(words) <= _MOST_WORDS and all(map(_is_of_a_name, words))


def _is_caseless(name: str) -> bool:
    return name.lower() == name.upper()


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
