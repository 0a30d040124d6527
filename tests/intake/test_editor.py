"""What the editor shows for a new clip, and what becomes of the text that the user writes there."""

import pytest

from clipper import clipfile
from clipper.errors import UsageError
from clipper.intake.editor import new_draft, read_edited
from clipper.intake.overrides import Overrides
from clipper.model.clip import Clip

NOW = "2026-11-22T10:15:00+00:00"


def test_a_new_draft_has_the_usual_keys_and_the_fields_that_the_user_gives() -> None:
    assert new_draft(Overrides()).raw == b"---\ntitle:\ndate:\nsource:\nauthor:\nurl:\ntags:\n---\n\n"
    given = Overrides(title="A: b", date="May 2025", author=["A B", "C D"], tags=["x"])
    template = new_draft(given).raw
    expected = b"---\ntitle: 'A: b'\ndate: 2025-05\nsource:\nauthor: [A B, C D]\nurl:\ntags: x\n---\n\n"
    assert template == expected
    assert clipfile.read(template) == given.apply(Clip())


def test_an_edited_draft_is_written_again_without_its_empty_fields() -> None:
    (candidate,) = read_edited(
        b"---\ntitle: x\ndate: 19 May 2025\nsource:\ntags: a, b\nmood: ''\nk: v\n---\n\n\nBody", NOW
    )
    header = f"title: x\ndate: 2025-05-19\ntags:\n- a\n- b\nclipped: {NOW}\nk: v\n"
    assert candidate.raw == f"---\n{header}---\n\n\nBody".encode()
    assert read_edited(b"---\ntitle:\nsource: X\n---\n\n \n", NOW) == []
    assert [candidate.clip.source for candidate in read_edited(b"date 2000-05-19 [Source: AP]\n\nText", NOW)] == ["AP"]
    with pytest.raises(UsageError):
        read_edited(b"---\ntitle: x\ndate: soon\n---\n\nBody", NOW)
