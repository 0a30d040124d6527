"""Drafts: clips that are looked over, or written, in the editor before they are kept."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from clipper.errors import ClipperError
from clipper.intake.take import of
from clipper.intake.text import compose
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.system.system import System
from clipper.text import safe


def blank(given: compose.Overrides) -> Candidate:
    """Return the draft of a clip that is yet to be written."""
    return Candidate(Clip(), compose.template(given))


def edited(
    system: System, editor: str, drafts: Sequence[Candidate], now: str, copies: list[Path]
) -> Iterator[Candidate]:
    """Yield what becomes of drafts in the editor; a blank one that is left as it was becomes nothing."""
    for draft in drafts:
        raw, copy = system.edit(draft.raw, editor)
        if not raw.strip() or (not draft.input_name and raw == draft.raw):
            system.discard_copy(copy)
            continue
        copies.append(copy)
        try:
            for candidate in compose.edited(raw, now):
                yield draft.replace(clip=candidate.clip, raw=candidate.raw)
        except ClipperError as error:
            raise of(error, safe(str(copy))) from error


@contextlib.contextmanager
def kept_until_done(system: System) -> Iterator[list[Path]]:
    """Yield a list for the copies that were edited: they are removed once all is kept, else the error says where."""
    copies: list[Path] = []
    try:
        yield copies
    except ClipperError as error:
        left = " and ".join(where for copy in copies if (where := safe(str(copy))) not in str(error))
        raise error.with_suffix(f"what you wrote is in {left}") if left else error from error
    for copy in copies:
        system.discard_copy(copy)
