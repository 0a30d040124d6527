"""What comes in becomes the bytes of new clips: front matter is adopted as it stands, other text is understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clipper import clipfile
from clipper.intake.decoding import decode
from clipper.intake.text.read import clippings, with_options
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip, from_header


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says of the clips, in place of what the text says; `tags` are added to those of the text."""

    title: str | None = None
    source: str | None = None
    date: str | None = None
    author: Sequence[str] = ()
    url: str | None = None
    tags: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Raise UsageError where a value has no meaning, before any text is to blame."""
        understood(Clip(), self)


def read(raw: bytes, given: Overrides, *, clipped: str, encoding: str | None = None) -> tuple[list[Candidate], str]:
    """Return the candidates in a text, none if it is blank, and the notice of its decoding.

    `clipped` is the present moment, which new clips bear; adopted ones say for themselves when they were kept.
    """
    written, name, notice = decode(raw, encoding)
    if not written.strip():
        return [], notice
    if _has_header(written):
        own = raw if name in {"utf-8", "utf-8-sig"} and not encoding else written.encode()
        return [adopt(own, given)], notice
    found = clippings(written, date_given=given.date is not None)
    return [compose(understood(clip, given), clipped) for clip in found], notice


def understood(clip: Clip, given: Overrides) -> Clip:
    """Return a clip of the text with what the user says of it."""
    return with_options(
        clip,
        title=given.title,
        source=given.source,
        date=given.date,
        author=given.author,
        url=given.url,
        tags=given.tags,
    )


def compose(clip: Clip, clipped: str) -> Candidate:
    """Return a new clip as it is written, with the moment of its keeping."""
    whole = replace(clip, clipped=clip.clipped or clipped)
    return Candidate(whole, clipfile.write(whole))


def adopt(raw: bytes, given: Overrides) -> Candidate:
    """Return a file that is a clip already: its bytes, but for the fields that the user names."""
    said = understood(Clip(), given)
    for key, asked, values in (
        ("title", given.title, [said.title]),
        ("source", given.source, [said.source]),
        ("date", given.date, [said.date]),
        ("author", given.author or None, said.author),
        ("url", given.url, [said.url]),
    ):
        if asked is not None:
            raw = clipfile.with_field(raw, key, [value for value in values if value])
    if said.tags:
        raw = clipfile.with_tags(raw, add=said.tags)
    return Candidate(clipfile.read(raw), raw)


def template(given: Overrides) -> bytes:
    """Return what the editor shows for a clip that is yet to be written: the usual fields, filled as far as given."""
    said = understood(Clip(), given)
    fields = {
        "title": [said.title],
        "date": [said.date],
        "source": [said.source],
        "author": said.author,
        "url": [said.url],
        "tags": said.tags,
    }
    raw = "---\n" + "".join(f"{key}:\n" for key in fields) + "---\n\n"
    written = raw.encode()
    for key, values in fields.items():
        if any(values):
            written = clipfile.with_field(written, key, values)
    return written


def edited(raw: bytes, clipped: str) -> list[Candidate]:
    """Return what became of a clip in the editor: written anew without its empty fields; none when it is blank."""
    written = decode(raw).text
    if not _has_header(written):
        return read(raw, Overrides(), clipped=clipped)[0]
    clip = clipfile.read(raw)
    if not clip.body.strip() and not clip.title:
        return []
    filled = {key: value for key, value in clipfile.read_header(raw).items() if value not in (None, "", [])}
    return [compose(understood(from_header(filled, clip.body), Overrides(date=clip.date or None)), clipped)]


def _has_header(written: str) -> bool:
    """Tell whether a text is a clip's file; a header that cannot be read raises UnreadableError."""
    return bool(clipfile.read_header(written.encode()))
