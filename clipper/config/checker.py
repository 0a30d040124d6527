"""Check the tables of a settings file; every error names the file and the line."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clipper.errors import UsageError
from clipper.text import safe, words

if TYPE_CHECKING:
    from clipper.config.feeds import FeedSetting

COLUMNS = ("handle", "date", "source", "title", "tags", "author", "clipped", "words")
SORTS = ("date", "clipped", "title", "source", "words", "relevance")

SEARCH_NAME_RULE = "letters, digits, dots and hyphens, a letter or digit first"
"""The rule for the name of a saved search, for messages; see `is_search_name`."""

MAX_RULES = 500
"""Each rule is compared with each other one, since it may build on that."""

_SEARCH_NAME = r"[^\W_][\w.-]*"
_CITE_CHOICES = {
    "language": ("en", "de", "fr"),
    "style": ("apa", "chicago", "chicago-date", "mla", "harvard", "iso690", "vancouver"),
}
_DIGEST_TYPES: dict[str, type] = {
    "title": str,
    "licence": str,
    "by": str,
    "full": bool,
    "excerpt": int,
    "fonts": str,
    "language": str,
}
_DIGEST_CHOICES = {"by": ("tag", "outlet", "day", "nothing"), "language": ("en", "de", "fr")}
_LIST_TYPES: dict[str, type] = {"columns": list, "limit": int, "sort": str}
_TYPE_NAMES = {str: "a text", dict: "a table", int: "a whole number", list: "a list", bool: "true or false"}
_TABLE_HEADER = r"\s*\[\s*([\"']?)(\w+)\1\s*\]"
_KEY = r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[\w-]+)\s*="""


class SearchSetting(NamedTuple):
    """A saved search: its query, which is not parsed yet, and the file and line that it is in, made safe."""

    query: str
    place: str


class RuleSetting(NamedTuple):
    """A rule: the tags for clips that match a query, which is not parsed yet, and its file and line, made safe."""

    query: str
    tags: tuple[str, ...]
    place: str


def is_search_name(name: str) -> bool:
    """Tell whether a saved search may have this name."""
    return re.fullmatch(_SEARCH_NAME, name) is not None


