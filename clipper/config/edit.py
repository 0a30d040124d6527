"""Change one key of a settings file, and no other byte."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from clipper.config import settings
from clipper.config.checker import RuleSetting, SearchSetting
from clipper.config.feeds import FeedSetting
from clipper.errors import RefusedError
from clipper.text import safe

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value: TypeAlias = str | Sequence[str] | Mapping[str, Any]
"""What may follow a key: a text, a list of texts, or a table on the same line."""

_BARE_LF = re.compile(rb"(?<!\r)\n")


def with_key(raw: bytes, file: Path, table: str, key: str, value: Value | None) -> bytes:
    """Return the bytes of a settings file with one key of a table set, or without it if `value` is None.

    Comments and order stay. A table at the end goes with its last key. If the key has a list already, only the strings
    that it lacks are appended. Raise UsageError if the file has a mistake before or after the change, and RefusedError
    if anything else would change.
    """
    return with_keys(raw, file, table, {key: value})


def with_keys(raw: bytes, file: Path, table: str, values: Mapping[str, Value | None]) -> bytes:
    """Return the bytes of a settings file with several keys of one table set or removed, as `with_key` does it."""
    import tomlkit

    before = settings.parse(raw, file)
    document = tomlkit.parse(raw.decode())
    for key, value in values.items():
        _set(document, table, key, value)
    edited = tomlkit.dumps(document).encode()
    if None in values.values() and edited != raw:
        edited = _without_empty_table(edited, table)
    if b"\r\n" in raw and not _BARE_LF.search(raw):
        edited = _BARE_LF.sub(b"\r\n", edited)
    after = settings.parse(edited, file)
    is_other = _others(before, table, values) != _others(after, table, values)
    if is_other or _count_changed_regions(raw, edited) > len(values):
        raise RefusedError(f"{safe(str(file))} is written in a way that is not changed safely", hint="Edit it by hand.")
    return edited


def _set(document: "TOMLDocument", table: str, key: str, value: Value | None) -> None:
    """Set or remove a key; a table that is missing is added at the end."""
    if value is None:
        document.get(table, {}).pop(key, None)
        return
    import tomlkit

    if table not in document:
        document.add(table, tomlkit.table())
    entries: Any = document[table]
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        inline.update(value)
        entries[key] = inline
        return
    if isinstance(value, str) or not isinstance(entries.get(key), list):
        entries[key] = value if isinstance(value, str) else [*value]
        return
    items = entries[key]
    for text in value:
        if text not in items:
            items.append(text)


def _without_empty_table(raw: bytes, table: str) -> bytes:
    """Return the bytes without a table at their end that has nothing in it: so what was set and removed leaves none."""
    lines = raw.splitlines(keepends=True)
    if lines and lines[-1].rstrip(b"\r\n") == f"[{table}]".encode():
        del lines[-1]
        if lines and not lines[-1].strip():
            del lines[-1]
    return b"".join(lines)


def _others(parsed: Mapping[str, Any], table: str, keys: Iterable[str]) -> dict[str, Any]:
    """Return all settings but some keys, without empty tables, and without line numbers, which a change may move."""
    others = {name: dict(value) if isinstance(value, Mapping) else value for name, value in parsed.items()}
    for entries in others.values():
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            entries[name] = entry[:-1] if isinstance(entry, FeedSetting | SearchSetting | RuleSetting) else entry
    for key in keys:
        others.get(table, {}).pop(key if table != "searches" else key.casefold(), None)
    return {name: value for name, value in others.items() if value}


def _count_changed_regions(old: bytes, new: bytes) -> int:
    """Return the number of regions, that is runs of lines, in which two files differ."""
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    return sum(tag != "equal" for tag, *_ in matcher.get_opcodes())
