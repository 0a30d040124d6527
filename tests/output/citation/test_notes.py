"""What stands where a piece is quoted."""

from importlib import import_module

import pytest

from clipper.model.person_name import PersonName
from clipper.output.citation.reference import Reference
from tests.output.citation.rendered import marked

PIECE = Reference(
    title="Rain in June", names=(PersonName("Doe", "Jane"), PersonName("Roe", "Richard")), outlet="Example Post",
    issued=(2019, 3, 7),
)  # fmt: skip
BROADCAST = PIECE.replace(kind="broadcast", publisher="Example Broadcasting")
SEEN = PIECE.replace(issued=(), url="https://e.example/a", accessed=(2026, 11, 20))


DOE_AND_ROE = "Jane Doe and Richard Roe, “Rain in June,” *Example Post*, "


@pytest.mark.parametrize(
    ("style", "reference", "expected"),
    [
        ("apa", PIECE, "(Doe & Roe, 2019)"),
        ("apa", PIECE.replace(names=()), "(“Rain in June,” 2019)"),
        ("apa", PIECE.replace(names=(), title="“Rain in June”"), "(“‘Rain in June,’” 2019)"),
        ("chicago", PIECE, "Jane Doe and Richard Roe, “Rain in June,” *Example Post*, March 7, 2019."),
        (
            "chicago",
            BROADCAST,
            "Jane Doe and Richard Roe, “Rain in June,” *Example Post*, aired March 7, 2019, on Example Broadcasting.",
        ),
        (
            "chicago",
            BROADCAST.replace(url="https://e.example/a"),
            f"{DOE_AND_ROE}Example Broadcasting, March 7, 2019, https://e.example/a.",
        ),
        (
            "chicago",
            SEEN,
            f"{DOE_AND_ROE}n.d., accessed November 20, 2026, https://e.example/a.",
        ),
        (
            "chicago",
            SEEN.replace(kind="webpage"),
            "Jane Doe and Richard Roe, “Rain in June,” Example Post, accessed November 20, 2026, https://e.example/a.",
        ),
        ("chicago-date", PIECE, "(Doe and Roe 2019)"),
        ("chicago-date", SEEN, "(Doe and Roe, n.d.)"),
        ("mla", PIECE.replace(names=()), "(“Rain in June”)"),
        ("harvard", PIECE.replace(names=()), "(*Example Post*, 2019)"),
        ("iso690", PIECE, "(Doe, Roe 2019)"),
    ],
)
def test_a_note_calls_its_piece(style: str, reference: Reference, expected: str) -> None:
    module = import_module(f"clipper.output.citation.{style.replace('-', '_')}")
    assert marked(module.note(reference)) == expected
