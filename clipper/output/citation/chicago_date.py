"""Chicago, author and date.

`Doe, Jane. 2019. “Harbour Strike Ends.” *The Daily Example*, March 7.`
"""

from clipper.output.citation import chicago_manual, days, names
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, comma, phrase

_NO_DATE = "n.d."
_MOST_NAMES_IN_NOTE = 2


def entry(reference: Reference) -> Phrase:
    """Return a reference as it stands in the list of references."""
    return chicago_manual.entry(reference, reference.year(_NO_DATE), days.month_and_day(reference.issued))


def note(reference: Reference) -> Phrase:
    """Return what stands in the text: the names and the year in brackets."""
    who = names.called(reference, "and", _MOST_NAMES_IN_NOTE)
    caller = phrase(who) or chicago_manual.outlet(reference) or chicago_manual.title(reference, "")
    if not reference.issued:
        return phrase("(", comma(caller, reference.year(_NO_DATE)), ")")
    return phrase("(", caller, f" {reference.year()})")
