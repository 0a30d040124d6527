"""Fields as a person sets them: `date=19 May 2025`, `tags=world/ukraine`, `author=Jane Doe`."""

from collections.abc import Sequence

from clipper import dates, tags, text, urls
from clipper.clip import field_of
from clipper.errors import UsageError


def changes(settings: Sequence[str], takings: Sequence[str]) -> dict[str, list[str]]:
    """Return what each key shall hold, [] for nothing; a key that is given again gets a list."""
    wanted: dict[str, list[str]] = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        key = key.strip()
        if not sign or not key:
            raise UsageError(f"“{text.safe(setting)}” is no KEY=VALUE", hint="Write --set title='A headline'.")
        _check_key(key)
        said = checked(key, value)
        if said:
            wanted.setdefault(key, []).append(said)
        else:
            wanted[key] = []
    for key in takings:
        if key in wanted:
            raise UsageError(f"{text.safe(key)} is both set and taken away")
        _check_key(key)
        wanted[key] = []
    for key, values in wanted.items():
        if len(values) > 1 and field_of(key) not in {"author", "tags", None}:
            raise UsageError(f"{text.safe(key)} holds one value")
    return wanted


def checked(key: str, value: str) -> str:
    """Return a value as it is written for its field: a date as ISO 8601, an address that is one, a tag that may be."""
    value = text.one_line(value)
    if not value:
        return ""
    match field_of(key):
        case "date" | "clipped":
            found = dates.day(value)
            if found is None:
                raise UsageError(f"“{text.safe(value)}” is no date", hint="Write a date as 2025-05-19.")
            return found
        case "url" if not urls.is_address(value):
            raise UsageError(f"“{text.safe(value)}” is no address of a page: it begins with http:// or https://")
        case "tags":
            return tags.check(value)
    return value


def _check_key(key: str) -> None:
    if text.safe(key) != key or text.one_line(key) != key or ":" in key or not key:
        raise UsageError(f"“{text.safe(key)}” cannot be the name of a field")
