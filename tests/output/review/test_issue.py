"""The values of a press review."""

import pytest

from clipper.library.digest import Reprint
from clipper.output.review import chart
from clipper.output.review.issue import direction
from tests.output.review.samples import digest_clip, sample_issue, text_of


def test_clips_and_reprints_are_counted_apart() -> None:
    counted = sample_issue().coverage
    assert [(row.name, row.clips, row.reprints) for row in counted.outlets] == [
        ("Daily Example", 1, 0),
        ("Without an outlet", 1, 0),
        ("المثال اليومية", 1, 0),
        ("例日新聞", 1, 0),
        ("Example Post", 0, 1),
        ("Radio Nine", 0, 1),
    ]
    assert (counted.reprints, counted.undated) == (2, 1)


def test_the_cover_says_the_days_and_the_numbers() -> None:
    issue = sample_issue([digest_clip(1), digest_clip(2)])
    assert (issue.span, issue.numbers) == ("21 November 2026 – 22 November 2026", ("2 clips", "1 outlet"))
    assert sample_issue([digest_clip(1)]).span == "21 November 2026"
    assert sample_issue([digest_clip(date="")]).span == ""


def test_periods_have_no_gap() -> None:
    clips = [digest_clip(date="2026-11-20"), digest_clip(date="2026-11-23", reprints=(Reprint("X", "2026-11-20"),))]
    rows = sample_issue(clips).coverage.periods
    assert [(row.short, row.clips, row.reprints) for row in rows] == [
        ("20 Nov", 1, 1),
        ("21 Nov", 0, 0),
        ("22 Nov", 0, 0),
        ("23 Nov", 1, 0),
    ]


def test_the_chart_says_its_figures() -> None:
    issue = sample_issue([digest_clip(1), digest_clip(3)])
    drawn = chart.svg(issue.coverage, issue.labels)
    assert 'aria-label="Clips by day: 21 November 2026 1, 23 November 2026 1"' in drawn
    assert drawn.count("<rect") == 2


def test_a_direction_is_that_of_the_first_letter_that_has_one() -> None:
    assert (direction("123 שלום"), direction("Hello שלום"), direction("…"), direction("日本")) == (
        "rtl",
        "ltr",
        "ltr",
        "ltr",
    )


def test_a_first_line_that_repeats_the_title_is_left_out() -> None:
    clip = digest_clip(title="A headline", extent="full", text="# A Headline\n\nThe text.\n", beginning="")
    assert sample_issue([clip]).clips[0].text.strip() == "The text."
    line = digest_clip(title="A headline", extent="full", text="A headline\n\nThe text.\n", beginning="")
    assert sample_issue([line]).clips[0].text.strip() == "The text."


def test_an_archived_copy_is_the_one_that_is_named_or_the_nearest() -> None:
    named = digest_clip(archived="https://archive.example/1", clipped="2026-11-20T08:00:00+00:00")
    nearest = digest_clip(url="https://e.example/1", clipped="2026-11-20T08:00:00+00:00")
    hostile = digest_clip(archived="javascript:alert(1)")
    assert [clip.archived for clip in sample_issue([named, nearest, hostile, digest_clip()]).clips] == [
        "https://archive.example/1",
        "https://web.archive.org/web/20261120080000/https://e.example/1",
        "",
        "",
    ]


@pytest.mark.parametrize(("language", "known", "unknown"), [
    ("en", "Archived copy", "Look for an archived copy"),
    ("de", "Archivierte Kopie", "Archivierte Kopie suchen"),
    ("fr", "Copie archivée", "Chercher une copie archivée"),
])  # fmt: skip
def test_a_copy_that_nobody_has_seen_is_to_be_looked_for(language: str, known: str, unknown: str) -> None:
    seen = digest_clip(1, archived="https://archive.example/1")
    guessed = digest_clip(2, url="https://e.example/1", clipped="2026-11-20T08:00:00+00:00")
    issue = sample_issue([seen, guessed], language=language)
    assert [clip.archived_label for clip in issue.clips] == [known, unknown]
    page, markdown = text_of("html", issue), text_of("markdown", issue)
    for label in (known, unknown):
        assert f">{label}</a>" in page
        assert f"[{label}](" in markdown


def test_sources_are_in_the_order_of_their_outlets() -> None:
    sources = sample_issue().sources
    assert [(source.outlet, source.number, source.is_reprint) for source in sources][:4] == [
        ("Daily Example", 1, False),
        ("Example Post", 1, True),
        ("Radio Nine", 1, True),
        ("Without an outlet", 4, False),
    ]


def test_many_outlets_are_shown_in_one_row() -> None:
    counted = sample_issue([digest_clip(number, source=f"Outlet {number:02}") for number in range(20)]).coverage
    assert len(counted.outlets) == 20
    assert [(row.name, row.clips) for row in counted.busiest][10:] == [("Outlet 10", 1), ("9 more outlets", 9)]


def test_days_are_in_the_language_of_the_review() -> None:
    assert sample_issue([digest_clip(date="2026-03-01")], language="fr").span == "1er mars 2026"
    assert sample_issue([digest_clip(date="2026-03-01")], language="de").clips[0].date == "1. März 2026"
    assert sample_issue([digest_clip(date="2026-W12")]).clips[0].date == "2026-W12"
