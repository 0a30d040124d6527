"""The lead: what of the text between the headline of an article and its first paragraph belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from clipper.intake.page import furniture
from clipper.intake.page.segments import ExtractedText, Segment

SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", "“", "。", "」", '"', "’", "！", "？", ")")
_MAX_ABOVE = 60
"""Segments above the first paragraph that are looked at."""
_MIN_SHORT = 25
_MIN_PARAGRAPH = 40


def is_headline(segment: Segment, title: str) -> bool:
    """Tell whether a segment is the headline of a page: an `<h1>`, or the title, which is given as a key.

    A heading may have a kicker besides.
    """
    if segment.kind == "heading" and title in segment.key and len(segment.key) < 2 * len(title):
        return True
    return segment.element.tag == "h1" or (bool(title) and segment.key == title)


def find_headline(segments: Sequence[Segment], first: int, title: str, container: _Element) -> int:
    """Return the index of the headline above the first segment of an article, in its box.

    Without one it is the last segment above that box.
    """
    above = range(first - 1, max(-1, first - _MAX_ABOVE), -1)
    headlines = [index for index in above if is_headline(segments[index], title)]
    if headlines:
        return next((index for index in headlines if segments[index].kind == "heading"), headlines[0])
    return next((index for index in above if container not in segments[index].ancestors), first)


@dataclass(frozen=True, slots=True)
class Lead:
    """The segments between a headline and the first paragraph, and what is known of their page.

    `holding` are the boxes that hold the article; `title` and `description` are keys.
    """

    segments: Sequence[Segment]
    headline: int
    first: int
    holding: set[_Element]
    title: str
    description: str
    wide: ExtractedText
    page_boxes: furniture.Boxes

    def find(self) -> Iterator[int]:
        """Yield the indices of the segments that are the lead."""
        near = (
            {*self.segments[self.headline].ancestors}
            if is_headline(self.segments[self.headline], self.title)
            else set()
        )
        for index in range(self.headline + 1, self.first):
            segment = self.segments[index]
            if len(segment.key) < _MIN_SHORT or segment.link_share >= furniture.MAX_LINKED or segment.kind == "caption":
                continue
            if self.title in segment.key and len(segment.key) < 2 * len(self.title):
                continue
            boxes = [box for box in segment.ancestors if box not in self.holding]
            around = [box for box in boxes if box not in near]
            if self._is_described(segment) or (
                not self.page_boxes.is_furniture(segment, boxes) and self._is_lead(segment, around)
            ):
                yield index

    def _is_described(self, segment: Segment) -> bool:
        """Tell whether a segment is the description of the page, or its beginning."""
        return segment.key == self.description or self.description.startswith(segment.key[: 2 * _MIN_SHORT])

    def _is_lead(self, segment: Segment, around: Sequence[_Element]) -> bool:
        """Tell whether a segment is called the lead, was found by a less precise search, or is a paragraph here.

        `around` are the boxes that hold neither the headline nor the article.
        """
        if furniture.is_called_lead((segment.element, *around)):
            return True
        if segment.kind == "heading":
            return not around and segment.text.endswith(SENTENCE_ENDS) and len(segment.key) >= _MIN_PARAGRAPH
        is_sentence = len(segment.key) >= _MIN_PARAGRAPH and segment.text.endswith(SENTENCE_ENDS)
        return self.wide.has(segment) or (not around and is_sentence)
