"""What may stand in a file of settings; every complaint names the file and the line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from clipper.errors import UsageError
from clipper.text import safe, words

COLUMNS = ("handle", "date", "source", "title", "tags", "author", "clipped", "words")
SORTS = ("date", "clipped", "title", "source", "words", "relevance")

_LIST_KEYS: dict[str, type] = {"columns": list, "limit": int, "sort": str}
_HEADER = r"\s*\[\s*([\"']?)(\w+)\1\s*\]"
_KEY = r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[\w-]+)\s*="""
_NAME = r"[^\W_][\w.-]*"


class Search(NamedTuple):
    """A saved search: what it asks, and the file and line in which it stands, made safe."""

    query: str
    place: str


class Rule(NamedTuple):
    """The tags that a clip gets when it answers to a query, and the file and line that say so, made safe."""

    query: str
    tags: tuple[str, ...]
    place: str


class Checker:
    """Hold a table against what may stand in it: the `keys`, unlike those that belong `elsewhere`, and the tables."""

    def __init__(self, file: Path, text: str, keys: tuple[str, ...], elsewhere: tuple[str, ...]) -> None:
        self.file = safe(str(file))
        self.keys = keys
        self.elsewhere = elsewhere
        self.lines = text.splitlines()

    def check(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings, each as `Config` has it."""
        tables = {"sources": self.sources, "searches": self.searches, "rules": self.rules}
        settings: dict[str, Any] = {}
        for key, value in table.items():
            if key in self.keys:
                settings[key] = self.typed(key, value, str)
            elif key in tables:
                settings[key] = tables[key](self.typed(key, value, dict))
            elif key == "list":
                settings |= self.list(value)
            elif key == "add":
                settings |= self.add(value)
            else:
                known = ", ".join((*self.keys, "add", "list", *tables))
                where = "; it belongs in your own settings" if key in self.elsewhere else f"; there are {known}"
                raise self.wrong(key, f"there is no setting “{safe(key)}” here{where}")
        return settings

    def sources(self, table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """Return the outlets, each with its other names; a name is that of one outlet."""
        sources = {name: self.texts(name, value, "names and domains") for name, value in table.items()}
        owners = {tuple(words(name)): name for name in sources}
        for name, aliases in sources.items():
            for alias in aliases:
                other = owners.setdefault(tuple(words(alias)), name)
                if other != name and words(alias):
                    said = f"“{safe(alias)}” names two outlets, {safe(other)} and {safe(name)}"
                    raise self.wrong(name, said)
        return sources

    def searches(self, table: Mapping[str, Any]) -> dict[str, Search]:
        """Return the saved searches by their names in small letters, without the `@`."""
        places = dict(self.places("searches"))
        found: dict[str, Search] = {}
        for name, query in table.items():
            place = self.at(places.get(name, 1))
            if not is_name(name):
                raise UsageError(f"{place}: “{safe(name)}” cannot be called as @name: it has {NAMED}")
            if not isinstance(query, str) or not query.strip():
                raise UsageError(f"{place}: “{safe(name)}” is followed by a query in quotes")
            if name.casefold() in found:
                raise UsageError(f"{place}: there are two searches called “{safe(name)}”")
            found[name.casefold()] = Search(query, place)
        return found

    def rules(self, table: Mapping[str, Any]) -> dict[str, Rule]:
        """Return the rules by their queries."""
        places = dict(self.places("rules"))
        found: dict[str, Rule] = {}
        for query, value in table.items():
            place = self.at(places.get(query, 1))
            if not query.strip():
                raise UsageError(f"{place}: a rule begins with a query")
            tags = self.texts(query, value, "tags", place)
            if not tags:
                raise UsageError(f"{place}: “{safe(query)}” is followed by no tag")
            found[query] = Rule(query, tags, place)
        return found

    def list(self, table: Any) -> dict[str, Any]:
        """Return what `[list]` says of lists."""
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

    def add(self, table: Any) -> dict[str, Any]:
        """Return what `[add]` says of clips that come in."""
        settings: dict[str, Any] = {}
        for key, value in self.typed("add", table, dict).items():
            if key != "evidence":
                raise self.wrong(key, f"there is no setting “{safe(key)}” in [add]; there is evidence")
            settings[key] = self.typed(key, value, bool)
        return settings

    def one_of(self, key: str, value: Any, known: tuple[str, ...]) -> str:
        """Return a value that is one of those known."""
        if value not in known:
            raise self.wrong(key, f"{key} knows no “{safe(str(value))}”; it knows {', '.join(known)}")
        return str(value)

    def texts(self, key: str, value: Any, what: str, place: str = "") -> tuple[str, ...]:
        """Return a list of texts; a text by itself is a list of one."""
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            said = f"“{safe(key)}” is followed by a list of {what}"
            raise UsageError(f"{place}: {said}") if place else self.wrong(key, said)
        return tuple(items)

    def typed(self, key: str, value: Any, wanted: type) -> Any:
        """Return a value that is of the wanted type."""
        if type(value) is not wanted:
            names = {str: "a text", dict: "a table", int: "a whole number", list: "a list", bool: "true or false"}
            raise self.wrong(key, f"{key} is {names[wanted]}")
        return value

    def wrong(self, key: str, said: str) -> UsageError:
        """Return the error that names the line on which a key stands."""
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        number = next((n for n, line in enumerate(self.lines, 1) if pattern.match(line)), 1)
        return UsageError(f"{self.at(number)}: {said}")

    def at(self, number: int) -> str:
        """Return the file and a line of it, as every complaint begins."""
        return f"{self.file}:{number}"

    def places(self, table: str) -> Iterator[tuple[str, int]]:
        """Yield the keys of a table that stand at the beginning of a line, with the number of that line."""
        import tomllib

        inside = False
        for number, line in enumerate(self.lines, 1):
            if header := re.match(_HEADER, line):
                inside = header[2] == table
            elif inside and (key := re.match(_KEY, line)):
                try:
                    yield next(iter(tomllib.loads(f"{key[1]} = 0"))), number
                except tomllib.TOMLDecodeError:  # the inside of a text that goes over several lines
                    continue


NAMED = "letters, digits, dots and hyphens, a letter or digit first"
"""What a name of a saved search is made of, in words."""


def is_name(name: str) -> bool:
    """Tell whether a saved search can be called so."""
    return re.fullmatch(_NAME, name) is not None
