"""The outlets of an archive, each under the one name that the owner gave it."""

from clipper.analysis.outlets import Outlet, SourceCount, count_outlets

ALIASES = {"BBC News": ("BBC", "bbc.co.uk")}
COUNTS = [
    SourceCount("BBC", "", 2, "2020-01-01 2020", "2021-06-01 June 2021"),
    SourceCount("bbc news", "", 1, "", ""),
    SourceCount("", "news.bbc.co.uk", 3, "2019-01-01 2019-01", "2019-01-02 2019-01-02"),
    SourceCount("", "notbbc.co.uk", 4, "", ""),
    SourceCount("Reuters", "", 1, "2025-05-19 2025-05-19", "2025-05-19 2025-05-19"),
    SourceCount("REUTERS", "", 5, "2025-05-20 2025-05-20", "2025-05-20 2025-05-20"),
    SourceCount("—", "", 1, "", ""),
]


def test_aliases_domains_and_spellings_are_one_outlet() -> None:
    assert count_outlets(COUNTS, ALIASES) == (
        [
            Outlet("BBC News", 6, "2019-01", "June 2021", ("BBC", "bbc news"), 3),
            Outlet("REUTERS", 6, "2025-05-19", "2025-05-20", ("Reuters",)),
            Outlet("—", 1, "", ""),
        ],
        4,
    )


def test_outlets_are_sorted_in_the_given_order() -> None:
    assert [outlet.name for outlet in count_outlets(COUNTS, ALIASES, "last")[0]] == ["REUTERS", "BBC News", "—"]
