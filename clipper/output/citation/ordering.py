"""The order of a list of references, as each style asks for it."""

from typing import NamedTuple

from clipper import text
from clipper.model.person_name import PersonName
from clipper.output.citation.names import initials
from clipper.output.citation.reference import Reference

_ARTICLES = frozenset({"a", "an", "the"})


class _Order(NamedTuple):
    """What a style sorts by, after the authors."""

    by_date: bool = False
    """Sorts by the year before the headline; the style names the year behind the authors."""
    undated_first: bool = False
    by_day: bool = False
    """Sorts the pieces of a year by their days, not by their headlines."""
    outlet_is_author: bool = False
    """Without authors, the outlet stands in their place; else the headline does."""
    by_initials: bool = False
    """Prints initials, so that readers look for these."""
    without_particles: bool = False
    """Looks under L for Ursula von der Leyen."""
    most_authors: int = 0
    """Sorts by the first author alone where there are more than these; 0 sorts by all of them."""


ORDERS = {
    "apa": _Order(by_date=True, undated_first=True, by_day=True, by_initials=True),
    "chicago": _Order(outlet_is_author=True, without_particles=True),
    "chicago-date": _Order(by_date=True, outlet_is_author=True, without_particles=True),
    "mla": _Order(most_authors=2),
    "harvard": _Order(by_date=True, outlet_is_author=True, by_initials=True, without_particles=True, most_authors=3),
    "iso690": _Order(by_date=True, undated_first=True),
}
"""The styles that sort; in Vancouver, references are numbered as they are quoted."""


def sort_key(reference: Reference, style: str) -> tuple[object, ...]:
    """Return what sorts a reference in a list."""
    order = ORDERS[style]
    title, issued = _title_key(reference.title), reference.issued
    who = _authors_key(reference, order)
    if not order.by_date:
        return who, title, _title_key(reference.outlet), issued, reference.handle
    year = issued[0] if issued else -1 if order.undated_first else 10_000
    return who, year, issued if order.by_day else (), title, issued, reference.handle


def _authors_key(reference: Reference, order: _Order) -> list[tuple[str, str]]:
    names = reference.names
    if order.most_authors and len(names) > order.most_authors:
        names = names[:1]
    if names:
        return [_name_key(name, order) for name in names]
    is_listed_by_outlet = order.outlet_is_author and (reference.is_in_periodical or not order.by_initials)
    return [(_title_key((is_listed_by_outlet and reference.outlet) or reference.title), "")]


def _name_key(name: PersonName, order: _Order) -> tuple[str, str]:
    """Return the family name and the given name, as they are compared."""
    family = name.family if order.without_particles or name.is_detached else name.full_family
    return _letters(family), _letters(initials(name.given) if order.by_initials else name.given)


def _title_key(title: str) -> str:
    """Return a headline as it is compared: an English article at its beginning does not count."""
    first, _, rest = _letters(title).partition(" ")
    return rest if rest and first in _ARTICLES else f"{first} {rest}".strip()


def _letters(value: str) -> str:
    """Return the letters and digits of a text; marks do not count in the alphabet."""
    kept = (letter for letter in text.fold(value) if letter.isalnum() or letter.isspace() or letter == "-")
    return " ".join("".join(kept).replace("-", " ").split())
