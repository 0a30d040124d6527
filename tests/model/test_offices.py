"""Offices are told from people by their words."""

import pytest

from clipper.model.offices import is_office


@pytest.mark.parametrize("name", ["Editorial Board", "Onlineredaktion", "BBC News", "社会部取材班", "Редакция"])
def test_a_desk_or_an_outlet_is_an_office(name: str) -> None:
    assert is_office(name)


@pytest.mark.parametrize("name", ["Jane Doe", "Newsome Boardman", "山田太郎"])
def test_a_person_is_none(name: str) -> None:
    assert not is_office(name)
