"""The column of a page is the box with most of its text, whatever its name is."""

from lxml import html

from clipper.intake.page.column import find_column
from clipper.intake.page.furniture import Boxes
from clipper.intake.page.segments import ExtractedText, Segment, split
from clipper.intake.page.selection import select

FIRST = "Two new cranes will be set up before the summer, and the old ones sold."
SECOND = "They cost nine million crowns, which the fees of ships pay."
THIRD = "Dock workers had asked for them since a breakdown last year."
TAGS = "Cranes, harbours and ships of all kinds"


def segments_of(body: str) -> list[Segment]:
    """Return the segments of a page."""
    return split(html.document_fromstring(f"<body>{body}</body>"))


def column_of(body: str) -> list[str]:
    """Return the texts in the column of a page."""
    segments = segments_of(body)
    return [segments[index].text for index in find_column(segments, Boxes(segments))]


def test_the_box_with_most_text_is_the_column() -> None:
    text = f"<div class='x'><p>{FIRST}</p><div><p>{SECOND}</p></div><p>{THIRD}</p></div>"
    assert column_of(f"<p>{TAGS}, and more of them</p>{text}") == [FIRST, SECOND, THIRD]


def test_furniture_and_links_are_no_text() -> None:
    comments = f"<div class='comments'><p>{SECOND}</p><p>{THIRD}</p></div>"
    links = f"<div><p><a href='/a'>{SECOND}</a></p><p><a href='/b'>{THIRD}</a></p></div>"
    assert column_of(f"<div><p>{FIRST}</p></div>{comments}{links}") == [FIRST]
    assert column_of(comments + links) == []


def test_the_column_is_the_article_if_a_search_found_much_less_of_the_page() -> None:
    segments = segments_of(f"<p>{TAGS}</p><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    tags = ExtractedText([TAGS])
    assert [one.text for one in select(segments, tags, tags, title="", description="")] == [FIRST, SECOND, THIRD]
