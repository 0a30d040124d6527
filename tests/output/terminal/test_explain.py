"""Where the fields of clips came from, as a table."""

from clipper.model.candidate import Candidate
from clipper.model.provenance import Provenance
from clipper.output.terminal.explain import render
from tests.output.drawing import draw
from tests.output.hostile import leaks
from tests.output.sample_candidates import HOSTILE_PAGE, PAGE, TEXT, candidate


def drawn(*candidates: Candidate, width: int = 60) -> str:
    return draw(render(candidates, width=width), width=width)


def test_a_field_is_a_row_and_what_was_passed_over_is_below_it() -> None:
    assert [line.rstrip() for line in drawn(PAGE, TEXT).splitlines()] == [
        "a.html",
        "field  value                                from",
        "title  A headline                           JSON-LD headline",
        "       not A headline, louder               og:title",
        "       not Headline                         <title>",
        "date   2025-05-20                           <time>",
    ]


def test_a_long_value_is_cut_and_nothing_is_wider_than_the_terminal() -> None:
    long = Provenance("description", "word " * 500, "meta description", (("letters" * 200, "og:description"),))
    for width in (30, 60, 120):
        assert max(map(len, drawn(candidate("x" * 200, long), width=width).splitlines())) <= width


def test_nothing_that_a_page_says_acts_on_the_terminal() -> None:
    assert not leaks(drawn(HOSTILE_PAGE))
