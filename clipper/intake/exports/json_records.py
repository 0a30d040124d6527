"""JSON records in an export: the objects of an array of any length, each with its line number."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clipper.errors import UnreadableError
from clipper.intake.exports.export import Export
from clipper.intake.exports.json_stream import InvalidValue, JsonStream, UnrecoverableError
from clipper.intake.exports.rows import Notice, UnknownName, UnreadableRow
from clipper.model.values import Value

_MAX_DEPTH = 8
_MAX_VALUES = 10_000
_LABEL_KEYS = ("label", "name", "title")


@dataclass(frozen=True, slots=True)
class Record:
    """An object: all its values, and again the `others` that are not empty, of keys that the importer does not know."""

    place: str
    values: Mapping[str, Any]
    others: Mapping[str, Value] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return the value of a key as text, as `to_text` does."""
        return to_text(self.values.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts in a list, of objects in it their labels; a text alone is a list of one."""
        value = self.values.get(key)
        items = value if isinstance(value, list) else [value]
        labels = (_label(item) if isinstance(item, dict) else to_text(item) for item in items)
        return tuple(filter(None, labels))


def first_record(export: Export, member: str, key: str = "") -> Mapping[str, Any]:
    """Return the values of the first object, as `read_records` finds it; {} if there is none."""
    if export.head(member).lstrip()[:1] in {"[", "{"}:
        for record in read_records(export, member, (), key):
            if isinstance(record, Record):
                return record.values
            if isinstance(record, UnreadableRow):
                break
    return {}


def read_records(
    export: Export, member: str, known: Collection[str], key: str = ""
) -> Iterator[Record | UnreadableRow | UnknownName | Notice]:
    """Yield the objects of an array: the member itself, or the value of a key in the object that the member is.

    An invalid object is yielded as an UnreadableRow; the objects after it are read if its end can be found.
    """
    seen = set(known)
    try:
        with export.open_text(member) as (text, notice):
            if notice:
                yield Notice(export.place(member), notice)
            for line, value in JsonStream(text).array(key):
                place = export.place(member, line)
                if isinstance(value, dict):
                    new = value.keys() - seen
                    yield from map(UnknownName, sorted(new))
                    seen |= new
                    others = {name: to_header_value(item) for name, item in value.items() if name not in known}
                    yield Record(place, value, {name: item for name, item in others.items() if item})
                else:
                    yield UnreadableRow(place, value if isinstance(value, InvalidValue) else "it is not an object")
    except UnrecoverableError as error:
        yield UnreadableRow(export.place(member, error.line), str(error))
    except UnreadableError as error:
        yield UnreadableRow(export.place(member), str(error))


def to_text(value: Any) -> str:
    """Return a JSON value as text: a number as its digits; empty for an object, a list or null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""


def to_header_value(value: Any, depth: int = 0) -> Value:
    """Return a JSON value as a header can hold it; None for one that is too large, and for values nested too deeply."""
    if depth > _MAX_DEPTH or (not depth and not _fits(value)):
        return None
    if isinstance(value, list):
        return [to_header_value(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {name: to_header_value(item, depth + 1) for name, item in value.items()}
    return to_text(value) or None


def _fits(value: Any) -> bool:
    waiting, number = [value], 0
    while waiting and number <= _MAX_VALUES:
        item = waiting.pop()
        number += 1
        waiting.extend(item if isinstance(item, list) else item.values() if isinstance(item, dict) else ())
    return number <= _MAX_VALUES


def _label(item: Mapping[str, Any]) -> str:
    return next((to_text(item[key]) for key in _LABEL_KEYS if key in item), "")
