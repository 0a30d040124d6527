"""A speech with quotations in several languages, held against an archive."""

from pathlib import Path

import pytest

from clipper.intake.manuscript import read_manuscript
from clipper.library import Library
from clipper.library.verify_draft import verify_draft
from clipper.output.plain.verdicts import difference_text
from tests.conftest import WriteClip
from tests.intake.documents import samples

CLIPS = {
    "english.md": "“I did not have that meeting, and I never will,” the minister told the *House* on Monday.\n",
    "german.md": "„Wir haben uns bei der Planung der Brücke geirrt, und das sagen wir jetzt auch“, sagte Groß.\n",
    "japanese.md": "市長は「こんな雨は初めてだ。橋は残るが、避難者は約三千人に上った」と話した。\n",
    "arabic.md": "وقال الوزير: «هذا يوم مهم للمدينة ولكل سكانها، ولن ننسى هذه الساعة أبدا».\n",
}
SPEECH = [
    ("Friends, he said: “I did NOT have that meeting — and I never will.”", "exact", ""),
    ("And then: “I did have that meeting, and I never will”.", "altered", "I did {+not+} have that meeting, and I …"),
    ("Herr Groß sagte »Wir haben uns bei der Planung der Brücke geirrt«.", "exact", ""),
    ("Er sagte: „Wir haben uns […] geirrt, und das sagen wir jetzt auch.“", "omission", ""),
    (
        "Er sagte: „Wir haben uns bei der Planung der Brucke geirrt.“",
        "altered",
        "… uns bei der Planung der [-Brucke-] {+Brücke+} geirrt.",
    ),
    ("市長は「こんな雨は初めてだ」と言った。", "exact", ""),
    ("市長は「こんな雪は初めてだ」と言った。", "altered", "こんな[-雪-]{+雨+}は初めてだ"),
    ("قال: «هذا يوم مهم للمدينة ولكل سكانها».", "exact", ""),
    ("قال: «هذا يوم سيئ للمدينة ولكل سكانها».", "altered", "هذا يوم [-سيئ-] {+مهم+} للمدينة ولكل سكانها"),
    ("“A triumph of planning and of taste”, nobody said.", "absent", ""),
]
"""Each paragraph of the speech with the verdict on its quotation, and the difference."""


@pytest.fixture
def kept(library: Library, write_clip: WriteClip) -> Library:
    """Return the library of an archive with the articles."""
    for name, text in CLIPS.items():
        write_clip(name, f"---\ntitle: {name}\ndate: 2026-11-20\n---\n{text}")
    return library


def _as_markdown() -> bytes:
    return "\n\n".join(paragraph for paragraph, _, _ in SPEECH).encode()


def _as_word() -> bytes:
    return samples.docx("".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph, _, _ in SPEECH))


@pytest.mark.parametrize(("speech", "places"), [(_as_markdown(), range(1, 20, 2)), (_as_word(), range(1, 11))])
def test_a_speech_in_four_languages(kept: Library, tmp_path: Path, speech: bytes, places: range) -> None:
    (tmp_path / "speech").write_bytes(speech)
    found = [*verify_draft(kept, read_manuscript("speech", tmp_path), 1)]
    told = [(verdict.quotation.line, verdict.kind, difference_text(verdict)) for verdict in found]
    expected = [(place, kind, change) for place, (_, kind, change) in zip(places, SPEECH, strict=True)]
    assert told == expected
