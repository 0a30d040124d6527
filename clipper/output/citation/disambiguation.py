"""References of a list told apart: what a note must say so that it means one of them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from clipper.output.citation.names import initials
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, plain

Note: TypeAlias = Callable[[Reference], Phrase]


class _Means(NamedTuple):
    """How a style tells references apart, besides calling more authors."""

    letters: bool = False
    """Writes a letter behind the year."""
    first_given: bool = False
    """Calls the first author with the given name wherever two of the list share a family name."""
    by_initials: bool = False
    """Calls by initials: two people with the same ones cannot be told apart so."""
    titles: bool = False
    """Names no year, so that it calls the headlines of authors who wrote several."""


_MEANS = {
    "apa": _Means(letters=True, first_given=True, by_initials=True),
    "chicago": _Means(),
    "chicago-date": _Means(letters=True, first_given=True),
    "mla": _Means(titles=True),
    "harvard": _Means(letters=True),
    "iso690": _Means(letters=True),
}


def told_apart(ordered: Sequence[Reference], note: Note, style: str) -> list[Reference]:
    """Return the references of a list in their order, with what a note must say of each.

    First more authors are called, then given names, then headlines or letters: each only where it makes a difference.
    """
    means = _MEANS[style]
    result = [*ordered]
    if means.first_given:
        _call_first_given(result, by_initials=means.by_initials)
    most = max((len(reference.names) for reference in result), default=0)
    for count in range(2, most + 1):
        _apply_where_it_helps(result, note, partial(_with_names, count=count))
    for index in range(0 if means.first_given else most):
        _apply_where_it_helps(result, note, partial(_with_given, index=index))
    for indexes in _ambiguous(result, note):
        for number, index in enumerate(indexes):
            if means.titles and result[index].names:
                result[index] = result[index].replace(title_called=True)
            if means.letters:
                result[index] = result[index].replace(year_suffix=letters(number))
    return result


def letters(number: int) -> str:
    """Return the letters with a number that counts from 0: `a` to `z`, then `aa`."""
    found = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        found = chr(ord("a") + letter) + found
    return found


def _ambiguous(references: Sequence[Reference], note: Note) -> Iterator[list[int]]:
    """Yield the numbers of the references that have the same note."""
    groups: dict[str, list[int]] = {}
    for index, reference in enumerate(references):
        groups.setdefault(plain(note(reference)), []).append(index)
    yield from (indexes for indexes in groups.values() if len(indexes) > 1)


def _apply_where_it_helps(references: list[Reference], note: Note, change: Callable[[Reference], Reference]) -> None:
    """Change the references that have the same note, if their notes differ then."""
    for indexes in _ambiguous(references, note):
        changed = [change(references[index]) for index in indexes]
        if len({plain(note(reference)) for reference in changed}) > 1:
            for index, reference in zip(indexes, changed, strict=True):
                references[index] = reference


def _with_names(reference: Reference, count: int) -> Reference:
    return reference.replace(names_called=count)


def _with_given(reference: Reference, index: int) -> Reference:
    return reference.replace(given_called=(*reference.given_called, index))


def _call_first_given(references: list[Reference], *, by_initials: bool) -> None:
    """Have first authors called with their given names where another one has the same family name."""
    given_by_family: dict[str, set[str]] = {}
    for reference in references:
        for name in reference.names[:1]:
            given = initials(name.given) if by_initials else name.given
            given_by_family.setdefault(name.full_family, set()).add(given)
    for index, reference in enumerate(references):
        if reference.names and len(given_by_family[reference.names[0].full_family]) > 1:
            references[index] = _with_given(reference, 0)
