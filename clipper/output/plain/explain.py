"""What pages said of the fields of their clips, as plain lines for other programs: complete, stable and safe."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from clipper import text
from clipper.intake.page import Provenance


class Explained(Protocol):
    """What came in under a name, and what it said of each field."""

    @property
    def called(self) -> str:
        """The name."""

    @property
    def said(self) -> tuple[Provenance, ...]:
        """The fields, in their order."""


def tsv(found: Iterable[Explained]) -> Iterator[str]:
    """Yield a line for each field: input, field, value, from, and what was passed over, with tabs between."""
    for one in found:
        for said in one.said:
            passed = "; ".join(f"{value} ({origin})" for value, origin in said.passed_over)
            yield "\t".join(map(text.safe, (one.called, said.field, said.value, said.origin, passed))) + "\n"
