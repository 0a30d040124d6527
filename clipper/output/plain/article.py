"""One clip with its body as JSON for other programs."""

from typing import TYPE_CHECKING

from clipper.model.clip import StoredClip
from clipper.output.plain import clips, encode

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours


def json(stored: StoredClip, neighbours: "Neighbours | None" = None) -> str:
    """Return a clip with its body, and its neighbours if they are given, as a JSON object over several lines."""
    values = clips.as_dict_with_body(stored)
    if neighbours:
        values["neighbours"] = {
            "story": [_reference(neighbour) for neighbour in neighbours.story],
            "more": neighbours.more,
            "tags": [_reference(neighbour) for neighbour in neighbours.tags],
            "before": _reference(neighbours.before) if neighbours.before else None,
            "after": _reference(neighbours.after) if neighbours.after else None,
        }
    return encode.json_object(values, indent=2) + "\n"


def _reference(stored: StoredClip) -> dict[str, str]:
    return {"handle": stored.handle, "date": stored.clip.date, "source": stored.clip.source, "title": stored.clip.title}
