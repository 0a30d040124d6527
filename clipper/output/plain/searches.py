"""The saved searches, as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.output.plain import encode

if TYPE_CHECKING:
    from clipper.library.searches import SavedSearch


def tsv(searches: "Iterable[SavedSearch]") -> Iterator[str]:
    """Yield a line for each saved search: name, number of clips or nothing if it has a mistake, query, place."""
    return (
        encode.tsv_line((search.name, "" if search.count is None else search.count, search.query, search.place))
        for search in searches
    )


def json(searches: "Iterable[SavedSearch]") -> Iterator[str]:
    """Yield one JSON array with each saved search on a line of its own."""
    return encode.json_array(
        {"name": search.name, "query": search.query, "count": search.count, "place": search.place}
        for search in searches
    )
