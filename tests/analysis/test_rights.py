"""What of a clip may be passed on."""

import datetime as dt

import pytest

from clipper.analysis.rights import Limit, least, limit
from clipper.model.clip import Clip

NOW = dt.datetime(2026, 11, 27, 10, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({}, Limit("full")),
        ({"embargo": "2026-11-27"}, Limit("full")),
        ({"embargo": "2026-11-28"}, Limit("line", "it is under embargo until 2026-11-28")),
        ({"embargo": "2026-11-27T09:59:00"}, Limit("full")),
        (
            {"embargo": "2026-11-27T10:30:00+00:00"},
            Limit("line", "it is under embargo until 2026-11-27T10:30:00+00:00"),
        ),
        ({"embargo": "2026-11-27T11:30:00+02:00"}, Limit("full")),
        ({"embargo": "soon"}, Limit("line", "its embargo “soon” is no date")),
        ({"share-until": "2026-11-27"}, Limit("full")),
        ({"Share-Until": "2026-11-26"}, Limit("excerpt", "it could be shared until 2026-11-26")),
        ({"share_until": "2026-11-26"}, Limit("excerpt", "it could be shared until 2026-11-26")),
        ({"share-until": "2026-11"}, Limit("full")),
        ({"share-until": "while it lasts"}, Limit("excerpt", "its share-until “while it lasts” is no date")),
        (
            {"share-until": "2025-01-01", "embargo": "2027-01-01"},
            Limit("line", "it is under embargo until 2027-01-01"),
        ),
    ],
)
def test_an_embargo_and_the_end_of_a_licence_forbid(header: dict[str, str], expected: Limit) -> None:
    assert limit(Clip(extra=header), NOW) == expected


def test_a_reason_is_one_safe_line() -> None:
    assert "\x1b" not in limit(Clip(extra={"embargo": "\x1b[2J"}), NOW).reason


def test_the_smaller_of_two_extents_is_shown() -> None:
    assert (least("full", "excerpt"), least("line", "full"), least("full", "full")) == ("excerpt", "line", "full")
