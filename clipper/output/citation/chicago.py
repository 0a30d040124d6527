"""Chicago, notes and bibliography.

`Doe, Jane. “Harbour Strike Ends.” *The Daily Example*, March 7, 2019.`
"""

from clipper.output.citation import chicago_manual, days, names
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, comma, joined, phrase, sentence

_NO_DATE = "n.d."
_MOST_NAMES_IN_NOTE = 2


def entry(reference: Reference) -> Phrase:
    """Return a reference as it stands in the bibliography."""
    return chicago_manual.entry(reference, "", days.month_first(reference.issued) or _NO_DATE)


def note(reference: Reference) -> Phrase:
    """Return a full note: the same parts as in the bibliography, with commas between them."""
    who = names.called(reference, "and", _MOST_NAMES_IN_NOTE, name=names.straight)
    title = chicago_manual.title(reference, ",")
    seen = chicago_manual.accessed(reference)
    where = comma(
        reference.section if reference.kind == "newspaper" else "",
        chicago_manual.placed_outlet(reference),
        "" if seen and reference.kind == "webpage" else _when(reference),
        f"{reference.edition} Edition" if reference.edition else "",
        f"{seen[:1].lower()}{seen[1:]}",
        reference.url,
    )
    # Behind a headline in quotation marks the comma is inside them.
    is_quoted = bool(reference.title) and chicago_manual.is_part(reference)
    return sentence(joined(" " if is_quoted else ", ", comma(who, title), where))


def _when(reference: Reference) -> Phrase:
    """Return the date; a broadcast without an address was aired then, perhaps by someone."""
    when = days.month_first(reference.issued) or _NO_DATE
    if reference.kind != "broadcast":
        return phrase(when)
    if reference.url:
        return comma(reference.publisher, when)
    return comma(
        f"aired {when}" if reference.issued else when, f"on {reference.publisher}" if reference.publisher else ""
    )
