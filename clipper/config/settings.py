"""What the owner prefers: the user's own file, and the archive's, which wins."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clipper.config.checker import COLUMNS, SORTS, Checker, Rule, Search
from clipper.errors import DiskError, UsageError, reason
from clipper.frozen import Frozen
from clipper.text import safe

__all__ = ["COLUMNS", "SORTS", "Config", "Rule", "Search", "load", "read"]

_SAYS_SOMETHING = r"(?m)^[ \t]*[^ \t\r\n#]"  # comments alone do not wait for a parser
_OWN_KEYS = ("archive", "editor", "pager")


class Config(Frozen):
    """The settings in force; `limit` is the number of clips that a table shows, 0 for all.

    Searches and rules are queries that were not read yet: each says in which file and line it stands.
    """

    archive: str = ""
    editor: str = ""
    pager: str = ""
    sources: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    searches: Mapping[str, Search] = MappingProxyType({})
    rules: Mapping[str, Rule] = MappingProxyType({})
    columns: tuple[str, ...] = ("handle", "date", "source", "title", "tags")
    limit: int = 20
    sort: str = ""
    evidence: bool = False


def load(own: Path, of_archive: Path | None) -> Config:
    """Read both files, either of which may be missing; a mistake is a UsageError with its file and line."""
    settings: dict[str, Any] = {}
    tables: dict[str, Any] = {"sources": {}, "searches": {}, "rules": {}}
    for file, keys in ((own, _OWN_KEYS), (of_archive, ())):
        if file is None:
            continue
        said = _settings(file, keys)
        for name in tables:
            tables[name] |= said.pop(name, {})
        settings |= said
    return Config(**tables, **settings)


def _settings(file: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings of one file; `keys` may stand in it beside the tables.

    An archive may come from anywhere, so its file names no program to run.
    """
    try:
        return read(file.read_bytes(), file, keys)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise DiskError(f"{safe(str(file))} cannot be read: {reason(error)}") from error


def read(raw: bytes, file: Path, keys: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the settings in the bytes of a file; a mistake is a UsageError with the file and the line."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        above = error.object.count(b"\n", 0, error.start)
        raise UsageError(f"{safe(str(file))}:{above + 1}: a byte is not UTF-8") from error
    text = text.replace("\r\n", "\n")
    if not re.search(_SAYS_SOMETHING, text):
        return {}
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = re.sub(r" \(at .*\)$", "", str(error))
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else text.count("\n") + 1
        raise UsageError(f"{safe(str(file))}:{number}: {safe(said)}") from error
    except RecursionError as error:
        raise UsageError(f"{safe(str(file))}:1: it is nested too deep") from error
    return Checker(file, text, keys, elsewhere=_OWN_KEYS).check(table)
