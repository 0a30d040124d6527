"""A list of references is sorted and told apart as the reference implementation does it, or departs by a rule."""

import gzip
import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import pytest

from clipper.model.person_name import PersonName
from clipper.output.citation.bibliography import entries, notes
from clipper.output.citation.reference import Reference
from tests.output.citation.departures import rewritten
from tests.output.citation.listed import COUNT, LIST, items
from tests.output.citation.rendered import RENDERINGS, Item, marked, reference

with gzip.open(LIST, "rt", encoding="utf-8") as packed:
    KEPT: Any = json.load(packed)
ITEMS: list[Item] = KEPT["items"]
BY_ID = {item["id"]: item for item in ITEMS}

Entries: TypeAlias = list[tuple[str, str]]


def mla_authors(item: Item) -> str:
    """Return the authors as MLA lists them: of three and more only the first."""
    if "author" not in item:
        return ""
    first, *others = item["author"]
    given = " ".join(filter(None, (first["given"], first.get("dropping-particle"))))
    listed = f"{first.get('non-dropping-particle', '')} {first['family']}, {given}".strip()
    if len(others) > 1:
        return f"{listed}, et al."
    for other in others:
        parts = (other["given"], other.get("dropping-particle"), other.get("non-dropping-particle"), other["family"])
        listed += f", and {' '.join(filter(None, parts))}"
    return f"{listed}."


def only_the_first_author_and_dashes_for_the_same(theirs: Entries) -> Entries:
    """MLA: an entry of three authors has the first and “et al.”; dashes stand for exactly the same authors."""
    result = []
    for (before, _), (name, entry) in pairwise([("", ""), *theirs]):
        item, title = BY_ID[name], re.search("[“*].*", entry)
        assert title
        is_same = before and "author" in item and item["author"] == BY_ID[before].get("author")
        who = "———." if is_same else mla_authors(item)
        result.append((name, f"{who} {title[0]}".strip()))
    return result


def et_al_in_the_list(theirs: Entries) -> Entries:
    """Cite Them Right: an entry of four authors has the first and “et al.”, whatever the notes call."""
    return [(name, re.sub(r"^([^,]+, [^,]+),.*, (?=\*et al\.\*)", r"\1 ", entry)) for name, entry in theirs]


def headline_in_the_order(theirs: Entries) -> Entries:
    """Cite Them Right: without an author and an outlet, a piece is sorted by its headline."""
    lone = [one for one in theirs if not {"author", "container-title"} & BY_ID[one[0]].keys()]
    others = [one for one in theirs if one not in lone]
    for name, entry in lone:
        place = sum(_first_letters(other) < _first_letters((name, entry)) for other in others)
        others.insert(place, (name, entry))
    return others


def _first_letters(entry: tuple[str, str]) -> str:
    written = re.sub(r"^von der |[^\w\s]", "", entry[1].lower().replace("ö", "o"))
    return written.strip()


def letters_without_a_year(theirs: Entries) -> Entries:
    """ISO 690: references that a note could not tell apart have letters, also where there is no date."""
    undated: dict[str, list[str]] = {}
    for name, _ in theirs:
        item = BY_ID[name]
        if "issued" not in item and "author" in item:
            undated.setdefault(json.dumps(item["author"]), []).append(name)
    suffix = {
        name: f"]-{'abc'[number]}" for names in undated.values() if len(names) > 1 for number, name in enumerate(names)
    }
    result = []
    for name, entry in theirs:
        plain = re.sub(r"(?<=\d{4}) [abc](?=\])", "", entry)  # its letter went to the day of the visit
        result.append((name, plain.replace("]", suffix[name], 1) if name in suffix else plain))
    return result


def outlets_in_order(theirs: Entries) -> Entries:
    """Chicago: pieces of one author and one headline stand in the order of their outlets, those on the web too."""
    result = [*theirs]
    for start, (first, second) in enumerate(pairwise(theirs)):
        one, other = BY_ID[first[0]], BY_ID[second[0]]
        if one.get("author") == other.get("author") and one["title"] == other["title"]:
            result[start : start + 2] = sorted((first, second), key=lambda it: BY_ID[it[0]].get("container-title", ""))
    return result


