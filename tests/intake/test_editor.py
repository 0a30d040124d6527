"""What the editor shows for a new clip, and what becomes of the text that the user writes there."""

import pytest

from clipper import clipfile
from clipper.errors import UsageError
from clipper.intake.editor import new_draft, read_edited
from clipper.intake.overrides import Overrides
from clipper.intake.read_inputs import AddOptions
from clipper.intake.text.read import read_text
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip

NOW = "2026-11-22T10:15:00+00:00"
TEMPLATE = new_draft(Overrides()).raw.decode()


def read_draft(written: str, *, is_new: bool = True) -> list[Candidate]:
    return read_edited(written.encode(), AddOptions(NOW), is_new=is_new)


def test_a_new_draft_has_the_usual_keys_and_the_fields_that_the_user_gives() -> None:
    assert new_draft(Overrides()).raw == b"---\ntitle:\ndate:\nsource:\nauthor:\nurl:\ntags:\n---\n\n"
    given = Overrides(title="A: b", date="May 2025", author=["A B", "C D"], tags=["x"])
    template = new_draft(given).raw
    expected = b"---\ntitle: 'A: b'\ndate: 2025-05\nsource:\nauthor: [A B, C D]\nurl:\ntags: x\n---\n\n"
    assert template == expected
    assert clipfile.read(template) == given.apply(Clip())


def test_an_edited_draft_is_written_again_without_its_empty_fields() -> None:
    written = "---\ntitle: x\ndate: 19 May 2025\nsource:\ntags: a, b\nmood: ''\nk: v\n---\n\n\nBody"
    (candidate,) = read_draft(written, is_new=False)
    header = f"title: x\ndate: 2025-05-19\ntags:\n- a\n- b\nclipped: {NOW}\nk: v\n"
    assert candidate.raw == f"---\n{header}---\n\n\nBody".encode()
    assert read_draft("---\ntitle:\nsource: X\n---\n\n \n") == []
    assert [candidate.clip.source for candidate in read_draft("date 2000-05-19 [Source: AP]\n\nText")] == ["AP"]
    with pytest.raises(UsageError):
        read_draft("---\ntitle: x\ndate: soon\n---\n\nBody")


def test_what_is_pasted_below_the_template_is_read_as_any_paste() -> None:
    paste = " date 2000-05-19 [Source: Reuters]\n\nTalks will start.\n"
    (candidate,) = read_draft(TEMPLATE + paste)
    assert candidate.raw == read_text(paste.encode(), Overrides(), clipped=NOW)[0][0].raw


def test_the_fields_in_the_template_win_over_the_paste() -> None:
    written = (
        TEMPLATE.replace("source:", "source: AP").replace("date:", "date: yesterday").replace("url:", "mood: calm")
    )
    (candidate,) = read_draft(f"{written}date 05/06/2000 [Source: Reuters]\n\nTalks will start.\n")
    clip = candidate.clip
    assert (clip.source, clip.date, clip.title, clip.extra) == (
        "AP",
        "2026-11-21",
        "Talks will start.",
        {"mood": "calm"},
    )
    assert clip.body == "Talks will start.\n"


def test_several_pieces_below_the_template_are_several_clips() -> None:
    pieces = "date 2000-05-19 [Source: AP]\n\nOne.\n\ndate 2000-05-20 [Source: AFP]\n\nTwo.\n"
    clips = [candidate.clip for candidate in read_draft(TEMPLATE.replace("tags:", "tags: a") + pieces)]
    assert [(clip.source, clip.date, clip.tags) for clip in clips] == [
        ("AP", "2000-05-19", ("a",)),
        ("AFP", "2000-05-20", ("a",)),
    ]


def test_a_likely_value_is_offered_unless_the_template_has_it() -> None:
    paste = "GENEVA, Nov 20 (Reuters) - Talks will start.\n"
    (candidate,) = read_draft(TEMPLATE + paste)
    assert [(entry.field, entry.value) for entry in candidate.likely] == [("date", "2026-11-20")]
    assert read_draft(TEMPLATE.replace("date:", "date: 2026-11-19") + paste)[0].likely == ()
