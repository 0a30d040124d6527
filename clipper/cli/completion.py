"""What completes a word on the command line: values of the index as it stands, for a key press waits for no file."""

from collections.abc import Iterator
from pathlib import Path

from clipper.cli.session import Session
from clipper.errors import ClipperError
from clipper.system.system import System
from clipper.text import safe, shorten

_MOST = 50
_TITLE = 60


def values(kind: str, incomplete: str, named: Path | None) -> Iterator[tuple[str, str]]:
    """Yield what an archive knows that begins so, each with a help text; `kind` is `handle`, `tag`, `source`, `search`.

    An archive without an index, or none at all, completes nothing: a mistake is told when the command runs.
    """
    try:
        session = Session(System(), named)
        if kind == "search":
            yield from _searches(session, incomplete)
            return
        library = session.library
        if not library.index_file.exists():
            return
        index = library.unrefreshed_index
        if kind == "handle":
            found = [
                (stored.handle, shorten(safe(stored.clip.title), _TITLE))
                for stored in index.with_handle(incomplete, _MOST)
            ]
        else:
            counts = index.tag_counts() if kind == "tag" else index.source_counts()
            beginning = incomplete.casefold()
            named_so = sorted(name for name in counts if name.casefold().startswith(beginning) and safe(name) == name)
            found = [(name, str(counts[name])) for name in named_so[:_MOST]]
    except ClipperError:
        return
    yield from found


def _searches(session: Session, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the saved searches that begin so, each with what it asks."""
    for name, (query, _) in sorted(session.config.searches.items()):
        if name.startswith(incomplete.casefold()):
            yield name, shorten(safe(query), _TITLE)
