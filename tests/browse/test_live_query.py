"""A query while it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.browse.live_query import completion, with_open_end


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ""),
        ("c", "c"),
        ("ce", "ce*"),
        ("cease fi", "cease fi*"),
        ("cease ", "cease "),
        ("日", "日*"),
        ("-ce", "-ce*"),
        ("tag:", ""),
        ("peace tag:", "peace "),
        ("peace OR", "peace "),
        ("peace -", "peace "),
        ("@", ""),
        ("@today", "@today"),
        ("tag:wo", "tag:wo*"),
        ("tag:=world", "tag:=world"),
        ("date:2026", "date:2026"),
        ("is:un", "is:un"),
        ("https://example.com/a", "https://example.com/a"),
        ('"peace ta', '"peace ta"*'),
        ('"peace ', '"peace "'),
        ('"peace talks"', '"peace talks"'),
        ("(", ""),
        ("tag:(", ""),
        ("peace ( ", "peace*"),
        ("peace OR (-(", "peace "),
        ("(war tag:((", "(war )"),
        ('"peace (', '"peace ("'),
        ("(war OR pea", "(war OR pea*)"),
        ('("a (b', '("a (b"*)'),
    ],
)
def test_what_is_typed_may_go_on(said: str, meant: str) -> None:
    assert with_open_end(said) == meant


@given(st.text(max_size=40))
def test_any_text_may_be_typed(said: str) -> None:
    assert isinstance(with_open_end(said), str)
    completion(said, ["world"], ["BBC News"], ["today"])


@pytest.mark.parametrize(
    ("said", "completed"),
    [
        ("tag:wo", "tag:world/uk"),
        ("peace -tag:WO", "peace -tag:world/uk"),
        ("(source:bb", '(source:"BBC News"'),
        ("@to", "@today"),
        ("tag:", None),
        ("tag:world/uk", None),
        ("wo", None),
        ("tag:x", None),
    ],
)
def test_the_last_term_is_completed(said: str, completed: str | None) -> None:
    assert completion(said, ["world/uk", "economy"], ["BBC News"], ["today"]) == completed
