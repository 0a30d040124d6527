"""Verdicts on quotations that are held against an archive."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.analysis.quotation.quotation import Quotation
from clipper.analysis.quotation.verdict import Verdict
from clipper.analysis.quotation.verifier import MAX_WORDS, Verifier
from clipper.index import Index
from clipper.model.clip import StoredClip
from clipper.output.plain.verdicts import difference_text
from tests.conftest import no_progress, open_index

TEXTS = {
    "2024-minister": "title: The bridge\ndate: 2024-01-02\n---\n“I did **not** have that [meeting](http://a.b/c), and "
    "I never will,” the minister said. The new bridge costs $5.5 million, and nobody asked the café owners.\n",
    "2025-again": "title: Again\ndate: 2025-01-02\n---\nA year ago he said, “I did not have that meeting.” Then the "
    "house voted, and the old bridge stays where it is for now.\n",
    "brücke": "date: 2024-03-01\n---\n„Wir haben uns bei der Planung der Brücke geirrt, und das sagen wir jetzt.“\n",
    "rain": "date: 2024-04-01\n---\n「こんな雨は初めてだ」と、住民は話した。避難者は約三千人に上った。\n",
    "city": "date: 2024-05-01\n---\nوقال الوزير «هذا يوم مهم للمدينة ولكل سكانها في هذه الساعة».\n",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Yield the index of the texts."""
    with open_index(tmp_path, TEXTS) as opened:
        yield opened


def _verdict(index: Index, words: str, among: frozenset[str] | None = None) -> Verdict:
    def read(stored: StoredClip) -> str:
        return index.read_body(stored.path)

    (verdict,) = Verifier(index.phrases(among), read).verify([Quotation(1, words)])
    return verdict


def _paths(verdict: Verdict) -> list[str]:
    return [stored.path for stored in verdict.clips]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("I DID NOT have that meeting, and I never will", "2024-minister.md"),
        ("wir haben uns bei der Planung der Brücke geirrt", "brücke.md"),
        ("こんな雨は初めてだ", "rain.md"),
        ("هذا يوم مهم للمدينة", "city.md"),
        ("The bridge", "2024-minister.md"),
    ],
)
def test_exact_word_for_word_in_any_script(index: Index, words: str, path: str) -> None:
    verdict = _verdict(index, words)
    assert (verdict.kind, _paths(verdict), verdict.share, verdict.agrees) == ("exact", [path], 100, True)


def test_of_several_clips_the_earliest_is_named(index: Index, tmp_path: Path) -> None:
    (tmp_path / "earlier.md").write_text("---\ndate: 2023\n---\nThe old bridge stays where it is, they said.\n")
    index.refresh()
    verdict = _verdict(index, "the old bridge stays where it is")
    assert (_paths(verdict), verdict.others) == (["earlier.md"], 1)


def test_what_is_left_out_or_added_must_be_marked(index: Index) -> None:
    assert _verdict(index, "I did not … and I never will").kind == "omission"
    assert _verdict(index, "[He] did not have that meeting, and [he] never will").kind == "omission"
    assert _verdict(index, "I did not, and I never will").kind != "omission"


@pytest.mark.parametrize(
    ("words", "difference"),
    [
        ("I did have that meeting, and I never will", "I did {+not+} have that meeting, and I …"),
        ("The new bridge costs $55 million", "The new bridge costs [-$55-] {+$5.5+} million"),
        ("nobody asked the cafe owners", "nobody asked the [-cafe-] {+café+} owners"),
        ("こんな雪は初めてだ", "こんな[-雪-]{+雨+}は初めてだ"),
    ],
)
def test_altered_words_are_shown(index: Index, words: str, difference: str) -> None:
    verdict = _verdict(index, words)
    assert (verdict.kind, difference_text(verdict), verdict.agrees) == ("altered", difference, False)
    assert verdict.share < 100


def test_pieced_together_from_several_clips(index: Index) -> None:
    verdict = _verdict(index, "The new bridge costs $5.5 million, the old bridge stays where it is")
    assert (verdict.kind, _paths(verdict)) == ("pieced", ["2024-minister.md", "2025-again.md"])


def test_absent(index: Index) -> None:
    assert _verdict(index, "a triumph of planning and of taste").kind == "absent"
    assert _verdict(index, "… [sic] …").kind == "absent"


def test_only_the_clips_that_are_meant(index: Index) -> None:
    words = "I did not have that meeting"
    assert _paths(_verdict(index, words, frozenset({"2025-again.md"}))) == ["2025-again.md"]
    assert _verdict(index, words, frozenset({"rain.md"})).kind == "absent"


def test_a_very_long_quotation_is_compared_by_its_first_words(index: Index, tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(2 * MAX_WORDS)]
    (tmp_path / "long.md").write_text(" ".join(words[:MAX_WORDS]))
    index.refresh()
    verdict = _verdict(index, " ".join(words))
    assert (verdict.kind, verdict.is_cut) == ("exact", True)


_COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "it",
    "was",
    "for",
    "on",
    "with",
    "as",
    "he",
    "at",
    "by",
    "from",
    "this",
    "have",
    "not",
    "but",
    "they",
    "which",
]


def _article(chance: random.Random) -> list[str]:
    """Return words in which common and rare ones alternate as in prose."""
    return [chance.choice(_COMMON) if chance.random() < 0.5 else f"w{chance.randrange(3_000)}x" for _ in range(200)]


def _altered(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randrange(1, len(words) - 1)
    before, after = words[:place], words[place:]
    return chance.choice(([*before, *after[1:]], [*before, "never", *after], [*before, "quite", *after[1:]]))


def test_a_matrix_of_many_quotations(tmp_path: Path) -> None:
    """No altered, shuffled or pieced quotation is ever called exact, and every exact one is."""
    chance = random.Random(5)
    articles = [_article(chance) for _ in range(60)]
    for number, article in enumerate(articles):
        (tmp_path / f"{number}.md").write_text(" ".join(article))
    index = Index(tmp_path, tmp_path / "cache" / "index.db", no_progress)
    counts: Counter[tuple[str, str]] = Counter()
    for number in range(40):
        article, other = articles[number], articles[number + 15]
        start = chance.randrange(150)
        words = article[start : start + chance.randrange(12, 36)]
        third = len(words) // 3
        samples = {
            "exact": words,
            "omission": [*words[:third], "[...]", *words[third + 2 :]],
            "altered": _altered(words, chance),
            "pieced": [*words[:10], *other[start : start + 10]],
            "absent": chance.sample(words, len(words)),
        }
        for wanted, sample in samples.items():
            counts[wanted, _verdict(index, " ".join(sample)).kind] += 1
    index.close()
    assert counts == {(kind, kind): 40 for kind in ("exact", "omission", "altered", "pieced", "absent")}
