"""Captions: tell by tag and class which segments stand below a picture, and whose picture is the article's."""

import re
from collections.abc import Iterable, Sequence

from lxml.etree import _Element

from clipper.intake.page.furniture import names_of
from clipper.intake.page.lead import find_headline
from clipper.intake.page.segments import Segment, key_of

_CAPTION_CLASS = re.compile(
    r"caption|(?:^|[\s_-])(?:cptn|(?:photo|image|picture|media)-?_?(?:credits?|legend|text|description)|credits?"
    r"|legende|bildunterschrift|bildtext|pie-?(?:de-?)?foto|didascalia|onderschrift)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHER_TAGS = frozenset({"nav", "footer", "form", "dialog"})
_OTHER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:recommend\w*|promo\w*|related|teasers?|more-?(?:on|from|stories)|trending|most-?(?:read|popular|viewed)"
    r"|sidebar|comments?|authors?|bio|newsletters?|ads?|advert\w*|sponsor\w*|outbrain|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of boxes whose pictures belong to other pages, or to no text."""
_MAX_CAPTION = 600
_BOXES_LOOKED_AT = 3


def captions_of(segments: Sequence[Segment], chosen: Sequence[Segment], title: str) -> list[Segment]:
    """Return the captions and credits between the headline of an article, that is its `title`, and its last segment."""
    kept = {*chosen}
    box = next(box for box in chosen[0].ancestors if box in chosen[-1].ancestors)
    taken = [index for index, segment in enumerate(segments) if segment in kept]
    holding = {ancestor for segment in chosen for ancestor in segment.ancestors}
    headline = find_headline(segments, taken[0], key_of(title), box)
    found = []
    for segment in segments[min(headline, taken[0]) : taken[-1] + 1]:
        around = [box for box in (segment.element, *segment.ancestors) if box not in holding]
        if segment not in kept and is_caption(segment, around) and not any(map(_is_of_other, around)):
            segment.kind = "caption"
            found.append(segment)
    return found


def is_caption(segment: Segment, around: Iterable[_Element]) -> bool:
    """Tell whether a segment is the caption or the credit of a picture, by its tag or those `around` it."""
    if segment.kind == "caption":
        return True
    if segment.kind != "text" or len(segment.key) > _MAX_CAPTION:
        return False
    nearest = [*around][: _BOXES_LOOKED_AT + 1]
    return any(box.tag == "figure" or _CAPTION_CLASS.search(names_of(box)) for box in nearest)


def _is_of_other(box: _Element) -> bool:
    return box.tag in _OTHER_TAGS or bool(_OTHER_CLASS.search(names_of(box)))
