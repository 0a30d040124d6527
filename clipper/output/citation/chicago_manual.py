"""The Chicago Manual of Style, 18th edition: what its two systems, notes and author-date, have in common."""

from clipper.model.person_name import PersonName
from clipper.output.citation import days, names
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, Text, comma, italic, phrase, sentences
from clipper.output.citation.titles import capitalized, description, quoted

_MOST_NAMES = 6
_FIRST_NAMES = 3


def entry(reference: Reference, year: str, when: str) -> Phrase:
    """Return a reference as it stands in a bibliography: `year` behind the authors, the date `when` behind the outlet.

    Without authors the outlet comes first, and without that the headline.
    """
    who: Text = _authors(reference)
    outlet_of_author, who = (placed_outlet(reference), who) if who else ((), placed_outlet(reference))
    head = (who, year, title(reference)) if who else (title(reference), year)
    section = reference.section if reference.kind == "newspaper" else ""
    edition = f"{reference.edition} Edition" if reference.edition else ""
    seen = accessed(reference)
    if seen and reference.kind == "webpage":
        when = ""
    if outlet_of_author and not when:  # nothing parts the outlet from its edition
        outlet_of_author, edition = comma(outlet_of_author, edition), ""
    where = _where(reference, outlet_of_author, when)
    return sentences(*head, section, where, edition, seen, reference.url)


def accessed(reference: Reference) -> str:
    """Return the day of the visit, which stands for the date of a piece that has none."""
    if not reference.url or not reference.accessed or reference.issued:
        return ""
    return f"Accessed {days.month_first(reference.accessed)}"


def title(reference: Reference, closing: str = ".") -> Phrase:
    """Return the headline: in quotation marks with `closing` inside them, or in italics where there is no outlet."""
    if not reference.title:
        return phrase(description(reference.kind))
    headline = capitalized(reference.title) if reference.takes_capitals else reference.title
    return phrase(quoted(headline, closing)) if is_part(reference) else italic(headline)


def is_part(reference: Reference) -> bool:
    """Tell whether a piece is a part of something larger: what stands alone has its headline in italics."""
    return bool(reference.outlet) or reference.kind == "webpage"


def outlet(reference: Reference) -> Phrase:
    """Return the outlet, in italics unless it is a website."""
    return phrase(reference.outlet) if reference.kind == "webpage" else italic(reference.outlet)


def placed_outlet(reference: Reference) -> Phrase:
    """Return the outlet with its place in brackets."""
    place = f" ({reference.place})" if reference.outlet and reference.place else ""
    return phrase(outlet(reference), place)


def _authors(reference: Reference) -> str:
    """Return the authors, the first one inverted."""
    if not reference.names:
        return ""
    first, *others = reference.names
    listed = [_inverted(first), *map(names.straight, others)]
    if len(listed) > _MOST_NAMES:
        return f"{', '.join(listed[:_FIRST_NAMES])}, et al."
    return names.series(listed, "and")


def _inverted(name: PersonName) -> str:
    """Return a name with the family name first; all its particles stand behind the given name."""
    return names.inverted(name.replace(is_detached=True), name.given)


def _where(reference: Reference, where: Phrase, when: str) -> Phrase:
    """Return the outlet and the date; a broadcast without an address was aired, perhaps by someone."""
    if reference.kind != "broadcast":
        return comma(where, when)
    if reference.url:
        return sentences(where, comma(reference.publisher, when))
    aired = f"Aired {when}" if reference.issued and when else when
    return sentences(where, comma(aired, f"on {reference.publisher}" if reference.publisher else ""))
