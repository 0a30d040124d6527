"""References in one of the styles: one, or a list, sorted and told apart as the style asks."""

from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import groupby
from typing import TypeAlias

from clipper import text
from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, phrase, plain

Write: TypeAlias = Callable[[Reference], Phrase]

_BY_DATE = frozenset({"apa", "chicago-date", "harvard", "iso690"})
"""The styles that name the year first, and tell pieces of one year apart by a letter."""

_NUMBERED = "vancouver"
_WITH_DASHES = "mla"
_DASHES = "———"
_QUOTATION_MARKS = "“”‘’\"' "


def entries(style: str, references: Sequence[Reference], language: str = "en") -> list[Phrase]:
    """Return references as they stand in a list: in the order of the style, with its letters, dashes or numbers."""
    entry, note = _functions(style, language)
    if len(references) == 1:
        return [entry(references[0])]
    if style == _NUMBERED:
        return [phrase(f"{number}. ", entry(reference)) for number, reference in enumerate(references, 1)]
    by_date = style in _BY_DATE
    ordered = sorted(references, key=lambda reference: _sort_key(reference, by_date=by_date))
    if by_date:
        ordered = _with_letters(ordered, note)
    listed = [*map(entry, ordered)]
    return _with_dashes(ordered, listed) if style == _WITH_DASHES else listed


def notes(style: str, references: Sequence[Reference], language: str = "en") -> list[Phrase]:
    """Return what stands where each of the references is quoted, in their order."""
    _, note = _functions(style, language)
    if style == _NUMBERED:
        return [phrase(f"({number})") for number in range(1, len(references) + 1)]
    if style in _BY_DATE and len(references) > 1:
        ordered = sorted(references, key=lambda reference: _sort_key(reference, by_date=True))
        lettered = {reference.handle: reference for reference in _with_letters(ordered, note)}
        references = [lettered[reference.handle] for reference in references]
    return [*map(note, references)]


def _functions(style: str, language: str) -> tuple[Write, Write]:
    """Return what writes an entry and what writes a note."""
    module = import_module(f"clipper.output.citation.{style.replace('-', '_')}")
    if style == "iso690":
        return (lambda reference: module.entry(reference, language)), (
            lambda reference: module.note(reference, language)
        )
    return module.entry, (lambda _: ()) if style == _NUMBERED else module.note


def _sort_key(reference: Reference, *, by_date: bool) -> tuple[object, ...]:
    """Return what sorts a reference: authors, else the outlet or the headline; then the date or the headline."""
    who = [text.fold(f"{name.family} {name.given}") for name in reference.names]
    who = who or [text.fold(_without_article(reference.outlet or reference.title))]
    title = text.fold(_without_article(reference.title))
    return (
        (who, reference.issued, title, reference.handle)
        if by_date
        else (who, title, reference.issued, reference.handle)
    )


def _without_article(title: str) -> str:
    """Return a name without an English article and quotation marks, which do not count in the alphabet."""
    bare = title.strip(_QUOTATION_MARKS)
    first, _, rest = bare.partition(" ")
    return rest if rest and first.casefold() in {"a", "an", "the"} else bare


def _with_letters(ordered: Sequence[Reference], note: Write) -> list[Reference]:
    """Return the references; those that a note could not tell apart have a letter behind the year."""
    groups: dict[str, list[int]] = {}
    for index, reference in enumerate(ordered):
        groups.setdefault(plain(note(reference)), []).append(index)
    result = [*ordered]
    for indexes in groups.values():
        for number, index in enumerate(indexes if len(indexes) > 1 else ()):
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


def _with_dashes(ordered: Sequence[Reference], listed: Sequence[Phrase]) -> list[Phrase]:
    """Return the entries, with dashes in the place of authors that are those of the entry before."""
    result: list[Phrase] = []
    pairs = zip(ordered, listed, strict=True)
    for names, group in groupby(pairs, key=lambda pair: pair[0].names):
        entries_of_group = [entry for _, entry in group]
        result.append(entries_of_group[0])
        for entry in entries_of_group[1:]:
            first, *rest = entry
            separator = first.text.find(". “") if names else -1
            cut = first._replace(text=f"{_DASHES}{first.text[separator:]}") if separator > 0 else first
            result.append((cut, *rest))
    return result
