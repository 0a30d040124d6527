"""Where clipper departs from the reference implementation on purpose: what that writes, rewritten by a named rule.

A rule knows the item and the text of the reference implementation, never what clipper writes.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.output.citation.rendered import RENDERINGS, Item

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "iso690": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "iso690-de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
}
_ISO = ("iso690", "iso690-de")
_HEADLINE_STYLES = ("chicago", "chicago-date", "mla")


class Departure(NamedTuple):
    """A departure: the rule that clipper follows, the renderings that it is about, and how it changes a text."""

    name: str
    rule: str
    renderings: tuple[str, ...]
    rewrite: Callable[[str, Item], str]


def rewritten(rendering: str, entry: str, item: Item) -> tuple[str, tuple[str, ...]]:
    """Return a text of the reference implementation as the rules want it, and the names of those that changed it."""
    used = []
    for departure in DEPARTURES:
        if rendering in departure.renderings:
            changed = departure.rewrite(entry, item)
            if changed != entry:
                used.append(departure.name)
            entry = changed
    return entry, tuple(used)


def _last_word(entry: str, item: Item) -> str:
    """Write the last word of an English headline with a capital where a mark follows it."""
    found = re.search(r"([a-z]+)[^\w\s]+$", item["title"])
    if not found or not item.get("language", "en").startswith("en"):
        return entry
    return re.sub(rf"\b{found[1]}(?=[!?.]+[”*])", found[1].capitalize(), entry, count=1)


def _place_alone(entry: str, item: Item) -> str:
    """Leave out a place in brackets that follows no outlet; in the place of an author it held up the headline."""
    if item.get("container-title") or "publisher-place" not in item:
        return entry
    place = re.escape(f"({item['publisher-place']})")
    if entry.startswith(f"({item['publisher-place']}). "):
        entry = re.sub(rf"^{place}\. ", "", entry)
        return re.sub(r"^(\d{4}|n\.d\.)\. (\*[^*]+\*\.?) ", r"\2 \1. ", entry)
    return re.sub(rf" {place}[,.]", "", entry)


def _edition_once(entry: str, item: Item) -> str:
    edition = f" {item.get('edition')} Edition."
    return entry.replace(edition, "", 1) if entry.count(edition) > 1 else entry


def _broadcast(entry: str, item: Item) -> str:
    """Move the description from behind the date to the headline."""
    if item["type"] != "broadcast" or "author" in item:
        return entry
    return re.sub(r"^(.+?)\.?(”?\*?) (\([^()]*\))\. \[Broadcast\]", r"\1\2 [Broadcast]. \3", entry)


def _headline_first(entry: str, item: Item) -> str:
    if "author" in item or item.get("container-title"):
        return entry
    return re.sub(r"^\((\d{4}|[Nn]o date)\) (‘.*?’)(?=[,.]( |$))", lambda m: f"{m[2]} ({m[1].lower()})", entry)


def _no_outlet(entry: str, item: Item) -> str:
    if item.get("container-title"):
        return entry
    return re.sub(r"(?<=[.?!]) \.(?= |$)", "", entry)


def _one_stop(entry: str, item: Item) -> str:
    """Take the full stop of a headline away where a comma follows."""
    head = f"{item['title']},"
    return entry.replace(head, f"{item['title'][:-1]},", 1) if item["title"].endswith(".") else entry


def _one_mark(entry: str, _: Item) -> str:
    return re.sub(r"([?!])\*\.(?= )", r"\1*", entry)


def _day_without_author(rendering: str) -> Callable[[str, Item], str]:
    """Return what gives a piece without authors its date, behind its place, or else before its page and address."""

    def rewrite(entry: str, item: Item) -> str:
        if "author" in item or "issued" not in item:
            return entry
        year, *rest = item["issued"]["date-parts"][0]
        month = [_MONTHS[rendering][rest[0] - 1]] if rest else []
        date = " ".join(map(str, (*rest[1:], *month, year)))
        label = f"{'S.' if rendering == 'iso690-de' else 'p.'} "
        starts = [entry.rfind(f" {mark}") for mark in (label, label.capitalize(), "Available from: ", "[Zugriff am: ")]
        if "page" not in item:
            starts = starts[2:]
        cut = min((start for start in starts if start >= 0), default=len(entry))
        head, tail = entry[:cut].rstrip(" ,"), entry[cut:]
        place = item.get("publisher-place") if item["type"].startswith("article-") else item.get("publisher")
        if place and head.removesuffix(".").endswith(f" {place}"):
            head = f"{head.removesuffix('.')},"
        elif not head.endswith((".", "?*", "!*")):
            head = f"{head}."
        return f"{head} {date}{'' if not tail and rendering == 'iso690-de' else '.'}{tail}"

    return rewrite


def _comma_of_nothing(entry: str, item: Item) -> str:
    """Write a full stop behind a place that no date follows."""
    place = item.get("publisher-place") or item.get("publisher")
    if "issued" in item or not place:
        return entry
    return re.sub(rf"(?<= {re.escape(place)}),(?= |$)", ".", entry)


def _no_last_stop(entry: str, item: Item) -> str:
    return entry if "URL" in item else entry.removesuffix(".")


def _german_day(entry: str, _: Item) -> str:
    return re.sub(rf"\b(\d{{1,2}}) (?={'|'.join(_MONTHS['iso690-de'])})", r"\1. ", entry)


def _upright(entry: str, _: Item) -> str:
    return re.sub(r"\*([\u3040-\u30ff\u3400-\u9fff]+)\*", r"\1", entry)


DEPARTURES = (
    Departure(
        "the last word of a headline has a capital",
        "Chicago and MLA, capitals in titles: the first and the last word have one, also before “!” and “?”.",
        _HEADLINE_STYLES,
        _last_word,
    ),
    Departure(
        "a place stands only with its newspaper",
        "Chicago, newspapers: the city in brackets is part of the name of the paper. Without a paper there is none.",
        ("chicago", "chicago-date"),
        _place_alone,
    ),
    Departure(
        "an edition stands once", "Chicago, newspapers: each element is given once.", ("chicago", "chicago-date"),
        _edition_once,
    ),
    Departure(
        "[Broadcast] belongs to the headline",
        "APA, descriptions in brackets: they follow the title, also where the title has moved before the date.",
        ("apa",),
        _broadcast,
    ),
    Departure(
        "characters without italics stay upright",
        "Chinese, Japanese and Korean have no italics; the reference implementation agrees in all styles but APA.",
        RENDERINGS,
        _upright,
    ),
    Departure(
        "without an author and an outlet the headline is first",
        "Cite Them Right, no author: use the title, then the year.",
        ("harvard",),
        _headline_first,
    ),
    Departure(
        "no full stop for a missing outlet",
        "ISO 690: an element that is not there is left out together with its punctuation.",
        _ISO,
        _no_outlet,
    ),
    Departure(
        "no comma behind a full stop", "ISO 690: one mark between two elements.", _ISO, _one_stop,
    ),
    Departure(
        "one mark is enough", "ISO 690: one mark between two elements, also behind the “?” of an outlet.", _ISO,
        _one_mark,
    ),
    Departure(
        "a piece without an author keeps its date",
        "ISO 690, newspapers: the full date of the issue is required, whether there is an author or not.",
        ("iso690",),
        _day_without_author("iso690"),
    ),
    Departure(
        "a piece without an author keeps its date",
        "ISO 690, newspapers: the full date of the issue is required, whether there is an author or not.",
        ("iso690-de",),
        _day_without_author("iso690-de"),
    ),
    Departure(
        "no comma for a missing date",
        "ISO 690: an element that is not there is left out together with its punctuation.",
        _ISO,
        _comma_of_nothing,
    ),
    Departure(
        "no full stop at the end",
        "ISO 690 in German: without an address nothing stands behind the last element, whichever that is.",
        ("iso690-de",),
        _no_last_stop,
    ),
    Departure(
        "a German day has a full stop",
        "Duden and DIN 5008: the number of a day is an ordinal number, “7. März 2019”.",
        ("iso690-de",),
        _german_day,
    ),
)  # fmt: skip
"""All departures, in the order in which they are applied."""