RULES: dict[str, tuple[Callable[[Entries], Entries], ...]] = {
    "chicago": (outlets_in_order,),
    "mla": (only_the_first_author_and_dashes_for_the_same,),
    "harvard": (et_al_in_the_list, headline_in_the_order),
    "iso690": (letters_without_a_year,),
    "iso690-de": (letters_without_a_year,),
}
"""What is different on purpose, besides the departures of single references."""

NAMED_NOTES = {
    ("apa", "(*“Nobody Asked Us”*, 2020)"): "the comma stands outside of a headline in italics",
    **{
        ("chicago", f"Jean-Pierre O’Neil et al., “Harbour Strike Ends,” {end}"): "a full note is told apart by its date"
        for end in ("*Daily Example*, May 27, 2019.", "*Example Post*, January 8, 2020.")
    },
    ("mla", "(Doe, Ng, and Zhang)"): "the co-authors alone tell it apart",
    ("mla", "(John Doe, Zhang, and von der Leyen)"): "one given name tells it apart",
    ("mla", "(Doe, Zhang, O’Neil, et al.)"): "the co-authors alone tell it apart",
    ("mla", "(Doe, Ng, and von der Leyen)"): "the co-authors alone tell it apart",
    ("harvard", "(‘Österreich votes again’, 2020)"): "a note has a headline where there is nothing else",
    **{
        (rendering, f"(Gaulle {missing}-{letter})"): "undated pieces have letters too"
        for rendering, missing in (("iso690", "[no date]"), ("iso690-de", "[kein Datum]"))
        for letter in "abc"
    },
}  # fmt: skip
"""The notes that differ from those of the reference implementation, and why."""


def style_of(rendering: str) -> tuple[str, str]:
    style, _, language = rendering.partition("-") if rendering.startswith("iso690") else (rendering, "", "")
    return style, language or "en"


def own_entries(rendering: str) -> list[str]:
    style, language = style_of(rendering)
    listed = entries(style, [*map(reference, ITEMS)], language)
    return [re.sub(r"^\d+\. ", "", marked(entry)) if style == "vancouver" else marked(entry) for entry in listed]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_a_list_is_in_the_order_of_its_style_and_told_apart(rendering: str) -> None:
    theirs = [
        (name, rewritten(rendering, entry, BY_ID[name])[0]) for name, entry in KEPT["rendered"][rendering]["entries"]
    ]
    for rule in RULES.get(rendering, ()):
        changed = rule(theirs)
        assert changed != theirs, f"{rule.__name__} is not needed"
        theirs = changed
    assert own_entries(rendering) == [entry for _, entry in theirs]


@pytest.mark.parametrize("rendering", [name for name in RENDERINGS if name != "vancouver"])
def test_each_note_means_one_reference(rendering: str) -> None:
    style, language = style_of(rendering)
    ours = [marked(note) for note in notes(style, [*map(reference, ITEMS)], language)]
    theirs = [KEPT["rendered"][rendering]["notes"][item["id"]] for item in ITEMS]
    different = {note for note, expected in zip(ours, theirs, strict=True) if note != expected}
    assert different == {note for name, note in NAMED_NOTES if name == rendering}
    assert len({*ours}) == COUNT - (4 if style == "mla" else 0)  # two pieces of one author with one headline


def test_the_items_can_be_made_again() -> None:
    assert items() == ITEMS


def listed(style: str, references: Sequence[Reference]) -> list[str]:
    return [marked(entry) for entry in entries(style, references)]


def test_articles_and_marks_do_not_count_in_the_alphabet() -> None:
    pieces = [Reference(title=title, handle=title) for title in ("The zoo", "“Apes” are back", "An opera", "Ötzi")]
    titles = [entry.partition(". (")[0].strip("*.") for entry in listed("apa", pieces)]
    assert titles == ["“Apes” are back", "An opera", "Ötzi", "The zoo"]


def test_nothing_comes_before_something() -> None:
    """One author comes before the same author with others, and `Doe, J.` with others before `Doe, J. Q.`."""
    doe, quentin, zhang = PersonName("Doe", "Jane"), PersonName("Doe", "Jane Quentin"), PersonName("Zhang", "Li")
    pieces = [
        Reference(title="A", names=names, issued=(2020 - number,), handle=str(number))
        for number, names in enumerate([(quentin,), (doe, zhang), (doe,)])
    ]
    authors = [entry.partition(" (")[0] for entry in listed("apa", pieces)]
    assert authors == ["Doe, J.", "Doe, J., & Zhang, L.", "Doe, J. Q."]
