"""Accession: which of the clips that come in are new to the archive, and under which names they would stand."""

from collections.abc import Iterable, Sequence

from clipper import names, text, urls
from clipper.clip import Clip
from clipper.errors import ClipperError, RefusedError
from clipper.index import Index, tables
from clipper.text import safe

_QUOTED = 60


def sift(
    candidates: Iterable[tuple[Clip, bytes]], index: Index, *, force: bool
) -> tuple[list[tuple[Clip, bytes]], list[ClipperError]]:
    """Return the clips that are new, and why the others are refused, none of them with `force`.

    Not new is a clip whose body or address is kept already, in the archive or earlier among the candidates.
    """
    new: list[tuple[Clip, bytes]] = []
    refused: list[ClipperError] = []
    seen: dict[object, str] = {}
    for clip, raw in candidates:
        keys = {key for key in (tables.body_key(clip.body), urls.key(clip.url)) if key}
        twin = next((seen[key] for key in keys if key in seen), "")
        if not twin and (kept := index.twin(keys)):
            twin = f"this is kept already as {kept.handle}, {safe(kept.name)}"
        if twin and not force:
            refused.append(RefusedError(twin, hint="--force keeps it again."))
            continue
        title = text.shorten(safe(clip.title), _QUOTED)
        seen |= dict.fromkeys(keys, f"this is the same as “{title}”, which comes before it")
        new.append((clip, raw))
    return new, refused


def free_paths(clips: Sequence[Clip], index: Index) -> list[str]:
    """Return the paths under which clips would be kept, each beside those before it."""
    taken: dict[str, None] = {}
    for clip in clips:
        path = next(path for path in names.candidates(clip) if path not in taken and not index.at(path))
        taken[path] = None
    return list(taken)
