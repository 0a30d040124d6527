"""What the keys of a header mean, also of headers that other programs wrote."""

import pytest

from clipper.model.clip import from_header, own_tags
from clipper.model.keys import key_for
from clipper.model.values import Value


@pytest.mark.parametrize("key", ["publish_date", "pubDate", "pubdate", "publishDate", "published"])
def test_the_date_has_many_names(key: str) -> None:
    assert from_header({key: "2020-01-02"}).date == "2020-01-02"


@pytest.mark.parametrize("value", ["true", "false", "False", "no", "yes"])
def test_published_as_a_flag_is_no_date_but_a_key_like_any_other(value: str) -> None:
    clip = from_header({"published": value, "pubDate": "2020-01-02"})
    assert clip.date == "2020-01-02"
    assert clip.extra == {"published": value}
    assert key_for({"published": value}, "date") == "date"


def test_an_update_is_no_publication() -> None:
    assert not from_header({"updatedAt": "2020-01-02", "lastmod": "2020-01-02"}).date


def test_lang_is_the_language() -> None:
    assert from_header({"lang": "ko"}).language == "ko"


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ({"categories": ["a", "b"]}, ("a", "b")),
        ({"category": "a, b"}, ("a", "b")),
        ({"topics": ["a"], "tags": ["b"]}, ("b", "a")),
        ({"keywords": "a", "tag": "b"}, ("b", "a")),
        ({"Categories": ["a"], "tags": ["A", "a"]}, ("A", "a")),
        ({"categories": None, "tags": None}, ()),
    ],
)
def test_tags_are_read_from_every_key_that_has_some(header: dict[str, Value], tags: tuple[str, ...]) -> None:
    assert from_header(header).tags == tags


def test_a_category_stays_a_key_of_its_own_beside_the_tags() -> None:
    clip = from_header({"tags": ["a"], "category": "b"})
    assert clip.extra == {"category": "b"}
    assert own_tags(clip) == ("a",)
    assert clip.values("category") == ("b",)


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen")),
        (["Ann Lee", "Bo Chen"], ("Ann Lee", "Bo Chen")),
        (["Cy & Co; Bo Chen", "[[Ann Lee]]"], ("Cy & Co; Bo Chen", "Ann Lee")),
        ("[[Ann Lee|Ann]]", ("Ann Lee",)),
        ("Lee, Ann", ("Lee, Ann",)),
        ({"name": "Ann Lee"}, ("Ann Lee",)),
    ],
)
def test_each_author_is_a_name(value: Value, author: tuple[str, ...]) -> None:
    assert from_header({"author": value}).author == author


def test_an_outlet_is_no_link_and_a_tag_has_no_blanks_around_its_levels() -> None:
    clip = from_header({"source": "[[The Paper]]", "tags": ["Social Science / Anthropology", "a /b/ c", "AC/DC"]})
    assert clip.source == "The Paper"
    assert clip.tags == ("Social Science/Anthropology", "a/b/c", "AC/DC")
