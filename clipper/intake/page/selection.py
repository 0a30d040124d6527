"""Choose the segments of a page that are its article, by what trafilatura found and by where the others stand.

The rule, in order:
1. What trafilatura found precisely is the article; of repeated segments the one among most of the others counts. What
   it found in a margin of the page, beyond the smallest box that holds nearly all of it, does not count. If the box
   with most text holds more than twice as much, trafilatura found something else, and that text is the article.
2. Between the first and the last of these, a segment that is no link and no furniture comes back: at once if it stands
   beside what was found; if it is in a box of its own, only a paragraph of some length.
3. Above the first, below the headline, else from the top of that box: what repeats the description, what a class calls
   the lead, what a less precise search found, and a paragraph beside the headline or what was found.
4. Below the last: paragraphs beside it, and footnotes.
5. A heading follows the segment below it, and so do the times of a live blog.
"""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from clipper.intake.page import furniture
from clipper.intake.page.column import find_column
from clipper.intake.page.lead import SENTENCE_ENDS, Lead, find_headline, is_headline
from clipper.intake.page.repeats import without_repeats
from clipper.intake.page.segments import MIN_FOUND, ExtractedText, Segment, key_of

_CONTAINED = 0.9
_MIN_COLUMN = 3
_MUCH_MORE = 2
_FEW_LINKED = 0.25
_MIN_SHORT = 25
_MIN_PARAGRAPH = 40
_MIN_LONG = 80
_WHOLE = frozenset({"article", "main", "body"})


def select(
    segments: Sequence[Segment], precise: ExtractedText, wide: ExtractedText, *, title: str, description: str
) -> list[Segment]:
    """Return the segments of the article; [] if what was found is not on the page, as if it came from JSON-LD."""
    found = without_repeats(segments, [index for index, segment in enumerate(segments) if precise.has(segment)])
    column = find_column(segments, furniture.Boxes(segments))
    if len(column) >= _MIN_COLUMN and _size(segments, column) > _size(segments, found) * _MUCH_MORE:
        return _Selection(segments, column, wide, title, description).result()
    if not found or sum(len(segments[index].key) for index in found) < precise.length * MIN_FOUND:
        return []
    return _Selection(segments, found, wide, title, description).result()


def left_out(segments: Sequence[Segment], chosen: Sequence[Segment]) -> list[Segment]:
    """Return the paragraphs, lists and tables around the article that were not chosen, and seem to be text."""
    if not chosen:
        return []
    taken = {*chosen}
    keys = {segment.key for segment in chosen}
    holding = {ancestor for segment in chosen for ancestor in segment.ancestors}
    container = _container(chosen)
    page_boxes = furniture.Boxes(segments)
    around = next((box for box in (container, *container.iterancestors()) if box.tag in _WHOLE), container)
    return [
        segment
        for segment in segments
        if segment not in taken
        and around in segment.ancestors
        and segment.key not in keys
        and len(segment.key) >= _MIN_PARAGRAPH
        and segment.link_share < _FEW_LINKED
        and not page_boxes.is_furniture(segment, _boxes(segment, holding))
    ]


