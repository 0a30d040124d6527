"""Where the fields of clips came from, as TSV for other programs."""

from collections.abc import Iterable, Iterator

from clipper.model.candidate import Candidate
from clipper.output.plain import encode


def tsv(candidates: Iterable[Candidate]) -> Iterator[str]:
    """Yield a line for each field: input, field, value, where it came from, and the values that were not chosen."""
    for candidate in candidates:
        for field in candidate.provenance:
            passed_over = "; ".join(f"{value} ({origin})" for value, origin in field.passed_over)
            yield encode.tsv_line((candidate.input_name, field.field, field.value, field.origin, passed_over))
