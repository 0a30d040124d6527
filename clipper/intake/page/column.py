"""The column of a page: the box with most of its text, found without regard to names and to what other searches say."""

from collections.abc import Sequence

from clipper.intake.page.furniture import Boxes
from clipper.intake.page.segments import Segment

_MIN_TEXT = 25
_MAX_LINKED = 0.25
_SHARES = (1.0, 0.5, 0.3)
"""How much of a text counts for the box around it, for the box around that, and so on."""


def find_column(segments: Sequence[Segment], boxes: Boxes) -> list[int]:
    """Return the indices of the segments in the box that holds most of the text of a page; [] if there is no text."""
    texts = [index for index, segment in enumerate(segments) if is_text(segment, boxes)]
    scores = dict.fromkeys((box for index in texts for box in segments[index].ancestors[: len(_SHARES)]), 0.0)
    for index in texts:
        for box, share in zip(segments[index].ancestors, _SHARES, strict=False):
            scores[box] += len(segments[index].key) * share
    column = max(scores, key=lambda box: scores[box], default=None)
    return [index for index in texts if column in segments[index].ancestors]


def is_text(segment: Segment, boxes: Boxes) -> bool:
    """Tell whether a segment is text of some length with few links, outside of all furniture."""
    return (
        segment.kind not in {"heading", "caption"}
        and len(segment.key) >= _MIN_TEXT
        and segment.link_share < _MAX_LINKED
        and not boxes.is_furniture(segment, segment.ancestors)
    )
