"""Vancouver, as the NLM has it.

`Doe J, Roe RQ. Harbour strike ends. The Daily Example. 2019 Mar 7:A5.`
"""

from clipper.output.citation import names, pages
from clipper.output.citation.days import Day
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, joined, sentences

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_NAMES = 6


def entry(reference: Reference) -> Phrase:
    """Return a reference as it stands in the list of references, without its number."""
    title = reference.title or "[no title]"
    medium = " [Internet]" if reference.url else ""
    outlet = f"{reference.outlet}{medium}" if reference.outlet else ""
    dated = _dated(reference)
    if reference.kind == "webpage" and outlet:
        text = sentences(_authors(reference), outlet, dated, title)
    else:
        headline = title if outlet else f"{title}{medium}"
        text = sentences(_authors(reference), headline, outlet, reference.edition, dated)
    return joined(" ", text, f"Available from: {reference.url}" if reference.url else "")


def _authors(reference: Reference) -> str:
    people = [
        names.inverted(
            name, names.initials(name.given, stop="", between="", hyphen=""), separator=" ", before_suffix=" "
        ).replace("Jr.", "Jr")
        for name in reference.names
    ]
    return ", ".join((*people[:_MOST_NAMES], *(["et al"] if len(people) > _MOST_NAMES else [])))


def _dated(reference: Reference) -> str:
    """Return the date with the day of the visit, and the page; a broadcast begins with its publisher."""
    is_whole_work = reference.kind in {"broadcast", "webpage"}
    when = _day(reference.issued[:1] if is_whole_work else reference.issued)
    seen = f"[cited {_day(reference.accessed)}]" if reference.url and reference.accessed else ""
    dated = f"{when} {seen}".strip()
    if reference.page:
        page = pages.changed_digits(reference.page)
        dated = f"{dated}{';' if reference.kind == 'magazine' else ':'}{page}" if dated else page
    if reference.kind != "broadcast" or not reference.publisher:
        return dated
    return f"{reference.publisher}; {dated}" if dated else reference.publisher


def _day(day: Day) -> str:
    """Return a day as `2019 Mar 7`."""
    return " ".join((*map(str, day[:1]), *(_MONTHS[month - 1] for month in day[1:2]), *map(str, day[2:])))
