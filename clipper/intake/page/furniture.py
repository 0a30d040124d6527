"""Furniture: tell by tag, class and words what stands around an article, such as menus, promotions and credits."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from lxml.etree import _Element

from clipper.intake.page import phrases
from clipper.intake.page.segments import Segment

MAX_LINKED = 0.5
"""The share of links from which on a segment is no text."""
_MAX_FURNITURE = 400
_MAX_CREDIT = 100
_MAX_TIME = 24
_BOXES_LOOKED_AT = 4
_TIME = re.compile(r"(?:^|\s)\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.?m\b|uhr|gmt|utc|[a-z]{2,4}t)?\.?$", re.IGNORECASE)
_MARGINS = frozenset({"nav", "footer", "form", "aside", "dialog", "header", "button"})
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:recommend\w*|promo\w*|newsletters?|subscri\w+|sign-?up|paywall|share|sharing|social"
    r"|comments?|disqus|sidebar|nav|navigation|breadcrumbs?|footer|taglist|byline|authors?|bio|meta"
    r"|ads?|advert\w*|sponsor\w*|outbrain|taboola|(?<!elementor-)widget|cookies?|consent|banner|modal|popup|overlay|trending"
    r"|most-?(?:read|popular|viewed)|read-?more|more-?(?:on|from|stories)|see-?also|teasers?|caption|credit|copyright"
    r"|print|toolbar|pagination|pager|rating|follow|donate|cta|embed\w*|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINKS_CLASS = re.compile(r"(?:^|[\s_-])(?:related|menu|tags?)(?:$|[\s_-])", re.IGNORECASE)
"""Names of boxes with links; a text without them, such as the menu of a restaurant, may have such a name too."""
_MIN_LINKS = 0.2
_MIN_LIST = 200
"""Characters of a list outside of the article's box that may belong to it, such as its references."""
_LEAD_CLASS = re.compile(
    r"lead(?!er|ing)|(?:^|[\s_-])(?:dek|deck|stand-?first|intro|introduction|summary|abstract|subtitle|sub-?head\w*|chapo"
    r"|chapeau|vorspann|sapo|strap-?line|key-?points?|highlights|perex|preamble|ingress|excerpt|description)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"foot-?note|endnote|^fn(?:[:_-]?\d|:)|cite_note|references|reflist", re.IGNORECASE)
_CREDIT = re.compile(
    r"\A(?:©|\(c\))|(?:photos?|photographs?|photographer|fotos?|bild|image|picture|kuva|zdj\.|fot\.|cr[ée]dits?|video"
    r"|fotografie) ?(?:[:©|/]|by\b|credit|courtesy)|©[^.]{2,60}\Z",
    re.IGNORECASE,
)


def is_time(segment: Segment) -> bool:
    """Tell whether a segment is a time of the day, perhaps with the day."""
    return len(segment.text) <= _MAX_TIME and bool(_TIME.search(segment.text))


def is_credit(segment: Segment) -> bool:
    """Tell whether a segment is the credit of a picture and no more."""
    return segment.kind == "text" and len(segment.text) < _MAX_CREDIT and bool(_CREDIT.match(segment.text))


def is_called_lead(boxes: Iterable[_Element]) -> bool:
    """Tell whether the class of one of some elements says that it is the lead of an article."""
    return any(_LEAD_CLASS.search(names_of(box)) for box in boxes)


def names_of(box: _Element) -> str:
    """Return the classes and the id of an element."""
    return f"{box.get('class') or ''} {box.get('id') or ''}".strip()


def is_footnote(segment: Segment, boxes: Sequence[_Element]) -> bool:
    """Tell whether a list holds footnotes, by the class of a box around it or the ids of its items."""
    if segment.kind not in {"list", "text"}:
        return False
    items = (segment.element, *(item for item in segment.element if isinstance(item.tag, str)))
    return any(_FOOTNOTE.search(names_of(box)) for box in (*items, *boxes[:2]))


class Boxes:
    """The boxes around the segments of a page: which of them, by tag or name, are no part of an article."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._known: dict[_Element, bool] = {}

    @cached_property
    def _sizes(self) -> dict[_Element, tuple[int, int]]:
        """How many characters a box holds, and how many of these are links."""
        sizes: dict[_Element, tuple[int, int]] = {}
        for segment in self._segments:
            for box in (segment.element, *segment.ancestors):
                length, linked = sizes.get(box, (0, 0))
                sizes[box] = (length + len(segment.key), linked + segment.linked)
        return sizes

    def is_in_margin(self, segment: Segment) -> bool:
        """Tell whether a segment stands in a margin of the page, is mostly links, or is a list, short or of links."""
        if segment.link_share >= (_MIN_LINKS if segment.kind == "list" else MAX_LINKED):
            return True
        if segment.kind == "list" and len(segment.key) < _MIN_LIST:
            return True
        boxes = (segment.element, *segment.ancestors[:_BOXES_LOOKED_AT])
        return any(box.tag == "figure" or self._is_furniture(box) for box in boxes)

    def is_furniture(self, segment: Segment, boxes: Sequence[_Element]) -> bool:
        """Tell whether a segment, or one of the boxes around it that hold no article, is no part of one."""
        if segment.kind == "caption":
            return True
        around = [] if segment.ancestors[0].tag == "blockquote" else [segment.element, *boxes]
        # A figure with code or a table is a listing of the article; other texts in figures are captions.
        in_figure = segment.kind in {"text", "heading"} and any(box.tag == "figure" for box in around)
        if in_figure or any(map(self._is_furniture, around)):
            return True
        value = segment.text
        return len(value) < _MAX_FURNITURE and (phrases.is_boilerplate(value) or bool(_CREDIT.search(value)))

    def _is_furniture(self, box: _Element) -> bool:
        if box not in self._known:
            names = names_of(box)
            self._known[box] = (
                box.tag in _MARGINS
                or bool(_FURNITURE_CLASS.search(names))
                or (bool(_LINKS_CLASS.search(names)) and self._has_links(box))
            )
        return self._known[box]

    def _has_links(self, box: _Element) -> bool:
        length, linked = self._sizes.get(box, (0, 0))
        return linked >= length * _MIN_LINKS
