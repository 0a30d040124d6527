"""What people paste is understood: each text in `pastes/` gives the fields that `pastes/expected.toml` names.

The texts are in ten languages and every shape that a journalist, a press officer or a student copies; names and events
are invented. Those whose name begins with `not` look like a heading and are none.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clipper.errors import UsageError
from clipper.intake.overrides import Overrides
from clipper.intake.text.read import read_text
from clipper.model.candidate import Candidate

PASTES = Path(__file__).parent / "pastes"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PASTES / "expected.toml").read_text(encoding="utf-8"))
NOW = "2026-11-27T09:00:00+00:00"
FIELDS = ("date", "source", "title", "author", "page", "agency")
IF_NAMED = ("place", "section", "edition", "url")


def read(name: str, **fields: Any) -> Candidate:
    candidates, _ = read_text((PASTES / f"{name}.txt").read_bytes(), Overrides(**fields), clipped=NOW)
    return candidates[0]


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "refused" not in expected])
def test_a_paste_gives_its_fields_and_no_others(name: str) -> None:
    expected = EXPECTED[name]
    candidate = read(name)
    named = [field for field in (*FIELDS, *IF_NAMED) if field in FIELDS or field in expected]
    wanted = {field: expected.get(field, [] if field == "author" else "") for field in named}
    found: dict[str, Any] = {field: getattr(candidate.clip, field) for field in named}
    found["author"] = list(found["author"])
    found["date"] = found["date"][: len(wanted["date"])] if wanted["date"] else found["date"]
    assert {field: found[field] for field in named if wanted[field] != "*"} == {
        field: value for field, value in wanted.items() if value != "*"
    }
    assert "…" not in candidate.clip.title


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_only_likely_is_offered_and_not_in_the_clip(name: str) -> None:
    if "refused" in EXPECTED[name]:
        return
    candidate = read(name)
    offered = {entry.field: entry.value[:10] if entry.field == "date" else entry.value for entry in candidate.likely}
    wanted = {
        field: "; ".join(value) if isinstance(value, list) else value
        for field, value in EXPECTED[name].get("offered", {}).items()
    }
    assert offered == {**offered, **wanted}
    assert all(not candidate.clip.values(field) for field in offered)


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "refused" in expected])
def test_a_date_with_two_readings_or_none_is_refused_unless_the_user_gives_it(name: str) -> None:
    with pytest.raises(UsageError, match=EXPECTED[name]["refused"]):
        read(name)
    assert read(name, date="2026-11-20").clip.date == "2026-11-20"


@pytest.mark.parametrize("name", EXPECTED)
def test_the_body_is_a_part_of_the_paste_to_the_byte(name: str) -> None:
    candidate = read(name, date="2026-11-20") if "refused" in EXPECTED[name] else read(name)
    raw = (PASTES / f"{name}.txt").read_bytes()
    whole = raw.decode("utf-8" if name != "14-cp1252" else "cp1252")
    assert candidate.clip.body in whole


def test_each_value_says_which_words_state_it() -> None:
    candidate = read("03-print-page")
    assert {entry.field: entry.origin for entry in candidate.provenance} == {
        "source": "“The Courier, 24 November 2026, page 3”",
        "date": "“The Courier, 24 November 2026, page 3”",
        "page": "“The Courier, 24 November 2026, page 3”",
        "author": "“By Helen Marsh”",
        "title": "the first line",
    }
