"""The outlets under the one name that their owner gave them."""

from clipper.model.outlets import Outlet, OutletNames, Row, gather

ALIASES = {"BBC News": ("BBC", "bbc.co.uk")}
ROWS = [
    Row("BBC", "", 2, "2020-01-01 2020", "2021-06-01 June 2021"),
    Row("bbc news", "", 1, "", ""),
    Row("", "news.bbc.co.uk", 3, "2019-01-01 2019-01", "2019-01-02 2019-01-02"),
    Row("", "notbbc.co.uk", 4, "", ""),
    Row("Reuters", "", 1, "2025-05-19 2025-05-19", "2025-05-19 2025-05-19"),
    Row("REUTERS", "", 5, "2025-05-20 2025-05-20", "2025-05-20 2025-05-20"),
    Row("—", "", 1, "", ""),
]


def test_aliases_domains_and_spellings_are_one_outlet() -> None:
    assert gather(ROWS, ALIASES) == (
        [
            Outlet("BBC News", 6, "2019-01", "June 2021", ("BBC", "bbc news"), 3),
            Outlet("REUTERS", 6, "2025-05-19", "2025-05-20", ("Reuters",)),
            Outlet("—", 1, "", ""),
        ],
        4,
    )


def test_they_are_sorted_as_asked() -> None:
    assert [one.name for one in gather(ROWS, ALIASES, "last")[0]] == ["REUTERS", "BBC News", "—"]


def test_the_other_outlets_are_each_told_once_under_their_one_name() -> None:
    names = OutletNames(ALIASES)
    assert names.others("BBC", ["bbc.co.uk", "Reuters", "", "REUTERS", "BBC News"]) == ("Reuters",)
    assert names.others("", ["BBC", "", "BBC News", "AP"]) == ("BBC News", "AP")
    assert names.others("AP", []) == ()
