"""Drafts: candidates that the user writes, or looks over, in the editor before they are kept."""

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.intake.compose import compose
from clipper.intake.decoding import decode
from clipper.intake.inputs import with_input_name
from clipper.intake.overrides import Overrides, parse_date
from clipper.intake.text.clippings import parse_clippings
from clipper.intake.text.read import has_header, read_text
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip, from_header
from clipper.model.keys import FIELDS
from clipper.system.system import System
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.intake.read_inputs import AddOptions


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
    system: System, editor: str, drafts: Sequence[Candidate], options: "AddOptions", copies: list[Path]
) -> Iterator[Candidate]:
    """Open each draft in the editor and yield the candidates that it holds then; add its temporary copy to `copies`.

    A draft yields nothing if it is emptied, or if it is new and was not changed.
    """
    for draft in drafts:
        raw, copy = system.edit(draft.raw, editor)
        is_new = not draft.input_name
        if not raw.strip() or (is_new and raw == draft.raw):
            system.discard_copy(copy)
            continue
        copies.append(copy)
        try:
            for candidate in read_edited(raw, options, is_new=is_new):
                yield draft.replace(clip=candidate.clip, raw=candidate.raw, likely=candidate.likely)
        except ClipperError as error:
            raise with_input_name(error, safe(str(copy))) from error


def read_edited(raw: bytes, options: "AddOptions", *, is_new: bool) -> list[Candidate]:
    """Return the candidates in an edited draft; a clip is written again, without its empty fields.

    What was pasted below the template of a new clip is read as any pasted text; the fields in the template win.
    """
    if not has_header(decode(raw).text):
        return read_text(raw, Overrides(), clipped=options.clipped, choose_day=options.choose_day)[0]
    clip = clipfile.read(raw)
    if not clip.body.strip() and not clip.title:
        return []
    header = {key: value for key, value in clipfile.read_header(raw).items() if value not in (None, "", [])}
    today = dt.date.fromisoformat(options.clipped[:10])
    date = parse_date(clip.date, today, options.choose_day) if clip.date else None
    filled = from_header(header, clip.body)
    if not is_new or not clip.body.strip():
        return [compose(Overrides(date=date).apply(filled), options.clipped)]
    return [*_read_pasted(filled.replace(date=date or ""), today, options)]


def _read_pasted(template: Clip, today: dt.date, options: "AddOptions") -> Iterator[Candidate]:
    """Yield the candidates in the text below a template, with the fields that the template has."""
    given = {name: value for name in FIELDS if (value := getattr(template, name))}
    for parsed in parse_clippings(template.body, today, ignore_dates="date" in given, choose_day=options.choose_day):
        clip = parsed.clip.replace(**given, extra=template.extra)
        likely = tuple(entry for entry in parsed.likely if entry.field not in given)
        yield compose(clip, options.clipped).replace(likely=likely)


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
