"""What the user gives for the fields of a clip wins over what its text states."""

from datetime import date
from typing import Any

import pytest

from clipper.errors import UsageError
from clipper.intake.overrides import Overrides, parse_date
from clipper.intake.text.clippings import parse_clippings
from clipper.model.clip import Clip

TODAY = date(2026, 11, 27)


def test_the_users_fields_win_and_the_tags_are_added() -> None:
    (parsed,) = parse_clippings("Title: T\nDate: 2000-05-19\nSource: AP\nBy Jane Doe\nTags: a\n\nText.", TODAY)
    clip = parsed.clip
    assert Overrides().apply(clip) == clip
    overrides = Overrides(
        title=" New\ntitle",
        source="Reuters",
        date="May 20, 2000",
        author=["X Y"],
        url="https://a.example",
        tags=["b", "a"],
    )
    assert overrides.apply(clip) == Clip(
        title="New title",
        date="2000-05-20",
        source="Reuters",
        author=("X Y",),
        url="https://a.example",
        tags=("a", "b"),
        body="Text.",
    )
    assert Overrides(date="", source="").apply(clip).date == ""


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"date": "soon"}, "“soon” is not a date"),
        ({"date": "2000-02-30"}, "has 29 days"),
        ({"date": "05/06/2025"}, "2025-06-05 or 2025-05-06"),
        ({"url": "ftp://a.example"}, "http"),
        ({"tags": ["a,b"]}, "comma"),
    ],
)
def test_an_invalid_field_is_refused(options: dict[str, Any], wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        Overrides(**options)


def test_only_a_date_in_a_text_may_be_said_with_the_option_instead() -> None:
    with pytest.raises(UsageError) as caught:
        Overrides(date="soon")
    assert caught.value.hint == "Write it as 2025-05-19."

    with pytest.raises(UsageError) as caught:
        parse_date("soon")
    assert caught.value.hint == "Write it as 2025-05-19, or say it with --date."


@pytest.mark.parametrize(
    "values",
    [{"date": "soon"}, {"url": "example.com"}, {"tags": ["a,b"]}, {"title": "\udcff"}, {"author": ["a", "\udcff"]}],
)
def test_the_users_fields_are_checked_before_any_text_is_read(values: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Overrides(**values)  # type: ignore[arg-type]
