"""A text file becomes candidates: one with front matter is a clip already, any other holds pasted clippings."""

from clipper import clipfile
from clipper.intake.compose import adopt, compose
from clipper.intake.decoding import decode
from clipper.intake.overrides import Overrides
from clipper.intake.text.clippings import parse_clippings
from clipper.model.candidate import Candidate


def read_text(
    raw: bytes, overrides: Overrides, *, clipped: str, encoding: str | None = None
) -> tuple[list[Candidate], str]:
    """Return the candidates in a text, none if it is blank, and the notice of its decoding, which may be empty.

    New clips get the time `clipped`; a text with front matter states its own.
    """
    text, codec, notice = decode(raw, encoding)
    if not text.strip():
        return [], notice
    if has_header(text):
        is_utf_8 = codec in {"utf-8", "utf-8-sig"} and not encoding
        return [adopt(raw if is_utf_8 else text.encode(), overrides)], notice
    clips = parse_clippings(text, ignore_dates=overrides.date is not None)
    return [compose(overrides.apply(clip), clipped) for clip in clips], notice


def has_header(text: str) -> bool:
    """Tell whether a text has front matter; raise UnreadableError if that cannot be parsed."""
    return bool(clipfile.read_header(text.encode()))
