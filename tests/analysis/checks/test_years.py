"""A year that a text speaks of as past: the table is the specification."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.analysis.checks.years import find_past_year
from clipper.model import dates
from clipper.text import is_safe
from tests.analysis.checks import news
from tests.benchmarks.corpus import Corpus
from tests.effort import bounded

CLIPS = Path(__file__).parents[3] / "clips"
CERTAIN = (
    "after the two sides met in Turkey for their first face-to-face negotiations since March 2022. But",
    "since at least 2022",
    "Since Russia’s invasion of Ukraine in February 2022 nothing is as it was.",
    "Russia invaded Ukraine on 24 February 2022.",
    "the war, which began in 2022,",
    "In March 2022, Russia invaded Ukraine.",
    "The 2011 earthquake destroyed the town.",
    "after the crisis of 2008",
    "Two years ago, in 2021, he left.",
    "Last year, 2021, was warm.",
    "last month (March 2022)",
    "He was elected in November 2021.",
    "They met again in Geneva in May 2015.",
    "WASHINGTON, May 19, 2025 (Reuters) - The president",
    "19 May 2025\n\nThe president",
    "*since* **2022**",
    "seit März 2022",
    "seit dem Beginn des Krieges im Februar 2022",
    "Er wurde 2021 zum Kanzler gewählt.",
    "Sie starb im Mai 2021.",
    "depuis février 2022",
    "Il est mort en 2021.",
    "desde marzo de 2022",
    "Murió en 2021.",
    "2022年3月以来",
    "戦争は2022年に始まった。",
    "2011年の大震災",
)
UNCERTAIN = (
    "by 2030",
    "in the 2012 season",
    "is due in 1995",
    "the goal for 2050",
    "London will host the Games in 2012.",
    "They have one more chance, in June 2012. After that the next is in December 2017.",
    "since 2 030 people",
    "since 2030 people",
    "since 1,999 km",
    "rose in 2022 metres",
    "died on flight 2035",
    "since page 2024",
    "https://example.com/2022/since-2022",
    "since #2022",
    "`clipper list --since 2022`",
    "since $2022",
    "since version 2022.1",
    "since 2022-113-77",
    "Since 2030 is an election year",
    "a law banning plastic bags in 2022",
    "Cars sold in 2022 are small.",
    "Once opened in 2022, it carries more.",
    "the war that began in the novel in 2077 …",
    "This article was amended on 3 March 2022.",
    "Updated Monday, May 19, 2025",
    "Today, 2022 families wait.",
    "Bis 2030 soll das Werk stehen.",
    "wurde auf 2022 verschoben",
    "d’ici à 2030",
    "hasta 2030",
    "2030年に開業すると発表した",
    "2030年までに",
    "",
)


@pytest.mark.parametrize("written", CERTAIN)
def test_a_year_that_is_past_beyond_doubt_is_found(written: str) -> None:
    mention = find_past_year(written, 1990, 2100)
    assert mention
    assert written[mention.start :].startswith(str(mention.year))
    assert str(mention.year) in mention.words


@pytest.mark.parametrize("written", UNCERTAIN)
def test_a_plan_and_a_number_are_not(written: str) -> None:
    assert find_past_year(written, 1990, 2100) is None


@pytest.mark.parametrize(("after", "until", "found"), [(2021, 2022, 2022), (2022, 2030, None), (2000, 2021, None)])
def test_only_the_years_after_the_date_and_until_it_was_kept_count(after: int, until: int, found: int | None) -> None:
    mention = find_past_year("The first talks since 1998, and since 2022.", after, until)
    assert (mention.year if mention else None) == found


def test_the_words_around_it_are_quoted_whole_and_safe() -> None:
    long = "One. " + "word " * 40 + "it was the first meeting since\nMarch 2022\x1b[2J, and " + "word " * 40
    mention = find_past_year(long, 2000, 2030)
    assert mention
    assert (
        mention.words == "…word word word word it was the first meeting since March 2022␛[2J, and word word word word …"
    )


_PIECES = [
    "since ",
    "in ",
    "2022",
    "1999",
    "March ",
    "May ",
    "19, ",
    ". ",
    "\n\n",
    "—",
    "’",
    "began ",
    "年",
    "\x1b",
    "İ",
    "the ",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join))
def test_whatever_the_text_is_the_year_stands_where_it_is_said_to(written: str) -> None:
    mention = find_past_year(written, 2000, 2026)
    if mention:
        assert written[mention.start : mention.start + 4] == str(mention.year) == "2022"
        assert is_safe(mention.words)
        assert "\n" not in mention.words


@pytest.mark.parametrize("filler", ["2022 ", "since 2022, ", "1999" * 3 + " ", "x", "in ", "(", "since the " * 3])
def test_a_long_text_takes_no_long_time(filler: str) -> None:
    with bounded(1):
        find_past_year(filler * (4_000_000 // len(filler)), 2000, 2026)


def test_of_the_archive_of_the_repository_only_the_founding_clipping_is_told() -> None:
    found = {}
    for file in CLIPS.rglob("*.md"):
        clip = clipfile.read(file.read_bytes())
        span = dates.span(clip.date)
        assert span
        for written in (clip.title, clip.body):
            if mention := find_past_year(written, int(clip.date[:4]), 2026):
                found[file.name] = mention.words
    ((name, words),) = found.items()
    assert name.startswith("2000-05-19-reuters-trump")
    assert words == "…week for their first face-to-face negotiations since March 2022."


def test_made_up_news_raises_hardly_a_false_alarm(capsys: pytest.CaptureFixture[str]) -> None:
    false, found = 0, 0
    corpus = Corpus()
    for number in range(1000):
        dice = Random(f"news {number}")
        dated = dice.randint(1950, 2020)
        body = corpus.clip(number).body if number % 10 == 0 else ""
        false += find_past_year(body + news.harmless(dice, dated, 2026), dated, 2026) is not None
        found += find_past_year(news.misdated(dice, dated, 2026), dated, 2026) is not None
    with capsys.disabled():
        print(f"false alarms={false} of 1000, misdated found={found} of 1000")  # noqa: T201 - a figure
    assert false <= 5
    assert found >= 900
