"""Saved searches: count their clips, save a search, remove a search."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.config import SearchSetting
from clipper.config import edit as settings
from clipper.config.checker import SEARCH_NAME_RULE, is_search_name
from clipper.errors import ClipperError, NotFoundError, RefusedError, UsageError
from clipper.model.deeds import Deed
from clipper.store.archive import SETTINGS_NAME
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.library import Library


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search with the number of clips that match; None, with the error, if its query has a mistake."""

    name: str
    query: str
    place: str
    count: int | None
    error: ClipperError | None = None


def count_matches(searches: Mapping[str, SearchSetting], library: "Library") -> Iterator[SavedSearch]:
    """Yield the saved searches, sorted by name, each with the number of clips that match."""
    for name, (query, place) in sorted(searches.items()):
        try:
            node = library.parse_query(query, place)
            yield SavedSearch(name, query, place, library.index.count(node))
        except UsageError as error:
            yield SavedSearch(name, query, place, None, error)


def save(name: str, query: str, library: "Library", *, force: bool) -> int:
    """Save a search in the archive's settings, and return the number of clips that match.

    A search of the same name is replaced only with `force`. Raise QueryError if the query has a mistake, or refers to
    itself.
    """
    name = _normalize(name)
    if not query.strip():
        raise UsageError("a search is a name and a query", hint="`clipper search save ukraine tag:world/ukraine`")
    saved = library.config.searches
    if name in saved and saved[name].query != query and not force:
        raise RefusedError(f"@{name} is saved already: {safe(saved[name].query)}", hint="--force replaces it.")
    node = library.parse_query(f"@{name}", searches={**saved, name: SearchSetting(query, "")})
    _write(library, name, query, Deed(f"saved search @{name}", query))
    return library.index.count(node)


def remove(name: str, library: "Library") -> None:
    """Remove a search from the archive's settings; raise RefusedError if it is saved in those of the user."""
    name = _normalize(name)
    if name not in library.config.searches:
        raise NotFoundError(f"no saved search is called @{name}", hint="`clipper search` shows those there are.")
    if not _write(library, name, None, Deed(f"removed search @{name}")):
        place = library.config.searches[name].place
        raise RefusedError(f"@{name} is not saved in this archive but in {place}", hint="`clipper config --edit`")


def references(name: str, library: "Library") -> list[str]:
    """Return the searches and rules whose query refers to a search, such as `@ukraine` or `the rule “@ukraine”`."""
    reference = re.compile(rf"@{re.escape(_normalize(name))}(?![\w.-])", re.IGNORECASE)
    searches = [f"@{other}" for other, (query, _) in library.config.searches.items() if reference.search(query)]
    rules = [rule.query for rule in library.config.rules.values() if reference.search(rule.query)]
    return searches + [f"the rule “{safe(query)}”" for query in rules]


def _write(library: "Library", name: str, query: str | None, deed: Deed) -> bool:
    """Set a search in the archive's settings, or remove it if `query` is None; return whether the file changed."""
    file = library.archive.root / SETTINGS_NAME

    def edit(raw: bytes) -> bytes:
        return settings.with_key(raw, file, "searches", name, query)

    return library.writer.configure(edit, deed)


def _normalize(text: str) -> str:
    """Return the name of a search without `@` and in lower case; raise UsageError if it is not valid."""
    name = text.removeprefix("@").casefold()
    if not is_search_name(name):
        raise UsageError(f"“{safe(text)}” cannot be the name of a search: it has {SEARCH_NAME_RULE}")
    return name