class Checker:
    """Checks the settings of one file; every method raises UsageError.

    Besides the tables, the file may have `keys` of its own. `user_keys` are those of the user's file, for a hint.
    """

    def __init__(self, file: Path, text: str, keys: tuple[str, ...], user_keys: tuple[str, ...]) -> None:
        self._file = safe(str(file))
        self._keys = keys
        self._user_keys = user_keys
        self._lines = text.splitlines()

    def check(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings of a parsed file by the attributes of `Config`."""
        tables: dict[str, Callable[[Mapping[str, Any]], Any]]
        tables = {"sources": self._sources, "searches": self._searches, "rules": self._rules, "feeds": self._feeds}
        groups = {"add": self._add, "cite": self._cite, "list": self._list}
        settings: dict[str, Any] = {}
        for key, value in document.items():
            if key == "archive" and isinstance(value, dict):
                settings |= self._archive(value)
            elif key in self._keys:
                settings[key] = self._typed(key, value, str)
            elif key in tables:
                settings[key] = tables[key](self._typed(key, value, dict))
            elif key in groups:
                settings |= groups[key](value)
            elif key == "digest":
                settings |= self._digest(value)
            elif key in self._user_keys:
                raise self._error(key, f"there is no setting “{safe(key)}” here; it belongs in your own settings")
            else:
                valid = ", ".join((*self._keys, "add", "cite", "digest", "list", *tables))
                raise self._error(key, f"there is no setting “{safe(key)}” here; there are {valid}")
        return settings

    def _sources(self, table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """Return the aliases of each outlet; an alias of two outlets is an error."""
        sources = {name: self._strings(name, value, "names and domains") for name, value in table.items()}
        owners = {tuple(words(name)): name for name in sources}
        for name, aliases in sources.items():
            for alias in aliases:
                owner = owners.setdefault(tuple(words(alias)), name)
                if owner != name and words(alias):
                    raise self._error(name, f"“{safe(alias)}” names two outlets, {safe(owner)} and {safe(name)}")
        return sources

    def _searches(self, table: Mapping[str, Any]) -> dict[str, SearchSetting]:
        """Return the saved searches by their names in lower case, without the `@`."""
        lines = dict(self._key_lines("searches"))
        searches: dict[str, SearchSetting] = {}
        for name, query in table.items():
            place = self._place(lines.get(name, 1))
            if not is_search_name(name):
                raise UsageError(f"{place}: “{safe(name)}” cannot be called as @name: it has {SEARCH_NAME_RULE}")
            if not isinstance(query, str) or not query.strip():
                raise UsageError(f"{place}: “{safe(name)}” is followed by a query in quotes")
            if name.casefold() in searches:
                raise UsageError(f"{place}: there are two searches called “{safe(name)}”")
            searches[name.casefold()] = SearchSetting(query, place)
        return searches

    def _rules(self, table: Mapping[str, Any]) -> dict[str, RuleSetting]:
        """Return the rules by their queries."""
        if len(table) > MAX_RULES:
            raise self._error("rules", f"there are more than {MAX_RULES} rules")
        lines = dict(self._key_lines("rules"))
        rules: dict[str, RuleSetting] = {}
        for query, value in table.items():
            place = self._place(lines.get(query, 1))
            if not query.strip():
                raise UsageError(f"{place}: a rule begins with a query")
            tags = self._strings(query, value, "tags", place)
            if not tags:
                raise UsageError(f"{place}: “{safe(query)}” is followed by no tag")
            rules[query] = RuleSetting(query, tags, place)
        return rules

    def _feeds(self, table: Mapping[str, Any]) -> "Mapping[str, FeedSetting]":
        """Return the feeds, which only an archive has."""
        if "archive" in self._keys:
            raise self._error("feeds", "[feeds] belongs in the settings of an archive")
        from clipper.config import feeds

        return feeds.check(table, dict(self._key_lines("feeds")), self._file)

    def _list(self, table: Any) -> dict[str, Any]:
        """Return the settings of `[list]`."""
        settings: dict[str, Any] = {}
        for key, value in self._typed("list", table, dict).items():
            if key not in _LIST_TYPES:
                raise self._error(key, f"there is no setting “{safe(key)}” in [list]; there are columns, limit, sort")
            settings[key] = self._typed(key, value, _LIST_TYPES[key])
        columns = settings.get("columns")
        if columns is not None:
            settings["columns"] = tuple(self._choice("columns", column, COLUMNS) for column in columns)
        if "sort" in settings:
            self._choice("sort", settings["sort"].removeprefix("-"), SORTS)
        if settings.get("limit", 0) < 0:
            raise self._error("limit", "limit is a number of clips; 0 shows all")
        return settings

    def _archive(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """Return the settings of `[archive]`, which only an archive has."""
        if "archive" in self._keys:
            raise self._error("archive", "archive is a text here; [archive] belongs in the settings of an archive")
        for key in table:
            if key != "refile":
                raise self._error(key, f"there is no setting “{safe(key)}” in [archive]; there is refile")
        return {key: self._typed(key, value, bool) for key, value in table.items()}

    def _add(self, table: Any) -> dict[str, Any]:
        """Return the settings of `[add]`."""
        settings: dict[str, Any] = {}
        for key, value in self._typed("add", table, dict).items():
            if key != "evidence":
                raise self._error(key, f"there is no setting “{safe(key)}” in [add]; there is evidence")
            settings[key] = self._typed(key, value, bool)
        return settings

    def _cite(self, table: Any) -> dict[str, Any]:
        """Return the settings of `[cite]`."""
        settings: dict[str, Any] = {}
        for key, value in self._typed("cite", table, dict).items():
            if key not in _CITE_CHOICES:
                raise self._error(key, f"there is no setting “{safe(key)}” in [cite]; there are language, style")
            settings[f"cite_{key}"] = self._choice(key, self._typed(key, value, str), _CITE_CHOICES[key])
        return settings

    def _digest(self, table: Any) -> dict[str, Any]:
        """Return the settings of `[digest]`."""
        settings: dict[str, Any] = {}
        for key, value in self._typed("digest", table, dict).items():
            if key not in _DIGEST_TYPES:
                known = ", ".join(_DIGEST_TYPES)
                raise self._error(key, f"there is no setting “{safe(key)}” in [digest]; there are {known}")
            settings[f"digest_{key}"] = self._typed(key, value, _DIGEST_TYPES[key])
            if key in _DIGEST_CHOICES:
                self._choice(key, value, _DIGEST_CHOICES[key])
        if settings.get("digest_excerpt", 1) < 1:
            raise self._error("excerpt", "excerpt is a number of characters")
        return settings

    def _choice(self, key: str, value: Any, choices: tuple[str, ...]) -> str:
        """Return a value if it is one of the choices."""
        if value not in choices:
            raise self._error(key, f"{key} knows no “{safe(str(value))}”; it knows {', '.join(choices)}")
        return str(value)

    def _strings(self, key: str, value: Any, what: str, place: str = "") -> tuple[str, ...]:
        """Return a list of strings; a single string is a list of one. The error says `what` the list is of."""
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            message = f"“{safe(key)}” is followed by a list of {what}"
            raise UsageError(f"{place}: {message}") if place else self._error(key, message)
        return tuple(items)

    def _typed(self, key: str, value: Any, expected: type) -> Any:
        """Return a value if it has exactly the expected type."""
        if type(value) is not expected:
            raise self._error(key, f"{key} is {_TYPE_NAMES[expected]}")
        return value

    def _error(self, key: str, message: str) -> UsageError:
        """Return the error for a key, with the first line that has the key; line 1 if none is found."""
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        number = next((number for number, line in enumerate(self._lines, 1) if pattern.match(line)), 1)
        return UsageError(f"{self._place(number)}: {message}")

    def _place(self, number: int) -> str:
        """Return the file and a line number, with which an error begins."""
        return f"{self._file}:{number}"

    def _key_lines(self, table: str) -> Iterator[tuple[str, int]]:
        """Yield the keys of a table that are first on a line, with the number of that line."""
        import tomllib

        inside = False
        for number, line in enumerate(self._lines, 1):
            if header := re.match(_TABLE_HEADER, line):
                inside = header[2] == table
            elif inside and (key := re.match(_KEY, line)):
                try:
                    yield next(iter(tomllib.loads(f"{key[1]} = 0"))), number
                except tomllib.TOMLDecodeError:  # a line inside a multi-line string
                    continue
