"""The names by which a list is sorted, and that its columns have."""

from typing import TYPE_CHECKING

from clipper.errors import UsageError
from clipper.model.clip import FIELDS, field_name
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.index import Index

NO_HEADER_HAS = ("handle", "path", "name", "words", "problem", "text", "excerpt", "passage", "pickups", "outlets")
"""The names of values that are not in the headers of clips."""

_IN_HINT = 4


def check_field(name: str, index: "Index", also: tuple[str, ...] = ()) -> None:
    """Raise UsageError unless a name is `also` valid, a field's, or that of another key which a clip has."""
    if name in also or name in NO_HEADER_HAS or field_name(name):
        return
    own_keys = index.keys()
    if name.casefold() in own_keys:
        return
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), sorted({*FIELDS, *also, *NO_HEADER_HAS, *own_keys}), 1, 0.6)
    hint = f"Did you mean {safe(near[0])}?" if near else f"There are {', '.join((*FIELDS, *NO_HEADER_HAS[:_IN_HINT]))}."
    raise UsageError(f"no clip has a field “{safe(name)}”", hint=hint)


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
        known = ", ".join(KEYS)
        raise UsageError(
            f"a list cannot be sorted by “{safe(key)}”; it can by {known} or a field", hint=error.hint
        ) from None
