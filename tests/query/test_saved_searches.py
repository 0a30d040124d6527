"""Saved searches in a query: `@name` means its query, and a mistake in that is shown with its file and line."""

from datetime import date

import pytest

from clipper.query import Node, parser
from clipper.query.tokens import QueryError

TODAY = date(2026, 11, 22)
SAVED = {
    "ukraine": ("tag:world/ukraine OR kyiv", "clips/.clipper.toml:4"),
    "fresh": ("@ukraine since:2025", "clips/.clipper.toml:5"),
    "open": ("a (b", "clips/.clipper.toml:6"),
    "outer": ("x @open", "clips/.clipper.toml:7"),
    "a": ("@b", "clips/.clipper.toml:8"),
    "b": ("x -@a", "clips/.clipper.toml:9"),
    "größe.2".casefold(): ("big", "clips/.clipper.toml:10"),
}


def read(query: str, saved: dict[str, tuple[str, str]] = SAVED) -> Node:
    return parser.parse(query, today=TODAY, searches=saved)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("@ukraine", "tag:world/ukraine OR kyiv"),
        ("@UKRAINE peace", "(tag:world/ukraine OR kyiv) peace"),
        ("-@ukraine", "NOT (tag:world/ukraine OR kyiv)"),
        ("NOT @ukraine", "NOT (tag:world/ukraine OR kyiv)"),
        ("(@ukraine OR moon) NOT @größe.2", "(tag:world/ukraine OR kyiv OR moon) NOT big"),
        ("@fresh", "(tag:world/ukraine OR kyiv) since:2025"),
        ('"@ukraine"', "ukraine"),
        ("jane@ukraine", '"jane ukraine"'),
    ],
)
def test_a_name_means_its_query(query: str, meant: str) -> None:
    assert read(query) == read(meant)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("peace @mars", "no saved search is called @mars\n  peace @mars\n        ^"),
        ("tag:(@ukraine)", "a saved search cannot be the value of a field\n  tag:(@ukraine)\n       ^"),
        ("@open", "clips/.clipper.toml:6: this parenthesis is not closed\n  a (b\n    ^"),
        ("@outer", "clips/.clipper.toml:6: this parenthesis is not closed\n  a (b\n    ^"),
        ("@a", "clips/.clipper.toml:9: @a refers to itself\n  x -@a\n     ^"),
    ],
)
def test_a_mistake_is_shown_where_it_is(query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(query)
    assert str(caught.value) == message


def test_searches_in_searches_come_to_an_end() -> None:
    chain = {f"s{number}": (f"@s{number + 1}", f"f:{number}") for number in range(30)} | {"s30": ("x", "f:30")}
    assert read("@s12", chain) == read("x")
    with pytest.raises(QueryError, match="f:19: saved searches can be nested at most 20 deep"):
        read("@s0", chain)
    doubled = {f"s{number}": (f"@s{number + 1} @s{number + 1}", f"f:{number}") for number in range(19)}
    with pytest.raises(QueryError, match="a query has at most 2500 words"):
        read("@s0", doubled | {"s19": ("x", "f:19")})
    with pytest.raises(QueryError, match="a query has at most 2500 words"):
        read("@s0", doubled | {"s19": ("has:tags", "f:19")})
