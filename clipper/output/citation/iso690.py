"""ISO 690:2021, name and date.

`DOE, Jane, 2019. Harbour strike ends. *The Daily Example*. 7 March 2019. p. A5.`
"""

from typing import NamedTuple

from clipper.model.person_name import PersonName
from clipper.output.citation import days, names, pages
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, comma, italic, joined, phrase, sentences


class _Terms(NamedTuple):
    """The words of a language, and how it writes a day."""

    conjunction: str
    no_date: str
    no_title: str
    online: str
    """Behind the outlet, in brackets; without brackets it is a sentence of its own."""
    address: str
    page: str
    stop: str = ""
    """What stands behind the number of a day."""
    first_day: str = ""
    """What stands behind the first of a month."""


_TERMS = {
    "en": _Terms("and", "[no date]", "[no title]", "Online", "Available from: {url} [Accessed {day}].", "p."),
    "de": _Terms(
        *("und", "[kein Datum]", "[ohne Titel]", "[online]", "[Zugriff am: {day}]. Verfügbar unter: {url}", "S."),
        stop=".",
        first_day=".",
    ),
    "fr": _Terms(
        *(
            "et",
            "[sans date]",
            "[sans titre]",
            "[en ligne]",
            "Disponible à l’adresse : {url} [Consulté le {day}].",
            "p.",
        ),
        first_day="er",
    ),
}


def entry(reference: Reference, language: str = "en") -> Phrase:
    """Return a reference as it stands in the list of references."""
    terms = _TERMS[language]
    who = _authors(reference, language)
    title = reference.title or terms.no_title
    year = reference.year(terms.no_date)
    head = (f"{who}, {year}", title) if who else (f"{title.removesuffix('.')}, {year}",)
    outlet, online = italic(reference.outlet), terms.online if reference.url else ""
    if online.startswith("["):
        outlet, online = joined(" ", outlet, online), ""
    where = comma(
        reference.place if reference.is_in_periodical else reference.publisher, _day(reference.issued, language)
    )
    page = f"{_page_label(reference, terms)} {pages.dashed(reference.page)}" if reference.page else ""
    text = sentences(*head, outlet, online, reference.edition, where, page, stop_inside_quotes=False)
    if reference.url:
        return joined(" ", text, _address(reference, language))
    return _without_stop(text) if language == "de" else text


def note(reference: Reference, language: str = "en") -> Phrase:
    """Return what stands in the text: the names and the year in brackets, or the headline and the year."""
    terms = _TERMS[language]
    called = [
        f"{name.given} {names.short(name)}" if index in reference.given_called else names.short(name)
        for index, name in enumerate(reference.names)
    ]
    caller = phrase(", ".join(called)) or italic(reference.title) or phrase(terms.no_title)
    return phrase("(", caller, f" {reference.year(terms.no_date)})")


def _authors(reference: Reference, language: str) -> str:
    """Return all authors, their family names in capitals; in German only the first name is inverted."""
    people = []
    for index, name in enumerate(map(_in_capitals, reference.names)):
        people.append(names.straight(name) if index and language == "de" else names.inverted(name, name.given))
    return names.series(people, _TERMS[language].conjunction, comma_before=False)


def _in_capitals(name: PersonName) -> PersonName:
    particle = name.particle if name.is_detached else name.particle.upper()
    return name.replace(family=name.family.upper(), particle=particle)


def _day(day: days.Day, language: str) -> str:
    terms = _TERMS[language]
    return days.day_first(day, days.MONTHS[language], stop=terms.first_day if day[2:] == (1,) else terms.stop)


def _page_label(reference: Reference, terms: _Terms) -> str:
    return terms.page if reference.kind == "newspaper" else terms.page.capitalize()


def _address(reference: Reference, language: str) -> str:
    """Return the address with the day of the visit, if that is known."""
    address = _TERMS[language].address
    if not reference.accessed:
        before, _, _ = address.partition("[")
        address = before.strip() or address.partition("]. ")[2]
    return address.replace("{url}", reference.url, 1).replace("{day}", _day(reference.accessed, language), 1)


def _without_stop(text: Phrase) -> Phrase:
    """Return a text without the full stop at its end."""
    *before, last = text
    return phrase(tuple(before), (last._replace(text=last.text.removesuffix(".")),))
