"""The values that complete a word on the command line; they come from the index as it is, so that no file is read."""

from collections.abc import Iterator
from pathlib import Path

from clipper.cli.session import Session
from clipper.errors import ClipperError
from clipper.system.system import System
from clipper.text import safe, shorten

_MOST_VALUES = 50
_LONGEST_HELP = 60


def values(kind: str, incomplete: str, archive: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the values of a kind that begin with `incomplete`, each with a help text.

    `kind` is `handle`, `tag`, `source` or `search`. Without an archive or an index there are none. An error is not
    reported: the command will do so when it runs.
    """
    try:
        session = Session(System(), archive)
        if kind == "search":
            yield from _searches(session, incomplete)
            return
        library = session.library
        if not library.index_file.exists():
            return
        index = library.unrefreshed_index
        if kind == "handle":
            completions = [
                (stored.handle, shorten(safe(stored.clip.title), _LONGEST_HELP))
                for stored in index.with_handle(incomplete, _MOST_VALUES)
            ]
        else:
            counts = index.tag_counts() if kind == "tag" else index.source_counts()
            prefix = incomplete.casefold()
            names = sorted(name for name in counts if name.casefold().startswith(prefix) and safe(name) == name)
            completions = [(name, str(counts[name])) for name in names[:_MOST_VALUES]]
    except ClipperError:
        return
    yield from completions


def _searches(session: Session, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the saved searches that begin with `incomplete`, each with its query."""
    for name, (query, _) in sorted(session.config.searches.items()):
        if name.startswith(incomplete.casefold()):
            yield name, shorten(safe(query), _LONGEST_HELP)
