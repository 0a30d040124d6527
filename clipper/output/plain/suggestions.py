"""Tags that are proposed for clips, as plain lines for other programs: complete, stable, and safe to print."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper import text
from clipper.output.plain import encode

if TYPE_CHECKING:
    from clipper.analysis.suggestions import Suggestion
    from clipper.model.clip import StoredClip


def tsv(offers: "Iterable[tuple[StoredClip, list[Suggestion]]]") -> Iterator[str]:
    """Yield a line for each tag: handle, tag, score in percent, why, with tabs between."""
    for stored, proposed in offers:
        for one in proposed:
            yield "\t".join(map(text.safe, (stored.handle, one.tag, str(one.score), "; ".join(one.reasons)))) + "\n"


def json(offers: "Iterable[tuple[StoredClip, list[Suggestion]]]") -> Iterator[str]:
    """Yield one JSON array, a tag on each line."""
    return encode.json_array(
        {"handle": stored.handle, "path": stored.path, "tag": one.tag, "score": one.score, "reasons": one.reasons}
        for stored, proposed in offers
        for one in proposed
    )
