"""Headers that say less than they seem to."""

import pytest

from tests.analysis.checks.conftest import Examine, headed, summaries


@pytest.mark.parametrize(
    ("content", "notation"),
    [
        ("Title: x\nDate: 2025-05-19\n\nBody\n", "lines `Key: value`"),
        ("title:: x\n\n- Body\n", "Logseq"),
        ("#+TITLE: x\n\n* Body\n", "Org mode"),
        ("  ---\n  title: x\n  ---\n", "indented"),
        ("+++\nnot toml at all\n+++\nbody", None),
        ("{\nint x;\n}\n\nbody", None),
        ("---\n\nsome: text: x\n\n---\n\nmore", None),
        ("Title\n---\n\nText", None),
        ("Title: one line of a poem\n\nText", None),
        ("{" * 50_000, None),
    ],
)
def test_a_header_in_another_notation_is_told_and_never_guessed(
    examine: Examine, content: str, notation: str | None
) -> None:
    findings = examine({"a.md": content}, "foreign-header", "no-header", "no-title")
    assert [finding.kind for finding in findings] == (["foreign-header"] if notation else ["no-header"])
    assert (notation or "") in findings[0].what


@pytest.mark.parametrize(
    "content",
    [
        '+++\ntitle = "x"\n+++\n\nBody\n',
        '{\n"title": "x"\n}\n\nBody\n',
        "--- \ntitle: x\n---\n\nBody\n",
        "\n---\ntitle: x\n---\n\nBody\n",
        "--- yaml\ntitle: x\n---\n",
    ],
)
def test_a_header_of_another_program_is_read(examine: Examine, content: str) -> None:
    assert not examine({"a.md": content}, "foreign-header", "no-header", "no-title", "unreadable")


def test_a_key_that_is_there_twice_is_told_with_its_lines(examine: Examine) -> None:
    findings = examine({"a.md": headed("title: x\nkicker: a\ntitle: x\nkicker: b\n")}, "repeated-key", "unreadable")
    assert summaries(findings) == [
        ("a.md", 4, "the key “title” is there twice, first on line 2; both say the same"),
        (
            "a.md",
            5,
            "the key “kicker” is there twice, first on line 3; the last one is read, and nothing is changed meanwhile",
        ),
    ]


def test_a_value_that_is_a_comment_is_told(examine: Examine) -> None:
    header = (
        "title: We are #1 in the list\ntags: #press #riga\nsource: 'The #1'\ndate: 2025 # or 2024\n"
        "author: Ann #\nkicker: #5\nsection: C# today\n"
    )
    findings = examine({"a.md": headed(header), "b.md": headed("title: x\n") + "tags: #a\n"}, "hidden-value")
    assert summaries(findings) == [
        ("a.md", 2, "“#1 in the list” is a comment in YAML: “title” is only “We are”"),
        ("a.md", 3, "“#press #riga” is a comment in YAML: “tags” is empty"),
    ]


def test_two_keys_for_one_field_are_told_and_both_stay(examine: Examine) -> None:
    header = (
        "title: One\nheadline: One\nname: Two\ndate:\npublished: 2025\nsource: https://e.com/a\nurl: https://e.com/a\n"
        "site: Reuters\ntags: [a, b]\nkeywords: a, b\nkicker: x\n"
    )
    findings = examine({"a.md": headed(header)}, "doubled-key")
    assert summaries(findings) == [
        ("a.md", 3, "“headline” says the same as “title”"),
        ("a.md", 4, "“name: Two” is not read; “title” is"),
        ("a.md", 5, "“date” is empty; “published” is read as the date"),
        ("a.md", 7, "“source” says the same as “url”"),
        ("a.md", 11, "“keywords” says the same as “tags”"),
    ]
    assert not any(finding.fix or finding.edit for finding in findings)  # a website may show the other key
