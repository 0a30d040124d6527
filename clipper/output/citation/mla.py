"""MLA, 9th edition.

`Doe, Jane. “Harbour Strike Ends.” *The Daily Example*, 7 Mar. 2019, p. A5.`
"""

from clipper.output.citation import days, names, pages
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, comma, italic, phrase, sentences
from clipper.output.citation.titles import capitalized, description, quoted

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_MOST_NAMES = 2


def entry(reference: Reference) -> Phrase:
    """Return a reference as it stands in the list of works cited."""
    place = f"[{reference.place}]" if reference.place and reference.kind == "newspaper" else ""
    outlet = italic(reference.outlet)
    where = comma(
        phrase(outlet, " ", place) if outlet and place else outlet or place,
        reference.publisher if reference.kind == "broadcast" else "",
        reference.edition,
        days.day_first(reference.issued, _MONTHS),
        pages.labelled(pages.last_two(reference.page)),
        reference.url,
    )
    seen = ""
    if reference.url and reference.accessed and not reference.issued:
        seen = f"Accessed {days.day_first(reference.accessed, _MONTHS)}"
    section = reference.section if reference.kind == "newspaper" else ""
    return sentences(authors(reference), _title(reference), where, comma(seen, section))


def note(reference: Reference) -> Phrase:
    """Return what stands in the text: the names in brackets, or the headline."""
    who, title = names.called(reference, "and", _MOST_NAMES), _title(reference, "")
    return phrase("(", comma(who, title if reference.title_called or not who else ""), ")")


def authors(reference: Reference) -> str:
    """Return the authors, the first one inverted."""
    if not reference.names:
        return ""
    first, *others = reference.names
    who = names.inverted(first, first.given)
    if len(reference.names) > _MOST_NAMES:
        return f"{who}, et al."
    return names.series([who, *map(names.straight, others)], "and")


def _title(reference: Reference, closing: str = ".") -> Phrase:
    """Return the headline: in quotation marks with `closing` inside them, or in italics where there is no outlet."""
    if not reference.title:
        return phrase(description(reference.kind))
    headline = capitalized(reference.title) if reference.takes_capitals else reference.title
    return phrase(quoted(headline, closing)) if reference.outlet else italic(headline)
