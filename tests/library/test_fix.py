"""What is certainly wrong in clips is planned to be fixed, and nothing else."""

from clipper.library import Library
from clipper.library.fix import examine, plan_fixes
from tests.conftest import WriteClip

SPELLED = "---\ntitle: A title\ndate: 2025-05-19\nsource: Reuters\ntags: [Ceasefire]\n---\n\nA body.\n"
USUAL = SPELLED.replace("Ceasefire", "ceasefire")


def test_only_clips_with_a_certain_fix_are_in_the_plan(library: Library, write_clip: WriteClip) -> None:
    write_clip("2025/spelled.md", SPELLED)
    write_clip("2025/usual.md", USUAL)
    report = examine(library, library.build_query())
    plan = plan_fixes(report)
    assert [stored.path for stored, _ in plan.edits] == ["2025/spelled.md"]
    assert "2024/broken.md" in {finding.path for finding in report.findings}


def test_a_fixed_clip_has_no_finding_afterwards(library: Library, write_clip: WriteClip) -> None:
    write_clip("2025/spelled.md", SPELLED)
    write_clip("2025/usual.md", USUAL)
    query = library.build_query(["title:title"])
    report = examine(library, query)
    assert [finding.kind for finding in report.findings] == ["tag-spelling"]
    assert library.writer.change(plan_fixes(report).edits).paths == ["2025/spelled.md"]
    assert examine(library, query).findings == []
