"""Records in an export: the objects in an array of JSON, however long it is, each with its line."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clipper.errors import UnreadableError
from clipper.intake.exports.export import Export
from clipper.intake.exports.json_stream import EndedError, Flaw, Stream
from clipper.intake.exports.rows import Notice, Unknown, Unreadable
from clipper.model.clip import Value

_DEEPEST = 8
_MOST = 10_000
_LABELS = ("label", "name", "title")


@dataclass(frozen=True, slots=True)
class Record:
    """An object: what stands there, and under the keys that the importer does not know the `others` that are filled."""

    place: str
    of: Mapping[str, Any]
    others: Mapping[str, Value] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return what stands under a key as a text; a number as its digits, nothing for an object or a list."""
        return text(self.of.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list under a key, of objects in it their labels; a text by itself is a list of one."""
        held = self.of.get(key)
        items = held if isinstance(held, list) else [held]
        labels = (_label(item) if isinstance(item, dict) else text(item) for item in items)
        return tuple(filter(None, labels))


def first(export: Export, member: str, key: str = "") -> Mapping[str, Any]:
    """Return the first object of the array; {} where the member has none."""
    if export.head(member).lstrip()[:1] in {"[", "{"}:
        for record in records(export, member, (), key):
            if isinstance(record, Record):
                return record.of
            if isinstance(record, Unreadable):
                break
    return {}


def records(
    export: Export, member: str, known: Collection[str], key: str = ""
) -> Iterator[Record | Unreadable | Unknown | Notice]:
    """Yield the objects of the array that a member is, or that stands in its object under a key.

    One that cannot be read hides no other, as long as it can be told where it ends.
    """
    seen = set(known)
    try:
        with export.text(member) as (written, said):
            if said:
                yield Notice(export.place(member), said)
            for line, found in Stream(written).array(key):
                place = export.place(member, line)
                if isinstance(found, dict):
                    new = found.keys() - seen
                    yield from map(Unknown, sorted(new))
                    seen |= new
                    others = {name: value(held) for name, held in found.items() if name not in known}
                    yield Record(place, found, {name: held for name, held in others.items() if held})
                else:
                    yield Unreadable(place, found if isinstance(found, Flaw) else "it is no object")
    except EndedError as error:
        yield Unreadable(export.place(member, error.line), str(error))
    except UnreadableError as error:
        yield Unreadable(export.place(member), str(error))


def text(held: Any) -> str:
    """Return a value of JSON as a text: a number as its digits, nothing for an object, a list or null."""
    if isinstance(held, bool):
        return "true" if held else "false"
    return held if isinstance(held, str) else str(held) if isinstance(held, (int, float)) else ""


def value(held: Any, depth: int = 0) -> Value:
    """Return a value of JSON as a header can hold it; what is far too much for one, or nested deeply, is left out."""
    if depth > _DEEPEST or (not depth and not _fits(held)):
        return None
    if isinstance(held, list):
        return [value(one, depth + 1) for one in held]
    if isinstance(held, dict):
        return {name: value(one, depth + 1) for name, one in held.items()}
    return text(held) or None


def _fits(held: Any) -> bool:
    todo, number = [held], 0
    while todo and number <= _MOST:
        one = todo.pop()
        number += 1
        todo.extend(one if isinstance(one, list) else one.values() if isinstance(one, dict) else ())
    return number <= _MOST


def _label(held: Mapping[str, Any]) -> str:
    return next((text(held[name]) for name in _LABELS if name in held), "")
