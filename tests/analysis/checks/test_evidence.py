"""Texts that are no longer the ones that were kept."""

import pytest

from clipper.analysis.checks import finding
from clipper.clipfile import fingerprint
from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries

BODY = "First line.\n\nLast line.\n"
WITH_FINGERPRINT = f"{SOUND}sha256: {fingerprint.compute(BODY.encode())}\n"


def test_a_text_that_was_changed_is_told_with_the_line_of_its_fingerprint(examine: Examine) -> None:
    files = {"a.md": headed(WITH_FINGERPRINT, BODY.replace("Last", "Lost")), "b.md": headed(WITH_FINGERPRINT, BODY)}
    findings = examine(files, "changed-text")
    assert summaries(findings) == [("a.md", 5, "its text has changed since it was kept")]
    assert findings[0].edit is None
    handle = findings[0].handle
    expected = (
        f"clipper history {handle} shows its versions; if this text is right, clipper edit {handle} --unset sha256"
    )
    assert findings[0].advice == expected


@pytest.mark.parametrize(
    "raw",
    [
        headed(WITH_FINGERPRINT, BODY),
        headed(WITH_FINGERPRINT, BODY).replace("\n", "\r\n"),
        headed(WITH_FINGERPRINT, BODY + "\n\n"),
        headed(WITH_FINGERPRINT.replace("title: A title", "title: Another title\nkicker: x"), BODY),
        headed(SOUND, BODY),
        headed(f"{SOUND}sha256:\n", BODY),
        "\ufeff" + headed(WITH_FINGERPRINT, BODY),
    ],
)
def test_what_is_no_change_of_the_text_is_not_told(examine: Examine, raw: str) -> None:
    assert not examine({"a.md": raw}, "changed-text")


@pytest.mark.parametrize("sha256", ["x", "0" * 64, "[a, b]"])
def test_a_fingerprint_of_something_else_is_told(examine: Examine, sha256: str) -> None:
    assert len(examine({"a.md": headed(f"{SOUND}sha256: {sha256}\n", BODY)}, "changed-text")) == 1


def test_a_text_that_is_too_long_to_be_examined_does_not_pass_for_the_one_that_was_kept(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = headed(WITH_FINGERPRINT, BODY)
    monkeypatch.setattr(finding, "FILE_LIMIT", len(whole))
    assert summaries(examine({"a.md": whole + "More."}, "changed-text")) == [
        ("a.md", 5, "its text is too long to be compared")
    ]
