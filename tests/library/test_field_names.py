"""The names by which a list is sorted, and that its columns have."""

import pytest

from clipper.errors import UsageError
from clipper.library import Library
from clipper.library.field_names import check_field, check_sort, parse_columns


@pytest.mark.parametrize("name", ["title", "Headline", "handle", "kicker", "KICKER", "excerpt"])
def test_a_field_another_key_and_what_every_clip_has_are_known(library: Library, name: str) -> None:
    check_field(name, library.index)
    check_sort(f"-{name}", library.index)


@pytest.mark.parametrize(
    ("name", "rest", "hint"),
    [
        ("titel", "; did you mean title?", ""),
        ("kiker", "; did you mean kicker?", ""),
        ("zzz", "", "There are title, date, source, "),
    ],
)
def test_for_another_name_the_nearest_is_given(library: Library, name: str, rest: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        check_field(name, library.index)
    assert str(error.value) == f"there is no field {name}{rest}"
    assert error.value.hint.startswith(hint)


def test_columns_are_written_with_commas_between(library: Library) -> None:
    assert parse_columns("date, title,,date", library.index) == ("date", "title")
