"""Fields as a person sets them: `date=19 May 2025`, `tags=world/ukraine`, `author=Jane Doe`."""

from collections.abc import Iterable, Sequence
from datetime import date

from clipper import text
from clipper.errors import UsageError
from clipper.model import dates, tags, urls
from clipper.model.dates import AmbiguousDate
from clipper.model.keys import field_name


def parse_changes(
    assignments: Sequence[str], removals: Sequence[str], today: date | None = None
) -> dict[str, list[str]]:
    """Return the new values of each key, [] to remove it; several assignments to one key make a list.

    An assignment is a text KEY=VALUE, a removal is a key. With `today` a date may also be `yesterday` or `tuesday`.
    """
    changes: dict[str, list[str]] = {}
    for assignment in assignments:
        name, sign, value = assignment.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"“{text.safe(assignment)}” is no KEY=VALUE", hint="Write --set title='A headline'.")
        key = _parse_key(name.strip(), changes)
        parsed = parse_value(key, value, today)
        if parsed:
            changes.setdefault(key, []).append(parsed)
        else:
            changes[key] = []
    for removal in removals:
        key = _parse_key(removal, changes)
        if key in changes:
            raise UsageError(f"{text.safe(key)} is both set and taken away")
        changes[key] = []
    for key, values in changes.items():
        if len(values) > 1 and field_name(key) not in {"author", "tags", None}:
            raise UsageError(f"{text.safe(key)} holds one value")
    return changes


def parse_value(key: str, value: str, today: date | None = None) -> str:
    """Return a value as it is written to the header: a date in ISO 8601; a UsageError says why a value is invalid."""
    value = text.one_line(value)
    if not value:
        return ""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"“{text.safe(value)}” is not valid text") from error
    match field_name(key) or key.casefold():
        case "date" | "clipped" | "embargo" | "share-until" | "share_until":
            return _parse_date(value, today)
        case "url" | "archived" if not urls.is_address(value):
            raise UsageError(f"“{text.safe(value)}” is not an address of a page: it begins with http:// or https://")
        case "tags":
            return validate_tag(value)
    return value


def validate_tag(tag: str) -> str:
    """Return a tag that a person typed; a UsageError says why it is not valid."""
    if flaw := tags.flaw(tag):
        raise UsageError(flaw)
    return tag


def _parse_date(value: str, today: date | None) -> str:
    from clipper.model.typed_dates import parse_typed  # only who sets a date needs the names of days

    parsed = parse_typed(value, today) if today else dates.parse(value)
    if isinstance(parsed, AmbiguousDate):
        raise UsageError(parsed.message)
    if parsed is None or parsed.flaw:
        raise UsageError(f"“{text.safe(value)}” is not a date", hint="Write a date as 2025-05-19.")
    return parsed.iso


def _parse_key(name: str, known: Iterable[str]) -> str:
    """Return the name of a field, given by its name or an alias; or any other key, spelled as in `known`."""
    if text.safe(name) != name or text.one_line(name) != name or ":" in name or not name:
        raise UsageError(f"“{text.safe(name)}” cannot be the name of a field")
    return field_name(name) or next((key for key in known if key.casefold() == name.casefold()), name)