class _Selection:
    """The segments that are chosen so far: `found` are those that the precise search found."""

    def __init__(
        self, segments: Sequence[Segment], found: list[int], wide: ExtractedText, title: str, description: str
    ) -> None:
        self._segments = segments
        self._page_boxes = furniture.Boxes(segments)
        self._wide = wide
        self._title = key_of(title)
        self._description = key_of(description)
        self._container = _container([segments[index] for index in found])
        found = [index for index in found if not furniture.is_credit(segments[index])] or found
        found = [
            index
            for index in found
            if self._container in segments[index].ancestors or not self._page_boxes.is_in_margin(segments[index])
        ]
        inside = [index for index in found if self._container in segments[index].ancestors]
        self._first = next((index for index in inside if not is_headline(segments[index], self._title)), inside[0])
        self._last = inside[-1]
        self._chosen = {*found}
        self._keys = {segments[index].key for index in found}
        self._holding = {ancestor for index in found for ancestor in segments[index].ancestors}

    def result(self) -> list[Segment]:
        above = [*self._above()]
        for index in (*above, *self._between(), *self._below()):
            if self._segments[index].key not in self._keys:
                self._chosen.add(index)
                self._keys.add(self._segments[index].key)
        for index in above:
            if self._segments[index].kind == "heading":
                self._segments[index].kind = "lead"
        self._add_headings()
        self._add_times()
        return [self._segments[index] for index in sorted(self._chosen)]

    def _above(self) -> Iterator[int]:
        """Yield the lead, headings among it as text: they are standfirsts."""
        headline = find_headline(self._segments, self._first, self._title, self._container)
        lead = Lead(
            self._segments,
            headline,
            self._first,
            self._holding,
            self._title,
            self._description,
            self._wide,
            self._page_boxes,
        )
        yield from lead.find()

    def _between(self) -> Iterator[int]:
        for index in range(self._first + 1, self._last):
            segment = self._segments[index]
            if index not in self._chosen and self._container in segment.ancestors and self._fits(segment):
                yield index

    def _fits(self, segment: Segment) -> bool:
        """Tell whether a segment between those that were found belongs to them."""
        if (
            segment.kind == "heading"
            or segment.link_share >= furniture.MAX_LINKED
            or self._page_boxes.is_furniture(segment, _boxes(segment, self._holding))
        ):
            return False
        if segment.kind != "text":
            return True
        is_quoted = segment.ancestors[0].tag == "blockquote"
        if len(segment.key) < _MIN_SHORT and not (is_quoted or segment.text.endswith(SENTENCE_ENDS)):
            return False
        if not _boxes(segment, self._holding):
            return True
        least = _MIN_PARAGRAPH if self._wide.has(segment) else _MIN_LONG
        return len(segment.key) >= least and segment.link_share < _FEW_LINKED

    def _below(self) -> Iterator[int]:
        beside = True
        for index in range(self._last + 1, len(self._segments)):
            segment = self._segments[index]
            boxes = _boxes(segment, self._holding)
            if furniture.is_footnote(segment, boxes):
                yield index
                continue
            beside = beside and not boxes and self._container in segment.ancestors
            if beside and segment.kind == "heading":
                continue
            if (
                beside
                and segment.link_share < furniture.MAX_LINKED
                and not self._page_boxes.is_furniture(segment, _boxes(segment, self._holding))
            ):
                beside = len(segment.key) >= _MIN_PARAGRAPH or self._wide.has(segment)
                if beside:
                    yield index
            else:
                beside = False

    def _add_times(self) -> None:
        """Add the times above the entries of a live blog: there are several of them."""
        above = [index - 1 for index in self._chosen if index and index - 1 not in self._chosen]
        times = [index for index in above if furniture.is_time(self._segments[index])]
        if len(times) > 1:
            self._chosen.update(times)

    def _add_headings(self) -> None:
        for index in sorted(self._chosen, reverse=True):
            above = index - 1
            while above > self._first and above not in self._chosen and self._segments[above].kind == "heading":
                heading = self._segments[above]
                if self._container not in heading.ancestors or self._page_boxes.is_furniture(
                    heading, _boxes(heading, self._holding)
                ):
                    break
                if heading.element.tag != "h1" and heading.key not in self._keys:
                    self._chosen.add(above)
                above -= 1


def _size(segments: Sequence[Segment], indices: Sequence[int]) -> int:
    """Return the length of some segments without their links."""
    return sum(len(segments[index].key) - segments[index].linked for index in indices)


def _container(segments: Sequence[Segment]) -> _Element:
    """Return the smallest element that holds nearly all of the text of some segments."""
    sizes: dict[_Element, int] = {}
    total = 0
    for segment in segments:
        total += len(segment.key)
        for ancestor in segment.ancestors:
            sizes[ancestor] = sizes.get(ancestor, 0) + len(segment.key)
    large = [element for element, size in sizes.items() if size >= total * _CONTAINED]
    return max(large, key=lambda element: sum(1 for _ in element.iterancestors()))


def _boxes(segment: Segment, holding: set[_Element]) -> list[_Element]:
    """Return the boxes around a segment in which nothing was found, from the inside out."""
    return [ancestor for ancestor in segment.ancestors if ancestor not in holding]
