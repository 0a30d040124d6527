"""The feeds in the settings of an archive: their addresses, and which of their entries are kept, with what tags."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from clipper.errors import UsageError
from clipper.text import fold, one_line, safe

MAX_FEEDS = 2000
_KEYS = ("url", "query", "tags", "full")
_SCHEMES = ("http://", "https://")
_EXAMPLE = (
    '"Daily Example" = { url = "https://example.com/feed.xml", query = "harbour", tags = ["ports"], full = true }'
)


class FeedSetting(NamedTuple):
    """A feed: entries that match the query, which is not parsed yet, are kept with the tags.

    With `full` the article is fetched. `place` is the file and line, made safe.
    """

    url: str
    query: str = ""
    tags: tuple[str, ...] = ()
    full: bool = False
    place: str = ""

    @property
    def value(self) -> "str | Mapping[str, Any]":
        """The feed as it is written in the settings: what is not set is left out."""
        values: dict[str, Any] = {"url": self.url}
        if self.query:
            values["query"] = self.query
        if self.tags:
            values["tags"] = [*self.tags]
        if self.full:
            values["full"] = True
        return self.url if values == {"url": self.url} else values


def check(table: Mapping[str, Any], lines: Mapping[str, int], file: str) -> dict[str, FeedSetting]:
    """Return the feeds in the table `[feeds]` by their names; raise UsageError with file and line for a mistake.

    `lines` has the line of each name.
    """
    if len(table) > MAX_FEEDS:
        raise UsageError(f"{file}:1: there are more than {MAX_FEEDS} feeds")
    feeds: dict[str, FeedSetting] = {}
    names: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for name, value in table.items():
        place = f"{file}:{lines.get(name, 1)}"
        if not name.strip() or one_line(name) != name:
            raise UsageError(f"{place}: “{safe(name)}” cannot be the name of a feed")
        feed = _feed(name, {"url": value} if isinstance(value, str) else value, place)
        if fold(name) in names:
            raise UsageError(f"{place}: there are two feeds called “{safe(name)}”")
        if feed.url in addresses:
            raise UsageError(f"{place}: “{safe(name)}” has the address of “{safe(addresses[feed.url])}”")
        names[fold(name)] = name
        addresses[feed.url] = name
        feeds[name] = feed
    return feeds


def _feed(name: str, values: Any, place: str) -> FeedSetting:
    if not isinstance(values, dict):
        raise UsageError(f"{place}: “{safe(name)}” is followed by an address, or a table with one", hint=_EXAMPLE)
    for key in values:
        if key not in _KEYS:
            raise UsageError(f"{place}: a feed has no “{safe(key)}”; it has {', '.join(_KEYS)}")
    url, query, full = values.get("url"), values.get("query", ""), values.get("full", False)
    if not isinstance(url, str) or not url.strip().lower().startswith(_SCHEMES):
        raise UsageError(f"{place}: the url of “{safe(name)}” is an address that begins with https:// or http://")
    if not isinstance(query, str):
        raise UsageError(f"{place}: the query of “{safe(name)}” is a text")
    if not isinstance(full, bool):
        raise UsageError(f"{place}: full is true or false")
    return FeedSetting(url.strip(), query, _tags(values.get("tags", ()), place), full, place)


def _tags(value: Any, place: str) -> tuple[str, ...]:
    from clipper.model.tags import flaw

    tags: Sequence[Any] = [value] if isinstance(value, str) else value
    if not isinstance(tags, list | tuple) or not all(isinstance(tag, str) for tag in tags):
        raise UsageError(f"{place}: tags is a list of tags")
    if wrong := next(filter(None, map(flaw, tags)), ""):
        raise UsageError(f"{place}: {wrong}")
    return tuple(dict.fromkeys(tags))
