"""What a clip says elsewhere than in its header: the day in its file name, the title in its first heading."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.clip import Clip
from clipper.model.inferred import day_in_path, first_heading, infer


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2016-10-30-slug.md", "2016-10-30"),
        ("posts/2016-10-30.md", "2016-10-30"),
        ("2016-10-30 A title.md", "2016-10-30"),
        ("2016_10_30_slug.md", "2016-10-30"),
        ("2016.10.30 slug.md", "2016-10-30"),
        ("20161030-slug.md", "2016-10-30"),
        ("2016-10-30-10-ways.md", "2016-10-30"),
        ("2016/10/30-slug.md", "2016-10-30"),
        ("posts/2016/10/30/slug.md", "2016-10-30"),
        ("posts/2016-10-30-slug/index.md", "2016-10-30"),
        ("posts/2016-10-30-slug/index.fr.md", "2016-10-30"),
        ("slug.md", ""),
        ("2016-10-slug.md", ""),
        ("2016-13-30-slug.md", ""),
        ("2015-02-29-slug.md", ""),
        ("201610301530 note.md", ""),
        ("20161030abc.md", ""),
        ("12016-10-30.md", ""),
        ("1016-10-30-slug.md", ""),
        ("slug-2016-10-30.md", ""),
        ("2016/slug.md", ""),
    ],
)
def test_the_day_in_a_path(path: str, day: str) -> None:
    assert day_in_path(path) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d"]))
def test_every_day_is_read_from_a_name(day: date, form: str) -> None:
    assert day_in_path(f"news/{day.strftime(form)}-slug.md") == day.isoformat()


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# The budget\n\nText.", "The budget"),
        ("Text first.\n\n## The *budget* ##\n", "The budget"),
        ("The budget\n==========\n\nText.", "The budget"),
        ("The budget\r\n---\r\nText.", "The budget"),
        ("   # The budget", "The budget"),
        ("# The [budget](https://e.com/a_(b)) of **2025** and `code`", "The budget of 2025 and code"),
        ("# [[notes/budget|The budget]]", "The budget"),
        ("# The budget [![Status](https://e.com/a.svg)](https://e.com)", "The budget Status"),
        ("# The budget {#budget}", "The budget"),
        ("# snake_case_name \\# 1", "snake_case_name # 1"),
        ("#\n\n# The budget", "The budget"),
        ("```sh\n# a comment\n```\n\n# The budget", "The budget"),
        ("#hashtag\n\nText", ""),
        ("    # code", ""),
        ("Text.\n\n---\n\nText.", ""),
        ("Two lines\nof text\n---\n", ""),
        ("- an item\n---\n", ""),
        ("| a | b |\n| --- | --- |\n", ""),
        ("Text with # inside", ""),
        ("Text.\n\n## Note\n\nAsk again.\n", ""),
        ("Text.\n\n## Highlights\n\n## The budget\n", "The budget"),
        ("", ""),
    ],
)
def test_the_first_heading_of_a_text(body: str, title: str) -> None:
    assert first_heading(body) == title


def test_only_what_the_header_lacks_is_inferred() -> None:
    body = "# A heading\n"
    path = "2016-10-30-slug.md"
    clip, names = infer(path, Clip(body=body))
    assert (clip.date, clip.title, names) == ("2016-10-30", "A heading", ("date", "title"))
    for whole in (
        Clip(title="T", date="2015", body=body),
        Clip(title="T", date="soon", body=body),
        Clip(problem="line 1: x", body=body),
    ):
        assert infer(path, whole) == (whole, ())
    assert infer("slug.md", Clip(title="T", body=body)) == (Clip(title="T", body=body), ())


def test_invalid_date_is_none() -> None:
    clip, names = infer("2016-10-30-slug.md", Clip(title="T", date="Invalid date"))
    assert (clip.date, names) == ("2016-10-30", ("date",))


@given(st.text(alphabet="# =-\n`*_[]()ab\r", max_size=60))
def test_no_text_is_too_odd_for_a_title_of_one_line(body: str) -> None:
    assert "\n" not in first_heading(body)
