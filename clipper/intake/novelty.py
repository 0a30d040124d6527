"""Novelty: which candidates are new to the archive, and the paths that they would get."""

from collections.abc import Callable, Iterable, Iterator

from clipper import text
from clipper.errors import ClipperError, RefusedError
from clipper.index import Index, Key, rows
from clipper.model import naming, urls
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.tags import TO_FETCH
from clipper.text import safe

_MAX_TITLE = 60


class NoveltyFilter:
    """Separates the candidates that are new from those that are refused; with `force` all are new.

    A candidate is refused if its body or address is in the archive already, or came earlier among the candidates.
    """

    def __init__(
        self, index: Index, apply_rules: Callable[[Candidate], Candidate] | None = None, *, force: bool = False
    ) -> None:
        self._index = index
        self._apply_rules = apply_rules
        self._force = force
        self._refusals: dict[Key, str] = {}
        """Why a later candidate with the same key is refused."""
        self.passed: list[tuple[Clip, int]] = []
        """The new clips, without their bodies, each with the number of words in its body."""
        self.refused: list[ClipperError] = []

    def new(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates that are new, each as `apply_rules` returns it."""
        for candidate in candidates:
            clip = candidate.clip
            keys = identities(clip)
            refusal = next((self._refusals[key] for key in keys if key in self._refusals), "")
            if not refusal and (stored := self._index.find_duplicate(keys)):
                refusal = f"this is kept already as {stored.handle}, {safe(stored.name)}"
            if refusal and not self._force:
                self.refused.append(RefusedError(refusal, hint="--force keeps it again."))
                continue
            title = text.shorten(safe(clip.title or clip.url), _MAX_TITLE)
            self._refusals |= dict.fromkeys(keys, f"this is the same as “{title}”, which comes before it")
            tagged = self._apply_rules(candidate) if self._apply_rules else candidate
            self.passed.append((tagged.clip.replace(body=""), text.count_words(clip.body)))
            yield tagged


def identities(clip: Clip) -> list[Key]:
    """Return the keys of a clip, its body and its address: clips that share a key are the same.

    A bookmark without its text has only the address, since two bookmarks may have the same note. A clip without body
    and address has its title, day and outlet as its key.
    """
    address = urls.key(clip.url)
    if address and TO_FETCH in clip.tags:
        return [address]
    keys: list[Key] = [key for key in (rows.body_key(clip.body), address) if key]
    if not keys and clip.title:
        keys.append((clip.title, clip.date, clip.source))
    return keys


def free_paths(candidates: Iterable[Candidate], index: Index) -> Iterator[str]:
    """Yield the paths that candidates would get, each different from those before it."""
    last_numbers: dict[str, int] = {}
    for candidate in candidates:
        yield next(path for path in naming.candidate_paths(candidate.clip, last_numbers) if not index.get(path))
