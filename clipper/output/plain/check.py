"""What is wrong in an archive, as plain lines for other programs: complete, stable, and safe to print."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from clipper import text
from clipper.analysis.checks.finding import Finding
from clipper.output.plain import encode

KEYS = ("kind", "handle", "path", "line", "what", "why", "mend", "fix")
"""What other programs may rely on; `fix` says what `--fix` would do, and is empty where it does nothing."""


def limit_per_kind(found: Iterable[Finding], limit: int) -> Iterator[Finding]:
    """Yield at most `limit` findings of each kind, 0 for all."""
    for _, group in groupby(found, key=lambda one: one.kind):
        yield from islice(group, limit or None)


def tsv(found: Iterable[Finding], *, plan: bool = False) -> Iterator[str]:
    """Yield a line for each finding: kind, handle, path with line, what, with tabs between."""
    for one in found:
        said = (one.kind, one.handle, f"{one.path}:{one.line}", one.fix if plan else one.what)
        yield "\t".join(map(text.safe, said)) + "\n"


def json(found: Iterable[Finding]) -> Iterator[str]:
    """Yield one JSON array, a finding on each line."""
    return encode.json_array({key: getattr(one, key) for key in KEYS} for one in found)
