"""A frozen value behaves as a frozen dataclass does."""

import pickle

import pytest

from clipper.model.frozen import Frozen


class Point(Frozen):
    x: int
    y: int = 0


class Named(Point):
    name: str = ""


class Other(Frozen):
    x: int
    y: int = 0


def test_fields_are_given_by_place_or_by_name_and_have_defaults() -> None:
    assert (Point(1).x, Point(1).y) == (1, 0)
    assert Point(1, y=2) == Point(x=1, y=2)
    assert Named(1, 2, "origin").name == "origin"


def test_values_are_equal_by_class_and_fields() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert len({Point(1), Point(1, 0), Point(2), Other(1)}) == 3


def test_a_copy_has_other_values_in_the_fields_that_are_named() -> None:
    assert Named(1, name="a").replace(y=5) == Named(1, 5, "a")


def test_nothing_changes() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="x cannot change"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="x cannot change"):
        del point.x
    assert point == Point(1)


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [((), {}, "needs x"), ((1, 2, 3), {}, "takes"), ((1,), {"x": 1}, "x"), ((1,), {"z": 1}, "takes x, y")],
)
def test_wrong_fields_are_an_error(values: tuple[int, ...], named: dict[str, int], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Point(*values, **named)


def test_it_reads_as_it_is_written_and_can_be_pickled() -> None:
    assert repr(Named(1, name="a")) == "Named(x=1, y=0, name='a')"
    assert pickle.loads(pickle.dumps(Named(1, name="a"))) == Named(1, name="a")  # noqa: S301 - our own bytes
