"""The bytes of new clips: a clip is written as a new file, or a file that is a clip already is adopted."""

from clipper import clipfile
from clipper.intake.overrides import Overrides
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip


def compose(clip: Clip, clipped: str) -> Candidate:
    """Write a clip as a new file; it gets the time `clipped` unless it has one."""
    clip = clip.replace(clipped=clip.clipped or clipped)
    return Candidate(clip, clipfile.write(clip))


def adopt(raw: bytes, overrides: Overrides) -> Candidate:
    """Take over a clip file byte by byte, except for the fields that the user gives.

    A header in TOML or JSON becomes one in YAML, as all new clips have.
    """
    raw = clipfile.with_yaml_header(raw)
    given = overrides.apply(Clip())
    for key, override, values in (
        ("title", overrides.title, [given.title]),
        ("source", overrides.source, [given.source]),
        ("date", overrides.date, [given.date]),
        ("author", overrides.author or None, given.author),
        ("url", overrides.url, [given.url]),
    ):
        if override is not None:
            raw = clipfile.with_field(raw, key, [value for value in values if value])
    if given.tags:
        raw = clipfile.with_tags(raw, add=given.tags)
    return Candidate(clipfile.read(raw), raw)
