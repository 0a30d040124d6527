"""The findings of a check as TSV and JSON for other programs."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from clipper.analysis.checks.finding import Finding
from clipper.output.plain import encode

KEYS = {name: name for name in ("kind", "handle", "path", "line", "what", "why")} | {"mend": "advice", "fix": "fix"}
"""The keys of JSON, each with the attribute of a finding. `fix` is empty where `--fix` does nothing."""


def limit_per_kind(findings: Iterable[Finding], limit: int) -> Iterator[Finding]:
    """Yield at most `limit` findings of each kind, all of them if it is 0; the findings come sorted by kind."""
    for _, group in groupby(findings, key=lambda finding: finding.kind):
        yield from islice(group, limit or None)


def tsv(findings: Iterable[Finding], *, plan: bool = False) -> Iterator[str]:
    """Yield a line for each finding: kind, handle, path with line, what is wrong, or for a `plan` what is done."""
    for finding in findings:
        place = f"{finding.path}:{finding.line}"
        yield encode.tsv_line((finding.kind, finding.handle, place, finding.fix if plan else finding.what))


def json(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one JSON array with each finding on a line of its own."""
    return encode.json_array({key: getattr(finding, name) for key, name in KEYS.items()} for finding in findings)
