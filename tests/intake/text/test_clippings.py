"""A pasted text becomes clips whose bodies are exact."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UsageError
from clipper.intake.text import clippings
from clipper.model.clip import Clip
from tests.effort import bounded

TODAY = date(2026, 11, 27)
DATA = Path(__file__).parent / "data"
HEADING = " date 2000-05-19 [Source: Reuters]\n\n"


def parse_clippings(written: str, *, ignore_dates: bool = False) -> list[Clip]:
    return [item.clip for item in clippings.parse_clippings(written, TODAY, ignore_dates=ignore_dates)]


def only(written: str) -> Clip:
    (clip,) = parse_clippings(written)
    return clip


def test_the_founding_form_gives_date_source_and_the_body_to_the_byte() -> None:
    body = "Donald Trump said so, but the U.S. president did not.\n\n“This is not my war.”\n\n"
    clip = only(HEADING + body)
    assert clip == Clip(
        title="Donald Trump said so, but the U.S. president did not.",
        date="2000-05-19",
        source="Reuters",
        body=body,
    )


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            "Title: **Talks**\nDate: 19 May 2025\nSource: AP\nTags: a/b, c\nURL: https://a.example/b\nBy J Doe, X Y\n",
            Clip(
                title="Talks",
                date="2025-05-19",
                source="AP",
                author=("J Doe", "X Y"),
                url="https://a.example/b",
                tags=("a/b", "c"),
            ),
        ),
        (
            "date 2025-05-19 [Source: AP]\n\nBy Jane Doe\n\nhttps://a.example/b\n",
            Clip(date="2025-05-19", source="AP", author=("Jane Doe",), url="https://a.example/b"),
        ),
        ("Talks fail\n\n date 2025-05-19 [Source: AP]\n", Clip(title="Talks fail", date="2025-05-19", source="AP")),
        ("# Talks fail\ndate 2025-05-19\n", Clip(title="Talks fail", date="2025-05-19")),
        ("Talks fail\nBy Jane Doe\nSource: AP\nURL: https://a.example\n",
         Clip(title="Talks fail", author=("Jane Doe",), source="AP", url="https://a.example")),
        ("19 May 2025\n\nSource: BBC\n", Clip(date="2025-05-19", source="BBC")),
        ("Source: BBC\n19 May 2025\n", Clip(date="2025-05-19", source="BBC")),
        ("Title: Talks\nDate:\nAuthor:\nTags:\n", Clip(title="Talks")),
        ("date unknown [Source: AP]\n", Clip(source="AP")),
        ("Source: https://a.example/b\n", Clip(url="https://a.example/b")),
        ("Date: 2025-05\n", Clip(date="2025-05")),
    ],
)  # fmt: skip
def test_the_lines_above_a_text_fill_its_fields(heading: str, expected: Clip) -> None:
    body = "the body, a sentence with no headline.\n"
    clip = only(f"{heading}\n{body}")
    assert clip.body == body
    assert clip.title == (expected.title or body.strip())
    for name in ("date", "source", "author", "url", "tags"):
        assert getattr(clip, name) == getattr(expected, name)


@pytest.mark.parametrize(
    "text",
    [
        "Date palms are dying\n\nThey need water.\n",
        "Source: of all evil is money.\n\nSo they say.\n",
        "The date 2000-05-19 will be remembered\n\nBy all.\n",
        "By Monday the talks had failed.\n\nMore.\n",
        "By Jane Doe\n\nA byline alone names no source and no date.\n",
        "By Jane Doe\nwas the book written that he read.\n",
        "https://example.com/a\n\nAn address alone.\n",
        "19 May 2025\n\nDear diary.\n",
        "Reuters, 19 May 2025\n\nA place would look the same.\n",
        "KYIV, May 19 (Reuters) - The talks failed.\n",
        "   \tAn indented text, and no end of its line",
        "A headline\nSource: Reuters",
        "A headline\n\nSource: Reuters\n\nA source alone is not sure.\n",
        "A headline\n\ndate 2000-05-19\n",
        "A headline\n\nTitle: Another\nDate: 2000-05-19\n\nTwo titles.\n",
        "---\ntitle: x\n---\n\ntext\n",
    ],
)
def test_a_text_without_a_heading_is_all_body(text: str) -> None:
    clip = only(text)
    assert clip.body == text
    assert (clip.date, clip.author, clip.url) == ("", (), "")
    assert only("\n \r\n" + text).body == text


def test_a_byline_with_prose_below_it_belongs_to_the_text() -> None:
    clip = only("date 2025-05-19\nBy Prime Minister Starmer\nthe talks were called off.\n")
    assert clip.body == "By Prime Minister Starmer\nthe talks were called off.\n"


def test_a_date_alone_belongs_to_the_text_unless_a_source_is_beside_it() -> None:
    clip = only("Title: A diary\n\n19 May 2025\n\nRain.\n")
    assert (clip.date, clip.body) == ("", "19 May 2025\n\nRain.\n")


def test_a_repeated_field_begins_the_text() -> None:
    assert only("Source: AP\nSource: Reuters\n\nText.").body == "Source: Reuters\n\nText."


@pytest.mark.parametrize("credit", ["Source: Reuters", "(Source: Reuters)", "date 2000-05-20 [Source: Reuters]"])
def test_a_source_on_the_last_line_closes_the_piece_and_counts_when_the_heading_has_none(credit: str) -> None:
    body = f"Text.\n\n{credit}\n\n"
    assert [(clip.source, clip.body) for clip in parse_clippings(body)] == [("Reuters", body)]
    assert [(clip.source, clip.body) for clip in parse_clippings("date 2000-05-19\n\n" + body)] == [("Reuters", body)]
    assert [(clip.source, clip.date) for clip in parse_clippings("date 2000-05-19 [Source: AP]\n\n" + body)] == [
        ("AP", "2000-05-19")
    ]


def test_an_address_on_the_last_line_counts_too_and_an_empty_field_is_no_answer() -> None:
    clip = only("Source:\nDate: 2000-05-19\n\nText.\n\nLink: https://a.example/b\n")
    assert (clip.source, clip.url) == ("", "https://a.example/b")
    assert only("Source:\nDate: 2000-05-19\n\nText.\n\nSource: AP\n").source == "AP"


def test_a_source_or_a_date_in_the_middle_is_text() -> None:
    body = (
        "Text.\n\nSource: AP\n\nMore.\n\ndate 2000-05-20\n\n(Source: IMF, date: 2000-04-01)\n\nMore.\n\n"
        "    date 2000-05-21 [Source: AP]\n\n> date 2000-05-21 [Source: AP]\n\n"
        "the\ndate 2000-05-21 [Source: AP]\nof all.\n\nDate: 2000-05-22\nSource: AP\nsaid so.\n"
    )
    assert only(HEADING + body).body == body
    assert only("No heading.\n\n" + HEADING + "More.\n").source == ""


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("\n date 2000-02-30 [Source: Reuters]\n\nText.", "line 2: .*2000-02-30.* February 2000 has 29 days"),
        ("Source: AP\r\n\r\ndate 05/06/2025\r\n\r\nText.", "line 3: .*2025-06-05 or 2025-05-06"),
        ("date 20xx-05-19 [Source: Reuters]\n\nText.", "line 1: .*20xx-05-19.* is not a date"),
        (HEADING + "Text.\n\n date 2000-13-01 [Source: AP]\n\nText.", "line 5: .*2000-13-01"),
    ],
)
def test_the_error_for_an_invalid_date_names_its_line_and_the_users_date_replaces_it(written: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        parse_clippings(written)
    assert {clip.date for clip in parse_clippings(written, ignore_dates=True)} == {""}


def test_the_error_for_an_invalid_tag_names_its_line() -> None:
    with pytest.raises(UsageError, match=r"line 2: .*a//b"):
        parse_clippings("date 2000-05-19\nTags: a//b\n\nText.")


def test_a_file_of_clippings_is_split_and_each_body_is_exact() -> None:
    clips = parse_clippings((DATA / "three.txt").read_text(encoding="utf-8"))
    assert [(clip.date, clip.source, clip.author, clip.title) for clip in clips] == [
        ("2000-05-19", "Reuters", (), "The president spoke for two hours on Monday, the Kremlin said."),
        ("2000-05-20", "AP", (), "“The talks go on,” he said."),
        ("2000-05-21", "The Guardian", ("Jane Doe",), "Leaders disagreed"),
    ]
    assert [clip.body for clip in clips] == [
        "The president spoke for two hours on Monday, the Kremlin said.\n\nSource: Reuters\n",
        "“The talks go on,” he said. Date: unknown.\n\n  An indented line.\n",
        "Leaders disagreed\n",
    ]


def test_headlines_above_further_headings_are_titles_where_the_first_has_one() -> None:
    two = f"First\n\n{HEADING}Text.\n\nSecond\n{HEADING}More."
    assert [(clip.title, clip.body) for clip in parse_clippings(two)] == [("First", "Text.\n"), ("Second", "More.")]
    assert [clip.body for clip in parse_clippings(two.replace("Text.\n\n", ""))] == ["Second\n", "More."]
    assert [clip.body for clip in parse_clippings(two.removeprefix("First\n\n"))] == ["Text.\n\nSecond\n", "More."]


SURE = (
    " date 2000-05-19 [Source: Reuters]",
    "Date: 19 May 2000 (source: Reuters)",
    "[DATE 2000-05-19] [SOURCE: Reuters]",
    "**Date:** 2000-05-19, **Source:** Reuters",
    "Title: T|Date: 2000-05-19|Source: Reuters",
    "date 2000-05-19|Source: Reuters|https://a.example/b|By Jane Doe",
    "By Jane Doe|date 2000-05-19 [Source: Reuters]||Tags: a, b",
)
SHAPES = (
    *SURE,
    "Source: Reuters||date 2000-05-19",
    "[Source: Reuters] date 2000-05-19",
    "A headline|| date 2000-05-19 [Source: Reuters]",
    "19 May 2000|Source: Reuters",
)
LINES = st.text(alphabet="xyZ .:[](),-#>\t\x0b\x0c\x85\u2028 éя中“”", max_size=40)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def bodies(draw: st.DrawFn, end: str) -> str:
    """Draw a text of prose that begins and ends with a word, its indentation and blank lines any."""
    first = draw(st.sampled_from(["x", "  x", "\tx"]))
    return first + end.join(draw(st.lists(LINES, max_size=6))) + "y"


@given(st.data(), st.sampled_from(SHAPES), ENDS)
def test_the_body_after_any_heading_is_exact(data: st.DataObject, shape: str, end: str) -> None:
    body = data.draw(bodies(end)) + data.draw(st.sampled_from(["", end, end * 3, "  ", " " + end]))
    blank = data.draw(st.sampled_from([end, end + end, end + "  " + end]))
    clip = only(data.draw(st.sampled_from(["", end])) + shape.replace("|", end) + end + blank + body)
    assert (clip.date, clip.source, clip.body) == ("2000-05-19", "Reuters", body)


@given(st.data(), st.lists(st.sampled_from(SURE), min_size=2, max_size=5), ENDS)
def test_joined_clippings_are_split_again_with_each_body_exact(
    data: st.DataObject, shapes: list[str], end: str
) -> None:
    texts = [data.draw(bodies(end)) for _ in shapes]
    blank = data.draw(st.sampled_from([end, end + end, " " + end]))
    joined = (end + blank).join(
        shape.replace("|", end) + end + end + text for shape, text in zip(shapes, texts, strict=True)
    )
    clips = parse_clippings(joined)
    assert [clip.body for clip in clips] == [*[text + end for text in texts[:-1]], texts[-1]]
    assert {(clip.date, clip.source) for clip in clips} == {("2000-05-19", "Reuters")}


ODDS = (
    "",
    "Text.",
    "Talks fail",
    "date",
    "Source:",
    "(Source: AP)",
    "By Jane Doe",
    "By ,;",
    "date 2000-02-30",
    "\ufeff",
)


@given(st.lists(st.sampled_from((*SHAPES, *ODDS)) | LINES, max_size=12), ENDS)
def test_the_bodies_of_any_lines_are_parts_of_the_text_in_its_order(lines: list[str], end: str) -> None:
    written = end.join(lines).replace("|", end)
    place = 0
    clips = parse_clippings(written, ignore_dates=True)
    assert bool(clips) == bool(written.strip())
    for clip in clips:
        place = written.index(clip.body, place) + len(clip.body)
        assert clip.title == " ".join(clip.title.split())


HOSTILE = (
    "x" * 10_000_000,
    "x" + "\n" * 2_000_000 + "y",
    "x\n\n" + "by source date\n" * 20_000,
    "x\n\n" + "Source: a ((((((((((((( date 2000 x\n" * 5_000,
    "x\n\n" + "date 2000-05-19\n" * 20_000,
    "[" * 1_000_000,
    "*a " * 300_000,
)


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_of_any_length_is_read_quickly(body: str) -> None:
    with bounded(5):  # quadratic work on any of these takes minutes
        assert only(HEADING + body).body == body
