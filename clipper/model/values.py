"""The values in a header: texts, lists and mappings of them, and the tags in one."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from clipper import text

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value in a header: every scalar is text; an empty one is None."""


def scalars(value: Value) -> Iterator[str]:
    """Yield all texts in a value of a header, at any depth; of a mapping only the values."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from scalars(item)


def is_flag(value: Value) -> bool:
    """Tell whether a value is yes or no: `published: false` is no date."""
    return isinstance(value, str) and value.strip().casefold() in {"true", "false", "yes", "no"}


def parse_tags(value: Value) -> tuple[str, ...]:
    """Return the tags in a value of a header, which is a list or a text with commas; each once, in order."""
    items = value.split(",") if isinstance(value, str) else scalars(value)
    return tuple(dict.fromkeys(filter(None, map(parse_tag, items))))


def parse_tag(item: str) -> str:
    """Return a tag on one line, without the `#` that other tools put before it, and without blanks around `/`."""
    tag = text.one_line(item).lstrip("#").strip()
    return re.sub(r"(?<=[^/ ]) */ *(?=[^/ ])", "/", tag) if " /" in tag or "/ " in tag else tag
