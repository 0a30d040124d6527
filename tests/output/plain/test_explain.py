"""What pages said of the fields of their clips, as lines and as a table."""

from io import StringIO

from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.provenance import Provenance
from clipper.output.plain.explain import tsv
from clipper.output.terminal.explain import render
from clipper.output.terminal.theme import console
from tests.output.hostile import ATTACKS, leaks

SAID = (
    Provenance(
        "title", "A headline", "JSON-LD headline", (("A headline, louder", "og:title"), ("Headline", "<title>"))
    ),
    Provenance("date", "2025-05-20", "<time>"),
)


def candidate(name: str, *provenance: Provenance) -> Candidate:
    return Candidate(Clip(), b"", input_name=name, provenance=provenance)


def drawn(*candidates: Candidate, width: int = 60) -> str:
    out = StringIO()
    console(out, no_color=True, width=width).print(render(candidates, width=width))
    return out.getvalue()


def test_a_field_is_a_line() -> None:
    assert [*tsv([candidate("a.html", *SAID), candidate("text")])] == [
        "a.html\ttitle\tA headline\tJSON-LD headline\tA headline, louder (og:title); Headline (<title>)\n",
        "a.html\tdate\t2025-05-20\t<time>\t\n",
    ]


def test_a_field_is_a_row_and_what_was_passed_over_stands_below_it() -> None:
    lines = [line.rstrip() for line in drawn(candidate("a.html", *SAID), candidate("text")).splitlines()]
    assert lines == [
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


def test_nothing_that_a_page_says_leaves_it_as_it_is() -> None:
    evil = "".join(ATTACKS)
    page = candidate(evil, Provenance(evil, evil, evil, ((evil, evil),)))
    assert not leaks(drawn(page))
    assert not leaks("".join(tsv([page])).replace("\t", " "))
