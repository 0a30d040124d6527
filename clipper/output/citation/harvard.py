"""Harvard, as in Cite Them Right, 12th edition.

`Doe, J. (2019) ‘Harbour strike ends’, *The Daily Example*, 7 March, p. A5.`
"""

from clipper.output.citation import days, names, pages
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, comma, italic, joined, phrase, sentence
from clipper.output.citation.titles import inside_single

_NO_DATE = "no date"
_MOST_NAMES = 3


def entry(reference: Reference) -> Phrase:
    """Return a reference as it stands in the list of references; without authors the newspaper comes first."""
    who, outlet = _authors(reference), italic(reference.outlet)
    if not who and reference.is_in_periodical:
        who, outlet = outlet, ()
    year = f"({reference.year(_NO_DATE, ' ')})"
    if who:
        text = joined(" ", who, year, comma(_title(reference), outlet))
    else:
        text = joined(" ", _title(reference), year, outlet)
    edition = reference.edition if reference.outlet else ""
    if more := edition or (reference.publisher if reference.kind == "broadcast" else ""):
        is_behind_outlet = bool(outlet) or reference.kind == "broadcast"
        text = joined(" ", sentence(text, stop_inside_quotes=False), more) if is_behind_outlet else comma(text, more)
    when = days.day_and_month(reference.issued) if reference.is_in_periodical else ""
    text = sentence(comma(text, when, pages.labelled(pages.dashed(reference.page))), stop_inside_quotes=False)
    return _with_address(text, reference)


def note(reference: Reference) -> Phrase:
    """Return what stands in the text: the names and the year in brackets."""
    called, others, _ = names.called(reference, "and", _MOST_NAMES, comma_before=False).partition("et al.")
    who = phrase(called, italic(others))
    caller = who or (italic(reference.outlet) if reference.is_in_periodical else ()) or _title(reference)
    return phrase("(", comma(caller, reference.year(_NO_DATE, " ")), ")")


def _authors(reference: Reference) -> Phrase:
    people = [
        names.inverted(name, name.given if index in reference.given_called else names.initials(name.given, between=""))
        for index, name in enumerate(reference.names)
    ]
    if len(people) > _MOST_NAMES:
        return phrase(f"{people[0]} ", italic("et al."))
    return phrase(names.series(people, "and", comma_before=False))


def _title(reference: Reference) -> Phrase:
    if not reference.title:
        return phrase("[no title]")
    return italic(reference.title) if reference.kind == "webpage" else phrase(f"‘{inside_single(reference.title)}’")


def _with_address(text: Phrase, reference: Reference) -> Phrase:
    if not reference.url:
        return text
    seen = f" (Accessed: {days.day_first(reference.accessed)})" if reference.accessed else ""
    return joined(" ", text, f"Available at: {reference.url}{seen}.")
