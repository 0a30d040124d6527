"""Read the settings: the user's own file, and the archive's, which wins."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from clipper.config.checker import Checker, RuleSetting, SearchSetting
from clipper.errors import DiskError, UsageError, reason
from clipper.model.frozen import Frozen
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.config.feeds import FeedSetting

MAX_SIZE = 1_000_000
"""Bytes of a settings file: an archive brings its own along, and every command reads it."""

_MAX_KEY_PARTS = 50
_QUOTED = (
    r'(?s)"{3}(?:\\.|[^\\])*?(?:"{3}|\Z)'
    r"|'{3}.*?(?:'{3}|\Z)"
    r'|"(?:\\.|[^"\\\n])*+"?'
    r"|'[^'\n]*+'?|\#[^\n]*+"
)
_LONG_KEY = rf'(?<![\w"-])(?:[\w"-]++[ \t]*+\.[ \t]*+){{{_MAX_KEY_PARTS}}}'
_CONTENT = r"(?m)^[ \t]*[^ \t\r\n#]"  # a file without any needs no parser, which takes time to load
_USER_KEYS = ("archive", "editor", "pager")


class Config(Frozen):
    """The settings in force; `limit` is the number of clips that a table shows, 0 for all.

    With `refile` a change of a date or title moves the file.

    An empty `pager` is none; without the setting, None, the environment names it.

    The queries of searches, rules and feeds are not parsed yet.
    """

    archive: str = ""
    editor: str = ""
    pager: str | None = None
    sources: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    searches: Mapping[str, SearchSetting] = MappingProxyType({})
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    feeds: "Mapping[str, FeedSetting]" = MappingProxyType({})
    columns: tuple[str, ...] = ("handle", "date", "source", "title", "tags")
    limit: int = 20
    sort: str = ""
    evidence: bool = False
    refile: bool = False
    cite_style: str = "apa"
    cite_language: str = "en"
    digest_title: str = ""
    digest_licence: str = ""
    digest_by: str = "tag"
    digest_full: bool = False
    digest_excerpt: int = 400
    digest_fonts: str = ""
    digest_language: str = "en"


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


def origins(user_file: Path, archive_file: Path) -> dict[str, Any]:
    """Return the file that says each setting in force; of each key of a table with names the file too."""
    found: dict[str, Any] = {"sources": {}, "searches": {}, "rules": {}, "feeds": {}}
    for file, keys in ((user_file, _USER_KEYS), (archive_file, ())):
        for name, value in _read_file(file, keys).items():
            if isinstance(value, dict):
                found[name] |= dict.fromkeys(value, str(file))
            else:
                found[name] = str(file)
    return found


def _read_file(file: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings of one file, which may have these keys besides the tables."""
    try:
        # A link may lead here, and what is at its end may be a pipe or a device, which would never end.
        mode = file.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise DiskError(f"{safe(str(file))} cannot be read: it is not a regular file")
        with file.open("rb") as opened:
            raw = opened.read(MAX_SIZE + 1)
        if len(raw) > MAX_SIZE:
            raise UsageError(f"{safe(str(file))}:1: it is larger than {MAX_SIZE // 1_000_000} MB")
        return parse(raw, file, keys)
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
    if number := _line_of_long_key(text):
        raise UsageError(f"{safe(str(file))}:{number}: a key has more than {_MAX_KEY_PARTS} parts")
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error).rpartition(" (at ")[0] or str(error)
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else text.count("\n") + 1
        raise UsageError(f"{safe(str(file))}:{number}: {safe(message)}") from error
    except ValueError as error:
        raise UsageError(f"{safe(str(file))}:1: a number has too many digits") from error
    except RecursionError as error:
        raise UsageError(f"{safe(str(file))}:1: it is nested too deep") from error
    return Checker(file, text, keys, user_keys=_USER_KEYS).check(document)


def _line_of_long_key(text: str) -> int:
    """Return the line of a key such as `a.b.c` with very many parts, 0 without one.

    The parser would need memory for the square of their number.
    """
    if not any(line.count(".") >= _MAX_KEY_PARTS for line in text.split("\n")):
        return 0
    bare = re.sub(_QUOTED, lambda quoted: '""' + "\n" * quoted[0].count("\n"), text)
    found = re.search(_LONG_KEY, bare)
    return bare.count("\n", 0, found.start()) + 1 if found else 0
