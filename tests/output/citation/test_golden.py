"""Every reference is what the reference implementation writes, or departs from it by a rule that has a name."""

import random
from collections import Counter

import pytest

from tests.output.citation import golden
from tests.output.citation.departures import DEPARTURES, rewritten
from tests.output.citation.generated import COUNT, SEED, item
from tests.output.citation.rendered import GENERATED, RENDERINGS, Rendered, generated, own

TEXT = golden.GOLDEN.read_text("utf-8")
CASES = [*golden.read(TEXT)]

EXAMPLES = {
    "the last word of a headline has a capital": ("Doe, Jane. “It’s over!” *P*.", "Doe, Jane. “It’s Over!” *P*."),
    "a place stands only with its newspaper": ("(Rome). 2019. *Rain*. May 6.", "*Rain*. 2019. May 6."),
    "an edition stands once": ("*Rain*. Late Edition. May 6. Late Edition.", "*Rain*. May 6. Late Edition."),
    "[Broadcast] belongs to the headline": ("Rain. (2019, May 6). [Broadcast].", "Rain [Broadcast]. (2019, May 6)."),
    "characters without italics stay upright": ("*例日新聞*, 1.", "例日新聞, 1."),
    "without an author and an outlet the headline is first": ("(2019) ‘Rain’, 6 May.", "‘Rain’ (2019), 6 May."),
    "no full stop for a missing outlet": ("Rain, 2019. . 6 May 2019.", "Rain, 2019. 6 May 2019."),
    "no comma behind a full stop": ("Report., 2019.", "Report, 2019."),
    "one mark is enough": ("*Who’s Who?*. Online.", "*Who’s Who?* Online."),
    "a piece without an author keeps its date": (
        "Rain, 2019. *P*. Rome, p. 1. Available from: x",
        "Rain, 2019. *P*. Rome, 6 May 2019. p. 1. Available from: x",
    ),
    "no comma for a missing date": ("Rain, [no date]. *P*. Rome, p. 1.", "Rain, [no date]. *P*. Rome. p. 1."),
    "no full stop at the end": ("Rain, [kein Datum].", "Rain, [kein Datum]"),
    "a German day has a full stop": ("*P*. 7 März 2019", "*P*. 7. März 2019"),
}  # fmt: skip
"""What each rule makes of a text by the reference implementation."""

ITEMS = {
    "the last word of a headline has a capital": {"type": "article-newspaper", "title": "It’s over!"},
    "no comma behind a full stop": {"type": "article-newspaper", "title": "Report."},
    "[Broadcast] belongs to the headline": {"type": "broadcast", "title": "Rain"},
    "no comma for a missing date": {"type": "article-newspaper", "title": "Rain", "publisher-place": "Rome"},
    "an edition stands once": {"type": "article-newspaper", "title": "Rain", "edition": "Late"},
}
RAIN = {
    "type": "article-newspaper",
    "title": "Rain",
    "publisher-place": "Rome",
    "page": "1",
    "issued": {"date-parts": [[2019, 5, 6]]},
}


def check(case: Rendered, rendering: str) -> tuple[str, ...]:
    """Check one reference; return the names of the departures that it needs."""
    ours, theirs = own(rendering, case.item), case.entries[rendering]
    expected, names = rewritten(rendering, theirs, case.item)
    assert ours == expected, (theirs, names)
    return names


@pytest.mark.parametrize(("case", "named"), CASES, ids=[case.item["id"] for case, _ in CASES])
@pytest.mark.parametrize("rendering", RENDERINGS)
def test_a_reference_is_that_of_the_reference_implementation_or_departs_by_rule(
    case: Rendered, named: dict[str, tuple[str, ...]], rendering: str
) -> None:
    assert check(case, rendering) == named[rendering]


def test_the_file_is_what_is_written_now_and_its_table_names_what_is_needed() -> None:
    assert len(CASES) * len(RENDERINGS) == 192
    needed = Counter(name for _, named in CASES for names in named.values() for name in names)
    assert golden.table(TEXT) == needed
    assert golden.written(case for case, _ in CASES) == TEXT


def test_generated_references_are_equal_or_named() -> None:
    """One in ten; the others are a matter of patience."""
    for case in [*generated()][::10]:
        for rendering in RENDERINGS:
            check(case, rendering)


@pytest.mark.slow
def test_all_generated_references_are_equal_or_named_and_each_rule_is_needed() -> None:
    used = Counter(name for case in generated() for rendering in RENDERINGS for name in check(case, rendering))
    used.update(name for _, named in CASES for names in named.values() for name in names)
    assert used.keys() == {departure.name for departure in DEPARTURES}


def test_the_generated_items_can_be_made_again() -> None:
    dice = random.Random(SEED)
    assert [item(dice, f"g{number}") for number in range(COUNT)] == [case.item for case in generated()]
    assert GENERATED.stat().st_size < 200 * 1024


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_changes_what_it_says_and_nothing_twice(name: str) -> None:
    departure = next(departure for departure in DEPARTURES if departure.name == name)
    theirs, expected = EXAMPLES[name]
    no_outlet = {key: value for key, value in RAIN.items() if key != "page" or "p. 1" in theirs}
    about = ITEMS.get(name, no_outlet)
    assert departure.rewrite(theirs, about) == expected
    if name != "a piece without an author keeps its date":  # the date is added, not seen
        assert departure.rewrite(expected, about) == expected


def test_a_rule_leaves_alone_what_it_is_not_about() -> None:
    by_author = {**RAIN, "author": [{"family": "Doe", "given": "Jane"}], "container-title": "P", "URL": "x"}
    entry = "DOE, Jane, 2019. Rain. *P*. Rome, 6 May 2019. p. 1. Available from: x"
    for departure in DEPARTURES:
        assert departure.rewrite(entry, by_author) == entry, departure.name


def test_every_rule_has_an_example() -> None:
    assert EXAMPLES.keys() == {departure.name for departure in DEPARTURES}
