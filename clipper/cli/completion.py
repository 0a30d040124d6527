"""The values that complete a word on the command line; they come from the index as it is, so that no file is read."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.cli.session import Session
from clipper.errors import ClipperError
from clipper.model.keys import FIELDS
from clipper.query import FieldText
from clipper.system.system import System
from clipper.text import safe, shorten, split_words

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.model.clip import StoredClip

_MOST_VALUES = 50
_LONGEST_HELP = 60
_MIN_LETTERS = 3


def values(kind: str, incomplete: str, archive: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the values of a kind that begin with `incomplete`, each with a help text.

    `kind` is `handle`, `tag`, `source`, `search`, `feed`, `key` or `operation`. A handle is offered for the title
    of its clip too. Without an archive or an index there are none. An error is not reported: the command will do so
    when it runs.
    """
    try:
        session = Session(System(), archive)
        if kind == "operation":
            yield from _operations(session, incomplete)
            return
        if kind == "search":
            yield from _searches(session, incomplete)
            return
        if kind == "feed":
            yield from _feeds(session, incomplete)
            return
        library = session.library
        if not library.index_file.exists():
            return
        index = library.unrefreshed_index
        if kind == "handle":
            completions = [
                (stored.handle, shorten(safe(stored.clip.title), _LONGEST_HELP))
                for stored in index.with_handle(incomplete, _MOST_VALUES) or _with_title(index, incomplete)
            ]
        elif kind == "key":
            keys = sorted({*FIELDS, *(key for key in index.own_keys() if safe(key) == key and key.isidentifier())})
            completions = [(key, "") for key in keys if key.startswith(incomplete.casefold())]
        else:
            counts = index.tag_counts() if kind == "tag" else index.source_counts()
            prefix = incomplete.casefold()
            names = sorted(name for name in counts if name.casefold().startswith(prefix) and safe(name) == name)
            completions = [(name, str(counts[name])) for name in names[:_MOST_VALUES]]
    except ClipperError:
        return
    yield from completions


def _with_title(index: "Index", incomplete: str) -> "Iterable[StoredClip]":
    """Return the clips whose title has a word that begins with a text."""
    if len(incomplete) < _MIN_LETTERS or not (words := tuple(split_words(incomplete))):
        return ()
    return islice(index.search(FieldText("title", words, prefix=True), "date", _MOST_VALUES), _MOST_VALUES)


def _operations(session: Session, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of the last operations, each with its command line."""
    from clipper.output.plain.history import command

    for record in session.library.history.latest(_MOST_VALUES):
        if str(record.number).startswith(incomplete):
            yield str(record.number), shorten(command(record), _LONGEST_HELP)


def _feeds(session: Session, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the names of watched feeds that begin with `incomplete`, each with its address."""
    for name, feed in sorted(session.config.feeds.items()):
        if name.casefold().startswith(incomplete.casefold()) and safe(name) == name:
            yield name, shorten(safe(feed.url), _LONGEST_HELP)


def _searches(session: Session, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the saved searches that begin with `incomplete`, each with its query."""
    for name, (query, _) in sorted(session.config.searches.items()):
        if name.startswith(incomplete.casefold()):
            yield name, shorten(safe(query), _LONGEST_HELP)
