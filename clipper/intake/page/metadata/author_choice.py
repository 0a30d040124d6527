"""Choose the authors among the bylines that a page states."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import TypeAlias

from clipper import text
from clipper.intake.page.metadata.claims import Claim
from clipper.intake.people import Byline, parse_bylines

Named: TypeAlias = tuple[tuple[str, ...], str]
"""The people of a byline, and its origin."""

_ACCOUNT_ORIGINS = frozenset({"byline", "rel=author", "author link", "itemprop author", "meta author"})
"""The origins of authors who may be known by a single word only."""


def read_bylines(claims: Sequence[Claim], outlets: Collection[str]) -> list[tuple[Byline, str]]:
    """Return the people and agencies of each origin in order; only if none names a person, the names of accounts."""
    values = [(key, [claim.value for claim in group]) for key, group in groupby(claims, key=lambda claim: claim.origin)]
    bylines = [(parse_bylines(names, outlets), origin) for origin, names in values]
    if any(byline.people for byline, _ in bylines):
        return bylines
    accounts = [(origin, names) for origin, names in values if origin in _ACCOUNT_ORIGINS]
    return bylines + [(parse_bylines(names, outlets, accounts=True), origin) for origin, names in accounts]


def choose(named: Sequence[Named]) -> Named:
    """Return the people of the first byline, or of one that names the same people in full."""
    first, origin = named[0]
    for people, other in named[1:]:
        if len(people) == len(first) and all(map(_is_given_name, first, people)):
            return people, other
    return first, origin


def _is_given_name(name: str, whole: str) -> bool:
    """Tell whether a name is only the given name of another one."""
    return text.fold(name) == text.fold(whole) or (
        " " not in name and text.fold(whole).startswith(f"{text.fold(name)} ")
    )
