"""The bytes of new clips: a clip is written as a new file, or a file that is a clip already is adopted."""

from collections.abc import Iterable

from clipper import clipfile
from clipper.intake.overrides import Overrides
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.provenance import Provenance


def compose(clip: Clip, clipped: str) -> Candidate:
    """Write a clip as a new file; it gets the time `clipped` unless it has one."""
    clip = clip.replace(clipped=clip.clipped or clipped)
    return Candidate(clip, clipfile.write(clip))


def adopt(raw: bytes, overrides: Overrides) -> Candidate:
    """Take over a clip file byte by byte, except for the fields that the user gives.

    A header in TOML or JSON becomes one in YAML, as all new clips have.
    """
    raw = clipfile.with_yaml_header(raw)
    for key, values in overrides.replaced.items():
        raw = clipfile.with_field(raw, key, values)
    if tags := overrides.apply(Clip()).tags:
        raw = clipfile.with_tags(raw, add=tags)
    return Candidate(clipfile.read(raw), raw)


def with_values(candidate: Candidate, values: Iterable[Provenance]) -> Candidate:
    """Write likely values that the user takes into the clip of a candidate that is written as a new file."""
    fields: dict[str, str | tuple[str, ...]] = {
        entry.field: tuple(entry.value.split("; ")) if entry.field == "author" else entry.value for entry in values
    }
    clip = candidate.clip.replace(**fields)
    return candidate.replace(clip=clip, raw=clipfile.write(clip), likely=())
