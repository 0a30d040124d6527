"""What the clips of an archive have in common: counted once, so that each of them can be held against all others."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clipper.analysis.checks.rivals import Rival, rivals
from clipper.model import naming as names
from clipper.model import urls
from clipper.model.clip import StoredClip


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """The paths of the clips that share something, by what they share, and the tags that look like slips of another.

    `asked` holds the paths of the clips that are examined.
    """

    asked: frozenset[str]
    names: Mapping[str, list[str]]
    addresses: Mapping[str, list[str]]
    spellings: Mapping[str, list[str]]
    rivals: Mapping[str, Rival]

    @classmethod
    def of(cls, clips: Iterable[StoredClip], asked: Iterable[StoredClip]) -> "ArchiveFacts":
        """Count all clips of an archive, of which some are examined."""
        stems: dict[str, list[str]] = {}
        addresses: dict[str, list[str]] = {}
        spellings: dict[str, list[str]] = {}
        counts: Counter[str] = Counter()
        for stored in clips:
            stems.setdefault(same_name(stored.path), []).append(stored.path)
            spellings.setdefault(same_file(stored.path), []).append(stored.path)
            if stored.clip.url and not names.is_conflict_copy(stored.path) and (key := urls.key(stored.clip.url)):
                addresses.setdefault(key, []).append(stored.path)
            counts.update(dict.fromkeys(stored.clip.tags, 1))
        paths = frozenset(stored.path for stored in asked)
        return cls(paths, _shared(stems), _shared(addresses), _shared(spellings), rivals(counts))

    def twin(self, path: str, sharing: Iterable[str]) -> str | None:
        """Return another clip of those that share something; None for the first of them, if more are examined."""
        paths = sorted(sharing)
        examined = [one for one in paths if one in self.asked]
        if path == examined[0] and len(examined) > 1:
            return None
        return next(one for one in (*examined, *paths) if one != path)


def same_name(path: str) -> str:
    """Return what two clips have in common that are called alike, by their handle too."""
    return unicodedata.normalize("NFC", names.stem(path))


def same_file(path: str) -> str:
    """Return what two paths have in common that another system may take for one file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _shared(found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {key: paths for key, paths in found.items() if len(paths) > 1}
