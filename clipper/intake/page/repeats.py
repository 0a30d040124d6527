"""Repeats: a page shows some of its text twice, as for large and for small screens; one of the two is the article's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.intake.page.segments import Segment

if TYPE_CHECKING:
    from lxml.etree import _Element

_OWN = 0.3
"""The share of a box's text that no other box has, from which on what it repeats is kept too."""


def without_repeats(segments: Sequence[Segment], found: Sequence[int]) -> list[int]:
    """Return of segments with one text only those in the box that holds most of what was found.

    A refrain is kept: its box repeats it. So is what a box repeats that has text of its own too.
    """
    boxes_by_key: dict[str, dict[_Element, None]] = {}
    sizes: dict[_Element, int] = {}
    for index in found:
        box = segments[index].ancestors[0]
        boxes_by_key.setdefault(segments[index].key, {})[box] = None
        sizes[box] = sizes.get(box, 0) + len(segments[index].key)
    own: dict[_Element, int] = {}
    for key, boxes in boxes_by_key.items():
        if len(boxes) == 1:
            box = next(iter(boxes))
            own[box] = own.get(box, 0) + len(key)
    best = {key: max(boxes, key=lambda box: sizes[box]) for key, boxes in boxes_by_key.items()}

    def is_kept(segment: Segment) -> bool:
        box = segment.ancestors[0]
        return box is best[segment.key] or own.get(box, 0) >= sizes[box] * _OWN

    return [index for index in found if is_kept(segments[index])]
