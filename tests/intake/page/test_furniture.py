"""What stands around an article: told by tags, names, links and length."""

import pytest
from lxml import html

from clipper.intake.page.furniture import Boxes
from clipper.intake.page.segments import split

WORK = "Adams, J. (1999). Cranes of the North Sea and the men who worked them. Harbour Press."


@pytest.mark.parametrize(
    ("items", "box", "is_in_margin"),
    [
        (WORK, "references", False),
        (f"<a href='/w'>{WORK}</a>", "references", True),
        ("Cranes", "references", True),
        (WORK, "sidebar", True),
    ],
)
def test_a_long_list_without_links_is_text_unless_its_box_says_otherwise(
    items: str, box: str, is_in_margin: bool
) -> None:
    segments = split(
        html.document_fromstring(f"<body><div class='{box}'><ul>{f'<li>{items}</li>' * 4}</ul></div></body>")
    )
    assert Boxes(segments).is_in_margin(segments[0]) is is_in_margin
