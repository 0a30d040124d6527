"""Fields as a person sets them, and what is refused."""

import pytest

from clipper.errors import UsageError
from clipper.model import fields


@pytest.mark.parametrize(
    ("settings", "takings", "expected"),
    [
        ([], [], {}),
        (["title=A: b = c"], [], {"title": ["A: b = c"]}),
        (["title= two  words\n here "], [], {"title": ["two words here"]}),
        ([" title =x"], [], {"title": ["x"]}),
        (["Headline=x"], [], {"title": ["x"]}),
        (["date=19 May 2025"], [], {"date": ["2025-05-19"]}),
        (["published=May 2025"], [], {"date": ["2025-05"]}),
        (["date=2025"], [], {"date": ["2025"]}),
        (["saved=2026-11-22T10:15:00+00:00"], [], {"clipped": ["2026-11-22T10:15:00+00:00"]}),
        (["link=https://example.com/a?b=c"], [], {"url": ["https://example.com/a?b=c"]}),
        (["tags=world/uk", "tag=bank"], [], {"tags": ["world/uk", "bank"]}),
        (["author=A B", "by=C D"], [], {"author": ["A B", "C D"]}),
        (["mood=grim", "Mood=sad"], [], {"mood": ["grim", "sad"]}),
        (["title="], [], {"title": []}),
        (["tags=a", "tags="], [], {"tags": []}),
        (["tags=", "tags=a"], [], {"tags": ["a"]}),
        (["title=x"], ["source", "mood", "deck"], {"title": ["x"], "source": [], "mood": [], "description": []}),
        (["日付=x"], [], {"日付": ["x"]}),
    ],
)
def test_settings_become_the_values_of_keys(settings: list[str], takings: list[str], expected: object) -> None:
    assert fields.parse_changes(settings, takings) == expected


@pytest.mark.parametrize(
    ("settings", "takings", "said"),
    [
        (["title"], [], "“title” is no KEY=VALUE"),
        (["=x"], [], "“=x” is no KEY=VALUE"),
        ([" =x"], [], "is no KEY=VALUE"),
        (["date=soon"], [], "“soon” is not a date"),
        (["date=2025-02-30"], [], "“2025-02-30” is not a date"),
        (["url=example.com"], [], "“example.com” is not an address of a page"),
        (["url=javascript:alert(1)"], [], "is not an address of a page"),
        (["tags=a,b"], [], "has a comma"),
        (["tags=a//b"], [], "has an empty level"),
        (["title=a\udcff"], [], "“a<U+DCFF>” is not valid text"),
        (["title=a", "headline=b"], [], "title holds one value"),
        (["mood=a"], ["MOOD"], "mood is both set and taken away"),
        (["title=a"], ["name"], "title is both set and taken away"),
        ([], ["source", "source"], "source is both set and taken away"),
        (["a:b=c"], [], "“a:b” cannot be the name of a field"),
        (["a\tb=c"], [], "cannot be the name of a field"),
        (["\u202ea=c"], [], "“<U+202E>a” cannot be the name of a field"),
        ([], [""], "“” cannot be the name of a field"),
    ],
)
def test_a_setting_without_a_meaning_is_refused(settings: list[str], takings: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        fields.parse_changes(settings, takings)
    assert said in str(caught.value)
