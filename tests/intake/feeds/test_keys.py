import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.feeds.entry import RawEntry
from clipper.intake.feeds.keys import entry_keys

DATE = dt.datetime(2025, 11, 20, 10, tzinfo=dt.UTC).isoformat()
PIECE = RawEntry("tag:1", "https://news.example/a?utm_source=rss", "Harbour strike ends", content="Words of it.")


def same(first: RawEntry, second: RawEntry, date: str = "") -> bool:
    """Tell whether the keys of two entries have one in common."""
    return bool({*entry_keys([first], [date])[0]} & {*entry_keys([second], [date])[0]})


def test_an_entry_is_the_same_under_another_name() -> None:
    assert same(PIECE, RawEntry("tag:2", "http://www.news.example/a", "Other title"))


def test_an_entry_is_the_same_at_another_address() -> None:
    assert same(PIECE, RawEntry("tag:1", "https://news.example/moved", "Other title"))


def test_an_entry_is_the_same_under_its_title_and_time() -> None:
    other = RawEntry("tag:2", "https://news.example/moved", "Harbour  strike <i>ends</i>!", content="Other words.")

    assert same(PIECE, other, DATE)
    assert not same(PIECE, other, "2025-11-20")


def test_an_entry_without_any_name_is_known_by_its_words() -> None:
    assert same(RawEntry(content="<p>Some words."), RawEntry(content="some <b>words</b>"))
    assert not same(RawEntry(content="Some words."), RawEntry(content="Other words."))


def test_a_name_that_entries_share_names_none_of_them() -> None:
    site = "https://news.example/all"
    one, two = RawEntry("x", site, "One"), RawEntry("x", site, "Two")

    first, second = entry_keys([one, two], [DATE, DATE])

    assert not {*first} & {*second}


def test_the_first_page_of_a_site_names_no_entry() -> None:
    first, second = RawEntry("1", "https://news.example/", "One"), RawEntry("2", "https://news.example", "Two")

    assert not same(first, second)


@given(st.lists(st.builds(RawEntry, *[st.text(max_size=3)] * 4), max_size=6))
def test_every_entry_has_a_key(entries: list[RawEntry]) -> None:
    assert all(entry_keys(entries, [""] * len(entries)))
