"""The tags that are suggested for clips, as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.output.plain import encode

if TYPE_CHECKING:
    from clipper.analysis.suggestions import Suggestion
    from clipper.model.clip import StoredClip


def tsv(suggestions: "Iterable[tuple[StoredClip, list[Suggestion]]]") -> Iterator[str]:
    """Yield a line for each tag: handle, tag, score in percent, reasons."""
    for stored, of_clip in suggestions:
        for suggestion in of_clip:
            reasons = "; ".join(suggestion.reasons)
            yield encode.tsv_line((stored.handle, suggestion.tag, suggestion.score, reasons))


def json(suggestions: "Iterable[tuple[StoredClip, list[Suggestion]]]") -> Iterator[str]:
    """Yield one JSON array with each tag on a line of its own."""
    return encode.json_array(
        {
            "handle": stored.handle,
            "path": stored.path,
            "tag": suggestion.tag,
            "score": suggestion.score,
            "reasons": suggestion.reasons,
        }
        for stored, of_clip in suggestions
        for suggestion in of_clip
    )
