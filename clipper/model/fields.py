"""Fields as a person sets them: `date=19 May 2025`, `tags=world/ukraine`, `author=Jane Doe`."""

from collections.abc import Iterable, Sequence

from clipper import text
from clipper.errors import UsageError
from clipper.model import dates, tags, urls
from clipper.model.clip import field_of
from clipper.model.dates import AmbiguousDate


def changes(settings: Sequence[str], takings: Sequence[str]) -> dict[str, list[str]]:
    """Return what each key shall hold, [] for nothing; a key that is given again gets a list."""
    wanted: dict[str, list[str]] = {}
    for setting in settings:
        said, sign, value = setting.partition("=")
        if not sign or not said.strip():
            raise UsageError(f"“{text.safe(setting)}” is no KEY=VALUE", hint="Write --set title='A headline'.")
        key = _key(said.strip(), wanted)
        held = checked(key, value)
        if held:
            wanted.setdefault(key, []).append(held)
        else:
            wanted[key] = []
    for taking in takings:
        key = _key(taking, wanted)
        if key in wanted:
            raise UsageError(f"{text.safe(key)} is both set and taken away")
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
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"“{text.safe(value)}” is no text") from error
    match field_of(key):
        case "date" | "clipped":
            return _day(value)
        case "url" if not urls.is_address(value):
            raise UsageError(f"“{text.safe(value)}” is no address of a page: it begins with http:// or https://")
        case "tags":
            return checked_tag(value)
    return value


def checked_tag(tag: str) -> str:
    """Return a tag that a person typed; a UsageError says why it cannot be one."""
    if flaw := tags.flaw(tag):
        raise UsageError(flaw)
    return tag


def _day(value: str) -> str:
    parsed = dates.parse(value)
    if isinstance(parsed, AmbiguousDate):
        raise UsageError(parsed.message)
    if parsed is None or parsed.flaw:
        raise UsageError(f"“{text.safe(value)}” is no date", hint="Write a date as 2025-05-19.")
    return parsed.iso


def _key(said: str, known: Iterable[str]) -> str:
    """Return the name of the field that a key means, or an unknown key as it was first spelled."""
    if text.safe(said) != said or text.one_line(said) != said or ":" in said or not said:
        raise UsageError(f"“{text.safe(said)}” cannot be the name of a field")
    return field_of(said) or next((key for key in known if key.casefold() == said.casefold()), said)
