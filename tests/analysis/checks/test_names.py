"""File names that other systems cannot hold, and copies that a sync program made."""

import pytest

from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries


@pytest.mark.parametrize(
    ("path", "flaw"),
    [
        ("CON.md", "is a device of Windows"),
        ("aux.2025.md", "is a device of Windows"),
        ("com1/a.md", "“com1” is a device of Windows"),
        ("console.md", None),
        ("lpt.md", None),
        ("what?.md", "holds ?"),
        ("a:b.md", "holds :"),
        ("back\\slash.md", "holds \\"),
        ("new\nline.md", "holds a control character"),
        ("\x1b[2J.md", "holds a control character"),
        ("folder./a.md", "“folder.” ends with a dot"),
        ("folder /a.md", "“folder ” ends with a blank"),
        ("a .md", None),
        ("\udcff.md", "holds bytes that are not text"),
        ("Ünïcode 字 'x' (1) [2] #%&.md", None),
    ],
)
def test_a_name_that_another_system_refuses_is_told(examine: Examine, path: str, flaw: str | None) -> None:
    findings = examine({path: headed(SOUND)})
    assert [finding.kind for finding in findings] == (["bad-name"] if flaw else [])
    assert not flaw or flaw in findings[0].what


def test_a_copy_of_a_sync_program_is_told_as_that_alone(examine: Examine) -> None:
    clip = headed(f"{SOUND}url: https://e.com/a\n")
    paths = ("a.md", "a.sync-conflict-20250101-101010-ABCDEFG.md", "a (conflicted copy 2025-01-01).md")
    findings = examine(dict.fromkeys(paths, clip))
    assert summaries(findings) == [
        (path, 1, "changed on two machines; the other version has the usual name") for path in (paths[2], paths[1])
    ]
    assert findings[0].advice == f"compare it with the clip, then clipper remove {paths[2]}"


def test_a_copy_with_a_number_is_told_if_it_says_the_same_as_its_clip(examine: Examine) -> None:
    clip, other = headed(f"{SOUND}url: https://e.com/a\n"), headed(SOUND.replace("title:", "title: Not"))
    files = {"a.md": clip, "a 2.md": clip + "More.\n", "a (1).md": clip, "a 3.md": other, "b 2.md": clip}
    findings = examine(files, "numbered-copy")
    assert summaries(findings) == [
        (path, 1, "has the title, day, outlet and address of a.md") for path in ("a (1).md", "a 2.md")
    ]
    assert findings[0].advice == "compare it with the clip, then clipper remove a (1).md"
    assert summaries(examine(files, "same-address")) == [("b 2.md", 5, "has the address of a.md")]
