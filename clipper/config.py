"""What the owner prefers: the user's own file, and the archive's, which wins."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clipper.errors import DiskError, UsageError
from clipper.text import safe, words

COLUMNS = ("handle", "date", "source", "title", "tags", "author", "clipped", "words")
SORTS = ("date", "clipped", "title", "source", "words", "relevance")

_LIST_KEYS: dict[str, type] = {"columns": list, "limit": int, "sort": str}
_SAYS_SOMETHING = re.compile(r"^[ \t]*[^ \t\r\n#]", re.MULTILINE)  # comments alone do not wait for a parser
_OWN_KEYS = ("archive", "editor", "pager")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force; `limit` is the number of clips that a table shows, 0 for all."""

    archive: str = ""
    editor: str = ""
    pager: str = ""
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ("handle", "date", "source", "title", "tags")
    limit: int = 20
    sort: str = ""


def load(own: Path, of_archive: Path | None) -> Config:
    """Read both files, either of which may be missing; a mistake is a UsageError with its file and line."""
    settings: dict[str, Any] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for file, keys in ((own, _OWN_KEYS), (of_archive, ())):
        if file is None:
            continue
        said = _read(file, keys)
        sources |= said.pop("sources", {})
        settings |= said
    return Config(sources=sources, **settings)


def _read(file: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings of one file; `keys` may stand in it beside the tables.

    An archive may come from anywhere, so its file names no program to run.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise DiskError(f"{safe(str(file))} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        above = error.object.count(b"\n", 0, error.start)
        raise UsageError(f"{safe(str(file))}:{above + 1}: a byte is not UTF-8") from error
    if not _SAYS_SOMETHING.search(text):
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
    return _Checker(file, text, keys).check(table)


class _Checker:
    """Hold a table against what may stand in it; every complaint names the file and the line."""

    def __init__(self, file: Path, text: str, keys: tuple[str, ...]) -> None:
        self.file = file
        self.keys = keys
        self.lines = text.splitlines()

    def check(self, table: Mapping[str, Any]) -> dict[str, Any]:
        settings: dict[str, Any] = {}
        for key, value in table.items():
            if key in self.keys:
                settings[key] = self.typed(key, value, str)
            elif key == "sources":
                settings[key] = self.sources(value)
            elif key == "list":
                settings |= self.list(value)
            else:
                known = ", ".join((*self.keys, "list", "sources"))
                where = "; it belongs in your own settings" if key in _OWN_KEYS else f"; there are {known}"
                raise self.wrong(key, f"there is no setting “{safe(key)}” here{where}")
        return settings

    def sources(self, table: Any) -> dict[str, tuple[str, ...]]:
        sources: dict[str, tuple[str, ...]] = {}
        for name, aliases in self.typed("sources", table, dict).items():
            items = [aliases] if isinstance(aliases, str) else aliases
            if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
                raise self.wrong(name, f"“{safe(name)}” is followed by a list of names and domains")
            sources[name] = tuple(items)
        owners = {tuple(words(name)): name for name in sources}
        for name, aliases in sources.items():
            for alias in aliases:
                other = owners.setdefault(tuple(words(alias)), name)
                if other != name and words(alias):
                    said = f"“{safe(alias)}” names two outlets, {safe(other)} and {safe(name)}"
                    raise self.wrong(name, said)
        return sources

    def list(self, table: Any) -> dict[str, Any]:
        settings: dict[str, Any] = {}
        for key, value in self.typed("list", table, dict).items():
            if key not in _LIST_KEYS:
                raise self.wrong(key, f"there is no setting “{safe(key)}” in [list]; there are columns, limit, sort")
            settings[key] = self.typed(key, value, _LIST_KEYS[key])
        columns = settings.get("columns")
        if columns is not None:
            settings["columns"] = tuple(self.one_of("columns", column, COLUMNS) for column in columns)
        if "sort" in settings:
            self.one_of("sort", settings["sort"].removeprefix("-"), SORTS)
        if settings.get("limit", 0) < 0:
            raise self.wrong("limit", "limit is a number of clips; 0 shows all")
        return settings

    def one_of(self, key: str, value: Any, known: tuple[str, ...]) -> str:
        if value not in known:
            raise self.wrong(key, f"{key} knows no “{safe(str(value))}”; it knows {', '.join(known)}")
        return str(value)

    def typed(self, key: str, value: Any, wanted: type) -> Any:
        if type(value) is not wanted:
            names = {str: "a text", dict: "a table", int: "a whole number", list: "a list"}
            raise self.wrong(key, f"{key} is {names[wanted]}")
        return value

    def wrong(self, key: str, said: str) -> UsageError:
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        number = next((n for n, line in enumerate(self.lines, 1) if pattern.match(line)), 1)
        return UsageError(f"{safe(str(self.file))}:{number}: {said}")
