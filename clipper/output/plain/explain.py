"""What pages said of the fields of their clips, as plain lines for other programs: complete, stable and safe."""

from collections.abc import Iterable, Iterator

from clipper import text
from clipper.model.candidate import Candidate


def tsv(found: Iterable[Candidate]) -> Iterator[str]:
    """Yield a line for each field: input, field, value, from, and what was passed over, with tabs between."""
    for one in found:
        for said in one.provenance:
            passed = "; ".join(f"{value} ({origin})" for value, origin in said.passed_over)
            yield "\t".join(map(text.safe, (one.input_name, said.field, said.value, said.origin, passed))) + "\n"
