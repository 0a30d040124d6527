"""The outlets with their numbers, as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.output.plain import encode
from clipper.output.plain.dates import day

if TYPE_CHECKING:
    from clipper.analysis.outlets import Outlet


def tsv(outlets: "Iterable[Outlet]") -> Iterator[str]:
    """Yield a line for each outlet: name, clips, first day, last day."""
    return (encode.tsv_line((outlet.name, outlet.count, day(outlet.first), day(outlet.last))) for outlet in outlets)


def json(outlets: "Iterable[Outlet]") -> Iterator[str]:
    """Yield one JSON array with each outlet on a line of its own."""
    return encode.json_array(
        {
            "source": outlet.name,
            "count": outlet.count,
            "first": day(outlet.first),
            "last": day(outlet.last),
            "spellings": outlet.spellings,
            "by_address": outlet.by_address,
        }
        for outlet in outlets
    )
