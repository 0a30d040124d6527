"""Texts that are no longer the ones that were kept."""

import pytest

from clipper.analysis.checks import finding
from clipper.clipfile import fingerprint
from tests.analysis.checks.conftest import SOUND, Examine, headed, said

BODY = "First line.\n\nLast line.\n"
BORNE = f"{SOUND}sha256: {fingerprint.compute(BODY.encode())}\n"


def test_a_text_that_was_changed_is_told_with_the_line_of_its_fingerprint(examine: Examine) -> None:
    files = {"a.md": headed(BORNE, BODY.replace("Last", "Lost")), "b.md": headed(BORNE, BODY)}
    found = examine(files, "changed-text")
    assert said(found) == [("a.md", 5, "its text is another than was kept")]
    assert found[0].edit is None
    handle = found[0].handle
    expected = f"clipper history {handle} shows its versions; if it is meant so, clipper edit {handle} --unset sha256"
    assert found[0].mend == expected


@pytest.mark.parametrize(
    "raw",
    [
        headed(BORNE, BODY),
        headed(BORNE, BODY).replace("\n", "\r\n"),
        headed(BORNE, BODY + "\n\n"),
        headed(BORNE.replace("title: A title", "title: Another title\nkicker: x"), BODY),
        headed(SOUND, BODY),
        headed(f"{SOUND}sha256:\n", BODY),
        "\ufeff" + headed(BORNE, BODY),
    ],
)
def test_what_is_no_change_of_the_text_is_not_told(examine: Examine, raw: str) -> None:
    assert not examine({"a.md": raw}, "changed-text")


@pytest.mark.parametrize("borne", ["x", "0" * 64, "[a, b]"])
def test_a_fingerprint_of_something_else_is_told(examine: Examine, borne: str) -> None:
    assert len(examine({"a.md": headed(f"{SOUND}sha256: {borne}\n", BODY)}, "changed-text")) == 1


def test_a_text_that_is_too_long_to_be_examined_does_not_pass_for_the_one_that_was_kept(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = headed(BORNE, BODY)
    monkeypatch.setattr(finding, "FILE_LIMIT", len(whole))
    assert said(examine({"a.md": whole + "More."}, "changed-text")) == [
        ("a.md", 5, "its text is too long to be compared")
    ]
