"""A file of settings, changed by clipper: one key of one table, and no other byte."""

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from clipper import config
from clipper.errors import RefusedError
from clipper.text import safe

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value: TypeAlias = str | Sequence[str]

_LONE_LF = re.compile(rb"(?<!\r)\n")


def with_key(raw: bytes, file: Path, table: str, key: str, value: Value | None) -> bytes:
    """Return the bytes of a file with a key of a table set, or without it; comments and order stay.

    Texts are added at the end of a list that stands there already. `file` is named by the UsageError for what cannot
    be read, before the change or after it.
    """
    import tomlkit

    before = config.read(raw, file)
    document = tomlkit.parse(raw.decode())
    _set(document, table, key, value)
    written = tomlkit.dumps(document).encode()
    if b"\r\n" in raw and not _LONE_LF.search(raw):
        written = _LONE_LF.sub(b"\r\n", written)
    after = config.read(written, file)
    if _without(before, table, key) != _without(after, table, key) or _places_changed(raw, written) > 1:
        raise RefusedError(f"{safe(str(file))} is written in a way that is not changed safely", hint="Edit it by hand.")
    return written


def _set(document: "TOMLDocument", table: str, key: str, value: Value | None) -> None:
    """Set or drop a key in what a file says; a table that is not there is made at the end."""
    if value is None:
        document.get(table, {}).pop(key, None)
        return
    import tomlkit

    if table not in document:
        document.add(table, tomlkit.table())
    held: Any = document[table]
    if isinstance(value, str) or not isinstance(held.get(key), list):
        held[key] = value if isinstance(value, str) else [*value]
        return
    listed = held[key]
    for text in value:
        if text not in listed:
            listed.append(text)


def _without(settings: Mapping[str, Any], table: str, key: str) -> dict[str, Any]:
    """Return settings as they are compared: without a key, and without the lines on which they stand."""
    compared = {name: dict(held) if isinstance(held, Mapping) else held for name, held in settings.items()}
    for held in compared.values():
        for name, one in held.items() if isinstance(held, dict) else ():
            held[name] = one[:-1] if isinstance(one, config.Search | config.Rule) else one
    compared.get(table, {}).pop(key if table != "searches" else key.casefold(), None)
    return {name: held for name, held in compared.items() if held}


def _places_changed(old: bytes, new: bytes) -> int:
    """Return at how many places the lines of two texts differ."""
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    return sum(1 for tag, *_ in matcher.get_opcodes() if tag != "equal")
