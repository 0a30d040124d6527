"""Read the settings: the user's own file, and the archive's, which wins."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clipper.config.checker import Checker, RuleSetting, SearchSetting
from clipper.errors import DiskError, UsageError, reason
from clipper.model.frozen import Frozen
from clipper.text import safe

_CONTENT = r"(?m)^[ \t]*[^ \t\r\n#]"  # a file without any needs no parser, which takes time to load
_USER_KEYS = ("archive", "editor", "pager")


class Config(Frozen):
    """The settings in force; `limit` is the number of clips that a table shows, 0 for all.

    The queries of searches and rules are not parsed yet.
    """

    archive: str = ""
    editor: str = ""
    pager: str = ""
    sources: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    searches: Mapping[str, SearchSetting] = MappingProxyType({})
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    columns: tuple[str, ...] = ("handle", "date", "source", "title", "tags")
    limit: int = 20
    sort: str = ""
    evidence: bool = False


def load(user_file: Path, archive_file: Path | None) -> Config:
    """Read both files, either of which may be missing; raise UsageError, with file and line, for a mistake.

    Only the user's file may name an archive or a program to run: an archive may come from anywhere.
    """
    settings: dict[str, Any] = {}
    tables: dict[str, Any] = {"sources": {}, "searches": {}, "rules": {}}
    for file, keys in ((user_file, _USER_KEYS), (archive_file, ())):
        if file is None:
            continue
        own = _read_file(file, keys)
        for name in tables:
            tables[name] |= own.pop(name, {})
        settings |= own
    return Config(**tables, **settings)


def _read_file(file: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings of one file, which may have these keys besides the tables."""
    try:
        return parse(file.read_bytes(), file, keys)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise DiskError(f"{safe(str(file))} cannot be read: {reason(error)}") from error


def parse(raw: bytes, file: Path, keys: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the settings in the bytes of a file by the attributes of `Config`; raise UsageError with file and line."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{safe(str(file))}:{number}: a byte is not UTF-8") from error
    text = text.replace("\r\n", "\n")
    if not re.search(_CONTENT, text):
        return {}
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error).rpartition(" (at ")[0] or str(error)
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else text.count("\n") + 1
        raise UsageError(f"{safe(str(file))}:{number}: {safe(message)}") from error
    except RecursionError as error:
        raise UsageError(f"{safe(str(file))}:1: it is nested too deep") from error
    return Checker(file, text, keys, user_keys=_USER_KEYS).check(document)
