"""Where the fields of clips came from, as lines."""

from clipper.output.plain.explain import tsv
from tests.output.hostile import leaks
from tests.output.sample_candidates import HOSTILE_PAGE, PAGE, TEXT


def test_a_field_is_a_line() -> None:
    assert [*tsv([PAGE, TEXT])] == [
        "a.html\ttitle\tA headline\tJSON-LD headline\tA headline, louder (og:title); Headline (<title>)\n",
        "a.html\tdate\t2025-05-20\t<time>\t\n",
    ]


def test_nothing_that_a_page_says_acts_on_the_terminal() -> None:
    assert not leaks("".join(tsv([HOSTILE_PAGE])).replace("\t", " "))
