"""The report of a check: it fits, it is cut where it is long, and nothing in it acts on the terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.analysis.checks.finding import Finding
from clipper.output.terminal.check import render
from tests.effort import examples
from tests.output import hostile
from tests.output.drawing import draw, draw_on_terminal
from tests.output.hostile import leaks, widest
from tests.output.samples import FINDINGS, HANDLE


def report(findings: list[Finding], width: int = 80, *, limit: int = 0, plan: bool = False) -> str:
    return draw(render(findings, unique_lengths={}, width=width, limit=limit, plan=plan))


@settings(max_examples=examples(33))
@given(st.lists(hostile.findings, max_size=6), st.integers(20, 200), st.integers(0, 3), st.booleans())
def test_nothing_leaks_and_no_line_is_too_wide(findings: list[Finding], width: int, limit: int, plan: bool) -> None:
    findings.sort(key=lambda finding: finding.kind)
    shown = draw_on_terminal(render(findings, unique_lengths={}, width=width, limit=limit, plan=plan), width)
    assert not leaks(shown)
    assert widest(shown) <= width


def test_a_group_is_cut_and_says_by_how_much() -> None:
    findings = [Finding(f"{n}.md", HANDLE, "no title", kind="no-title") for n in range(12)]
    cut = report(findings, limit=10)
    assert "9.md" in cut
    assert "11.md" not in cut
    assert "  and 2 more; -n 0 shows all\n" in cut
    assert "more" not in report(findings)


@pytest.mark.parametrize(
    ("fixes", "line"),
    [
        (("", ""), "To mend it: clipper tag --where tag:=OLD --remove OLD --add NEW\n"),
        (("it goes", ""), "To mend it: clipper check --fix, for 1 of 2; else clipper tag --where tag:=OLD --remove"),
        (("it goes", "it goes"), "To mend it: clipper check --fix\n"),
    ],
)
def test_it_says_how_many_can_be_mended_at_once(fixes: tuple[str, str], line: str) -> None:
    findings = [Finding("a.md", HANDLE, "x", fix=fix, kind="tag-spelling") for fix in fixes]
    assert line in report(findings)


def test_a_plan_tells_what_is_done_and_nothing_else() -> None:
    (fixable,) = (finding for finding in FINDINGS if finding.fix)
    assert report([fixable], plan=True).splitlines() == [
        "Tags in two spellings  1",
        f"  {fixable.handle}  2025/2025-05-faz.md:6  “Haushalt” becomes “haushalt”",
        "",
    ]


def test_what_is_the_handle_of_no_clip_takes_no_room() -> None:
    findings = [Finding(".clipper/tmp/0123456789abcdef", "", "unfinished, 4 bytes", kind="leftover")]
    assert "\n  .clipper/tmp/0123456789abcdef  unfinished, 4 bytes\n" in report(findings)
