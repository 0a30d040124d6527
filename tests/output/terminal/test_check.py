"""The report of what is wrong: it fits, it is cut where it is long, and nothing in it acts on the terminal."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.analysis.checks import KINDS
from clipper.analysis.checks.finding import Finding
from clipper.output.plain import check
from clipper.output.terminal import check as checkup
from tests.output.golden import drawn
from tests.output.hostile import handles, leaks, nasty, widest
from tests.output.samples import FINDINGS
from tests.output.test_safety import on_screen

findings = st.lists(
    st.builds(
        Finding,
        path=nasty.map(lambda said: f"2025/{said}.md"),
        handle=handles | st.just(""),
        what=nasty,
        line=st.integers(1, 10**6),
        mend=nasty,
        fix=nasty,
        kind=st.sampled_from(sorted(KINDS)),
    ),
    max_size=6,
)


def report(found: list[Finding], width: int = 80, *, limit: int = 0, plan: bool = False) -> str:
    return drawn(checkup.render(found, unique_lengths={}, width=width, limit=limit, plan=plan))


@settings(max_examples=100)
@given(findings, st.integers(20, 200), st.integers(0, 3), st.booleans())
def test_nothing_leaks_and_no_line_is_too_wide(found: list[Finding], width: int, limit: int, plan: bool) -> None:
    found.sort(key=lambda one: one.kind)
    shown = on_screen(checkup.render(found, unique_lengths={}, width=width, limit=limit, plan=plan), width)
    assert not leaks(shown)
    assert widest(shown) <= width
    lines = [*check.tsv(found, plan=plan)]
    assert all(line.count("\t") == 3 and line.count("\n") == 1 for line in lines)
    assert not leaks("".join(lines).replace("\t", " "))
    assert not leaks("".join(check.json(found)))
    assert [one["line"] for one in json.loads("".join(check.json(found)))] == [one.line for one in found]


def test_a_group_is_cut_and_says_by_how_much() -> None:
    found = [Finding(f"{n}.md", "bcdfghjk", "no title", kind="no-title") for n in range(12)]
    cut = report(found, limit=10)
    assert "9.md" in cut
    assert "11.md" not in cut
    assert "  and 2 more; -n 0 shows all\n" in cut
    assert "more" not in report(found)
    assert len([*check.limit_per_kind(found, 5)]) == 5
    assert len([*check.limit_per_kind([*found, *FINDINGS], 0)]) == 12 + len(FINDINGS)


@pytest.mark.parametrize(
    ("fixes", "said"),
    [
        (("", ""), "To mend it: clipper edit CLIP\n"),
        (("it goes", ""), "To mend it: clipper check --fix, for 1 of 2; else clipper edit CLIP\n"),
        (("it goes", "it goes"), "To mend it: clipper check --fix\n"),
    ],
)
def test_it_says_how_many_can_be_mended_at_once(fixes: tuple[str, str], said: str) -> None:
    found = [Finding("a.md", "bcdfghjk", "x", fix=fix, kind="doubled-key") for fix in fixes]
    assert said in report(found)


def test_a_plan_tells_what_is_done_and_nothing_else() -> None:
    (one,) = (one for one in FINDINGS if one.fix)
    assert report([one], plan=True).splitlines() == [
        "Two keys for one field  1",
        "  wvtsrqpn  2025/2025-05-faz.md:3  the key “headline” goes",
        "",
    ]


def test_what_is_the_handle_of_no_clip_takes_no_room() -> None:
    found = [Finding(".clipper/tmp/0123456789abcdef", "", "unfinished, 4 bytes", kind="leftover")]
    assert "\n  .clipper/tmp/0123456789abcdef  unfinished, 4 bytes\n" in report(found)
