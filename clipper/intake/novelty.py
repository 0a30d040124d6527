"""Accession: which of the clips that come in are new to the archive, and under which names they would stand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from clipper import text
from clipper.errors import ClipperError, RefusedError
from clipper.index import Index, Key, rows
from clipper.model import naming, urls
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.tags import TO_FETCH
from clipper.text import safe

_QUOTED = 60


class NoveltyFilter:
    """Lets only those clips through that are new; all of them with `force`.

    Not new is a clip whose body or address is kept already, in the archive or earlier among those that came.
    """

    def __init__(
        self, index: Index, label: Callable[[Candidate], Candidate] | None = None, *, force: bool = False
    ) -> None:
        self._index = index
        self._label = label
        self._force = force
        self._seen: dict[Key, str] = {}
        self.passed: list[tuple[Clip, int]] = []
        """The clips that were let through, without their bodies, and how many words these have."""
        self.refused: list[ClipperError] = []
        """Why the others were not."""

    def new(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield those of the clips that are new, with the label that they get."""
        for one in candidates:
            clip = one.clip
            keys = identities(clip)
            twin = next((self._seen[key] for key in keys if key in self._seen), "")
            if not twin and (kept := self._index.find_duplicate(keys)):
                twin = f"this is kept already as {kept.handle}, {safe(kept.name)}"
            if twin and not self._force:
                self.refused.append(RefusedError(twin, hint="--force keeps it again."))
                continue
            title = text.shorten(safe(clip.title or clip.url), _QUOTED)
            self._seen |= dict.fromkeys(keys, f"this is the same as “{title}”, which comes before it")
            labelled = self._label(one) if self._label else one
            self.passed.append((replace(labelled.clip, body=""), text.count_words(clip.body)))
            yield labelled


def identities(clip: Clip) -> list[Key]:
    """Return what a clip has in common with one that is the same: its body or its address.

    A bookmark whose text is yet to be fetched is known by its address alone: two may bear the same note. What has
    neither a body nor an address is known by its title, its day and its outlet.
    """
    address = urls.key(clip.url)
    if address and TO_FETCH in clip.tags:
        return [address]
    found: list[Key] = [key for key in (rows.body_key(clip.body), address) if key]
    if not found and clip.title:
        found.append((clip.title, clip.date, clip.source))
    return found


def free_paths(clips: Iterable[Candidate], index: Index) -> Iterator[str]:
    """Yield the paths under which clips would be kept, each beside those before it."""
    given: dict[str, int] = {}
    for one in clips:
        yield next(path for path in naming.candidate_paths(one.clip, given) if not index.get(path))
