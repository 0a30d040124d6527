"""APA, 7th edition.

`Doe, J. (2019, March 7). Harbour strike ends. *The Daily Example*, A5.`
"""

from clipper.output.citation import days, names, pages
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, comma, italic, joined, phrase, sentences
from clipper.output.citation.titles import capitalized, description, quoted

_MOST_NAMES = 20
_FIRST_NAMES = 19
_MOST_NAMES_IN_NOTE = 2


def entry(reference: Reference) -> Phrase:
    """Return a reference as it stands in a list of references."""
    who = _names(reference)
    title = _title(reference)
    day = days.month_and_day(reference.issued)
    when = f"({reference.year('n.d.')}{f', {day}' if day else ''})"
    if reference.is_in_periodical:
        where = comma(italic(reference.outlet), pages.dashed(reference.page))
    elif reference.kind == "broadcast":
        where = sentences(phrase("In ", italic(reference.outlet)) if reference.outlet else "", reference.publisher)
    else:
        where = phrase(reference.outlet)
    head = (who, when, title) if who else (title, when)
    seen = ""
    if reference.url and reference.accessed and not reference.issued:
        seen = f"Retrieved {days.month_first(reference.accessed)}, from "
    return joined(" ", sentences(*head, where), f"{seen}{reference.url}")


def note(reference: Reference) -> Phrase:
    """Return what stands in the text: the names and the year in brackets."""
    called = names.called(reference, "&", _MOST_NAMES_IN_NOTE, given=names.initials)
    return phrase(f"({called}, {reference.year('n.d.')})") if called else _title_in_note(reference)


def _names(reference: Reference) -> str:
    people = [names.inverted(name, names.initials(name.given)) for name in reference.names]
    if len(people) > _MOST_NAMES:
        return f"{', '.join(people[:_FIRST_NAMES])}, … {people[-1]}"
    return names.series(people, "&")


def _title(reference: Reference) -> Phrase:
    """Return the headline, in italics where it is no part of anything larger."""
    if not reference.title:
        return phrase(f"[{description(reference.kind)}]")
    title = italic(reference.title) if _stands_alone(reference) else phrase(reference.title)
    return phrase(title, " [Broadcast]") if reference.kind == "broadcast" else title


def _title_in_note(reference: Reference) -> Phrase:
    title = capitalized(reference.title) if reference.takes_capitals else reference.title
    year = reference.year("n.d.")
    if not title:
        return phrase(f"([{description(reference.kind)}], {year})")
    if _stands_alone(reference):
        return phrase("(", italic(title), f", {year})")
    return phrase(f"({quoted(title, ',')} {year})")


def _stands_alone(reference: Reference) -> bool:
    return reference.kind == "webpage" or not reference.outlet
