"""References in one of the styles: one, or a list, sorted and told apart as the style asks."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from clipper.output.citation.reference import Reference
from clipper.output.citation.runs import Phrase, phrase

if TYPE_CHECKING:
    from clipper.model.person_name import PersonName

Write: TypeAlias = Callable[[Reference], Phrase]

_NUMBERED = "vancouver"
_WITH_DASHES = "mla"
_DASHES = "———"


def entries(style: str, references: Sequence[Reference], language: str = "en") -> list[Phrase]:
    """Return references as they stand in a list: in the order of the style, with its letters, dashes or numbers."""
    entry, note = _functions(style, language)
    if len(references) == 1:
        return [entry(references[0])]
    if style == _NUMBERED:
        return [phrase(f"{number}. ", entry(reference)) for number, reference in enumerate(references, 1)]
    ordered = _in_order(style, references, note)
    listed = [*map(entry, ordered)]
    return _with_dashes(ordered, listed) if style == _WITH_DASHES else listed


def notes(style: str, references: Sequence[Reference], language: str = "en") -> list[Phrase]:
    """Return what stands where each of the references is quoted, in their order."""
    _, note = _functions(style, language)
    if style == _NUMBERED:
        return [phrase(f"({number})") for number in range(1, len(references) + 1)]
    if len(references) > 1:
        apart = {reference.handle: reference for reference in _in_order(style, references, note)}
        references = [apart[reference.handle] for reference in references]
    return [*map(note, references)]


def _in_order(style: str, references: Sequence[Reference], note: Write) -> list[Reference]:
    """Return the references of a list, sorted and told apart."""
    from clipper.output.citation.disambiguation import told_apart  # a single reference has no need of it
    from clipper.output.citation.ordering import sort_key

    return told_apart(sorted(references, key=lambda reference: sort_key(reference, style)), note, style)


def _functions(style: str, language: str) -> tuple[Write, Write]:
    """Return what writes an entry and what writes a note."""
    module = import_module(f"clipper.output.citation.{style.replace('-', '_')}")
    if style == "iso690":
        return (lambda reference: module.entry(reference, language)), (
            lambda reference: module.note(reference, language)
        )
    return module.entry, (lambda _: ()) if style == _NUMBERED else module.note


def _with_dashes(ordered: Sequence[Reference], listed: Sequence[Phrase]) -> list[Phrase]:
    """Return the entries, with dashes in the place of authors that are those of the entry before."""
    from clipper.output.citation.mla import authors

    result: list[Phrase] = []
    before: tuple[PersonName, ...] = ()
    for reference, (first, *rest) in zip(ordered, listed, strict=True):
        is_same = bool(before) and reference.names == before
        cut = first._replace(text=f"{_DASHES}{first.text.removeprefix(authors(reference))}") if is_same else first
        result.append((cut, *rest))
        before = reference.names
    return result
