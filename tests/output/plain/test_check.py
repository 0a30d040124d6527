"""The findings of a check as TSV and JSON."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.analysis.checks.finding import Finding
from clipper.output.plain import check
from tests.effort import examples
from tests.output import hostile
from tests.output.hostile import leaks
from tests.output.samples import FINDINGS, HANDLE


@settings(max_examples=examples(33))
@given(st.lists(hostile.findings, max_size=6), st.booleans())
def test_a_finding_is_a_line_and_nothing_leaks(findings: list[Finding], plan: bool) -> None:
    lines = [*check.tsv(findings, plan=plan)]
    assert all(line.count("\t") == 3 and line.count("\n") == 1 for line in lines)
    assert not leaks("".join(lines).replace("\t", " "))
    encoded = "".join(check.json(findings))
    assert not leaks(encoded)
    assert [values["line"] for values in json.loads(encoded)] == [finding.line for finding in findings]


def test_of_each_kind_there_are_at_most_as_many_as_asked() -> None:
    findings = [Finding(f"{n}.md", HANDLE, "no title", kind="no-title") for n in range(12)]
    assert len([*check.limit_per_kind(findings, 5)]) == 5
    assert len([*check.limit_per_kind([*findings, *FINDINGS], 0)]) == 12 + len(FINDINGS)
