"""Drafts: candidates that the user writes, or looks over, in the editor before they are kept."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.intake.compose import compose
from clipper.intake.decoding import decode
from clipper.intake.inputs import with_input_name
from clipper.intake.overrides import Overrides
from clipper.intake.text.read import has_header, read_text
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip, from_header
from clipper.system.system import System
from clipper.text import safe


def new_draft(overrides: Overrides) -> Candidate:
    """Return the draft of a clip that the user will write, with the usual keys and the fields that the user gives."""
    given = overrides.apply(Clip())
    fields = {
        "title": [given.title],
        "date": [given.date],
        "source": [given.source],
        "author": given.author,
        "url": [given.url],
        "tags": given.tags,
    }
    raw = ("---\n" + "".join(f"{key}:\n" for key in fields) + "---\n\n").encode()
    for key, values in fields.items():
        if any(values):
            raw = clipfile.with_field(raw, key, values)
    return Candidate(Clip(), raw)


def edit_drafts(
    system: System, editor: str, drafts: Sequence[Candidate], clipped: str, copies: list[Path]
) -> Iterator[Candidate]:
    """Open each draft in the editor and yield the candidates that it holds then; add its temporary copy to `copies`.

    A draft yields nothing if it is emptied, or if it is new and was not changed.
    """
    for draft in drafts:
        raw, copy = system.edit(draft.raw, editor)
        if not raw.strip() or (not draft.input_name and raw == draft.raw):
            system.discard_copy(copy)
            continue
        copies.append(copy)
        try:
            for candidate in read_edited(raw, clipped):
                yield draft.replace(clip=candidate.clip, raw=candidate.raw)
        except ClipperError as error:
            raise with_input_name(error, safe(str(copy))) from error


def read_edited(raw: bytes, clipped: str) -> list[Candidate]:
    """Return the candidates in an edited draft; a clip is written again, without its empty fields."""
    if not has_header(decode(raw).text):
        return read_text(raw, Overrides(), clipped=clipped)[0]
    clip = clipfile.read(raw)
    if not clip.body.strip() and not clip.title:
        return []
    header = {key: value for key, value in clipfile.read_header(raw).items() if value not in (None, "", [])}
    overrides = Overrides(date=clip.date or None)  # checks the date and writes it as ISO 8601
    return [compose(overrides.apply(from_header(header, clip.body)), clipped)]


@contextlib.contextmanager
def temporary_copies(system: System) -> Iterator[list[Path]]:
    """Yield a list for the temporary copies of drafts; remove them at the end, or add their paths to the error."""
    copies: list[Path] = []
    try:
        yield copies
    except ClipperError as error:
        left = " and ".join(path for copy in copies if (path := safe(str(copy))) not in str(error))
        raise error.with_suffix(f"what you wrote is in {left}") if left else error from error
    for copy in copies:
        system.discard_copy(copy)
