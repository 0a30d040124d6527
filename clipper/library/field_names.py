"""The names by which a list is sorted, and that its columns have."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from clipper.errors import UsageError
from clipper.model.keys import FIELDS, is_known_key
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.index import Index

NO_HEADER_HAS = ("handle", "path", "name", "words", "problem", "text", "excerpt", "passage", "pickups", "outlets")
"""The names of values that are not in the headers of clips."""

_IN_HINT = 4


def flaw(name: str, index: "Index", also: Collection[str] = ()) -> str:
    """Return why a name means nothing in an archive, as a sentence.

    It is empty if the name is `also` valid, if it is that of a field, or that of a key which a clip has.
    """
    if name in also or is_known_key(name) or index.has_key(name):
        return ""
    own_keys = index.own_keys()
    if name.casefold() in own_keys:
        return ""
    from clipper.model.spelling import did_you_mean

    return f"there is no field {safe(name)}{safe(did_you_mean(name, (*FIELDS, *sorted({*also, *own_keys}))))}"


def check_field(name: str, index: "Index", also: Collection[str] = NO_HEADER_HAS, *, hint: str = "") -> None:
    """Raise UsageError unless a name is `also` valid, a field's, or that of another key which a clip has."""
    if message := flaw(name, index, also):
        rest = "" if message.endswith("?") else f"There are {', '.join((*FIELDS, *NO_HEADER_HAS[:_IN_HINT]))}."
        raise UsageError(message, hint=hint or rest)


def parse_columns(written: str, index: "Index") -> tuple[str, ...]:
    """Return the names of columns that are written with commas between; raise UsageError for one that no clip has."""
    columns = tuple(dict.fromkeys(name.strip() for name in written.split(",") if name.strip()))
    if not columns:
        raise UsageError("--columns takes names of fields with commas between", hint="Such as `date,title,author`.")
    for name in columns:
        check_field(name, index)
    return columns


def check_sort(sort: str, index: "Index") -> None:
    """Raise UsageError unless a list can be sorted by a key, which may have a `-` before it."""
    from clipper.index.orders import KEYS

    key = sort.removeprefix("-")
    try:
        check_field(key, index, KEYS)
    except UsageError as error:
        known, near = ", ".join(KEYS), str(error).partition("; ")[2]
        message = f"a list cannot be sorted by “{safe(key)}”; it can by {known} or a field"
        raise UsageError(message, hint=near[:1].upper() + near[1:]) from None
