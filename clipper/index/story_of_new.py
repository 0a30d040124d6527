"""The stored clip whose story a new clip tells, as far as the sketches of the stored texts are in the index.

No text is read, and nothing is brought up to date: where nobody has asked for stories yet, none is found.
"""

from typing import TYPE_CHECKING

from clipper.index import schema, shingles
from clipper.model import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.index.schema import Row
    from clipper.model.clip import Clip, StoredClip

_MOST = 5
"""How many stored texts are compared: those with the most shingles in common."""

_CANDIDATES = f"""
SELECT sketch FROM shingles WHERE shingle IN ({{}}) AND shingle NOT IN (SELECT shingle FROM common_shingles)
GROUP BY sketch HAVING count(*) >= {shingles.MIN_COMMON} ORDER BY count(*) DESC, sketch LIMIT {_MOST}
"""  # noqa: S608 - our own numbers
_SKETCH = "SELECT body_key, sketch FROM sketches WHERE id = ?"
_COMMON = "SELECT shingle FROM common_shingles WHERE shingle IN ({})"
_CLIP = "SELECT day_from, day_to, {} FROM clips WHERE body_key = ? ORDER BY sort_key = '', sort_key, path LIMIT 1"


def find(select: "Callable[..., list[Row]]", clip: "Clip") -> "StoredClip | None":
    """Return the earliest clip with the stored text of which a new clip, given with its body, is an edition."""
    own = shingles.sketch(clip.body)
    if not own:
        return None
    for (sketch_id,) in select(_CANDIDATES.format(_numbers(own))):
        for body_key, sketch in select(_SKETCH, sketch_id):
            common = frozenset(shingle for (shingle,) in select(_COMMON.format(_numbers(own + sketch))))
            for day_from, day_to, *row in select(_CLIP.format(schema.COLUMNS), body_key):
                stored = schema.stored_clip(row)
                day = day_from if day_from and day_to == day_from + 1 else None
                if _is_edition(clip, stored, day, shingles.read(own, common), shingles.read(sketch, common)):
                    return stored
    return None


def _is_edition(
    clip: "Clip", stored: "StoredClip", stored_day: int | None, own: shingles.Sketch, other: shingles.Sketch
) -> bool:
    from clipper.index.stories import is_edition

    span = dates.span(clip.date)
    day = span.start if span and span.start and span.end == span.start + 1 else None
    days = abs(day - stored_day) if day and stored_day else None
    return is_edition(other, own, stored.clip.title, clip.title, days)


def _numbers(sketch: bytes) -> str:
    return ", ".join(map(str, shingles.decode(sketch)))
