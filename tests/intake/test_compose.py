"""A clip is written as a new file; a file that is a clip already is taken over as it is."""

from clipper import clipfile
from clipper.intake.compose import adopt, compose
from clipper.intake.overrides import Overrides
from clipper.model.clip import Clip

NOW = "2026-11-22T10:15:00+00:00"
OWN = b"---\r\nheadline: 'Mine' # sic\r\n---\r\nBody"


def test_a_new_clip_gets_the_time_unless_it_has_one() -> None:
    candidate = compose(Clip(title="A", body="Body"), NOW)
    assert candidate.clip.clipped == NOW
    assert candidate.raw == f"---\ntitle: A\nclipped: {NOW}\n---\n\nBody".encode()
    assert compose(Clip(title="A", clipped="2020-01-02"), NOW).clip.clipped == "2020-01-02"


def test_a_file_is_adopted_byte_by_byte_but_for_the_fields_that_the_user_gives() -> None:
    assert adopt(OWN, Overrides()).raw == OWN
    candidate = adopt(OWN, Overrides(title="Yours", tags=["a"]))
    assert candidate.raw == OWN.replace(b"'Mine'", b"Yours").replace(b"sic\r\n", b"sic\r\ntags:\r\n- a\r\n")
    assert candidate.clip == clipfile.read(candidate.raw)
