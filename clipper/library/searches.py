"""Saved searches: what each one asks of an archive, and a new one written down."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.config import Search
from clipper.config import edit as settings
from clipper.config.checker import NAMED, is_name
from clipper.errors import ClipperError, NotFoundError, RefusedError, UsageError
from clipper.store.archive import SETTINGS_NAME
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.library import Library


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search, and how many clips answer to it; None, with the error, for one that cannot be asked."""

    name: str
    query: str
    place: str
    count: int | None
    error: ClipperError | None = None


def look(searches: Mapping[str, Search], library: "Library") -> Iterator[Saved]:
    """Yield the saved searches by name, each asked of the archive."""
    for name, (query, place) in sorted(searches.items()):
        try:
            node = library.parse_query(query, place)
            yield Saved(name, query, place, library.index.count(node))
        except UsageError as error:
            yield Saved(name, query, place, None, error)


def save(name: str, query: str, library: "Library", *, force: bool) -> int:
    """Keep a search in the archive's settings, and return how many clips answer to it.

    One of that name is replaced only with `force`. A query that cannot be asked, also because it asks for itself, is a
    QueryError.
    """
    name = _name(name)
    if not query.strip():
        raise UsageError("a search is a name and a query", hint="`clipper search save ukraine tag:world/ukraine`")
    known = library.config.searches
    if name in known and known[name].query != query and not force:
        raise RefusedError(f"@{name} is saved already: {safe(known[name].query)}", hint="--force replaces it.")
    with_it = {**known, name: Search(query, "")}
    node = library.parse_query(f"@{name}", searches=with_it)
    _write(library, name, query)
    return library.index.count(node)


def remove(name: str, library: "Library") -> None:
    """Drop a search from the archive's settings; one that stands elsewhere is refused."""
    name = _name(name)
    if name not in library.config.searches:
        raise NotFoundError(f"no saved search is called @{name}", hint="`clipper search` shows those there are.")
    if not _write(library, name, None):
        place = library.config.searches[name].place
        raise RefusedError(f"@{name} is not saved in this archive but in {place}", hint="`clipper config --edit`")


def askers(name: str, library: "Library") -> list[str]:
    """Return what asks for a search by its name: other searches, and the rules, each as its owner knows it."""
    called = re.compile(rf"@{re.escape(_name(name))}(?![\w.-])", re.IGNORECASE)
    mine = library.config
    searches = [f"@{one}" for one, (query, _) in mine.searches.items() if called.search(query)]
    return searches + [f"the rule “{safe(rule.query)}”" for rule in mine.rules.values() if called.search(rule.query)]


def _write(library: "Library", name: str, query: str | None) -> bool:
    file = library.archive.root / SETTINGS_NAME

    def edit(raw: bytes) -> bytes:
        return settings.with_key(raw, file, "searches", name, query)

    return library.writer.configure(edit)


def _name(written: str) -> str:
    name = written.removeprefix("@").casefold()
    if not is_name(name):
        raise UsageError(f"“{safe(written)}” cannot be the name of a search: it has {NAMED}")
    return name
