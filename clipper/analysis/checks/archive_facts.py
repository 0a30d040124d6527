"""What the clips of an archive share with one another, collected once so that each clip can be compared with all."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clipper.analysis.checks.given_names import GivenNames
from clipper.analysis.checks.similar_tags import SimilarTag, find_similar_tags
from clipper.model import naming, urls
from clipper.model.clip import Clip, StoredClip


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """The paths of clips that share an address or a file name, and for each tag the one that it resembles.

    `examined` holds the paths of the clips that are examined. The keys of the mappings are `urls.key` and `file_key`;
    `numbered_copies` maps each copy with a number in its name to the clip that says the same and has none.
    """

    examined: frozenset[str]
    paths_by_address: Mapping[str, list[str]]
    paths_by_file: Mapping[str, list[str]]
    numbered_copies: Mapping[str, str]
    similar_tags: Mapping[str, SimilarTag]
    given_names: GivenNames

    @classmethod
    def collect(
        cls, clips: Iterable[StoredClip], examined: Iterable[StoredClip], given_names: GivenNames
    ) -> "ArchiveFacts":
        """Collect the facts about all clips of an archive, of which some are examined."""
        by_address: dict[str, list[str]] = {}
        by_file: dict[str, list[str]] = {}
        stated: dict[str, int] = {}
        tag_counts: Counter[str] = Counter()
        for stored in clips:
            by_file.setdefault(file_key(stored.path), []).append(stored.path)
            stated[stored.path] = _stated(stored.clip)
            if stored.clip.url and not naming.is_conflict_copy(stored.path) and (key := urls.key(stored.clip.url)):
                by_address.setdefault(key, []).append(stored.path)
            tag_counts.update(dict.fromkeys(stored.clip.tags, 1))
        paths = frozenset(stored.path for stored in examined)
        copies = {path: naming.unnumbered_path(path) for path, key in stated.items() if key}
        copies = {path: clip for path, clip in copies.items() if clip != path and stated.get(clip) == stated[path]}
        for clips_there in by_address.values():
            clips_there[:] = [path for path in clips_there if path not in copies]
        similar = find_similar_tags(tag_counts)
        return cls(paths, _shared(by_address), _shared(by_file), copies, similar, given_names)

    def twin(self, path: str, paths: Iterable[str]) -> str | None:
        """Return the twin of a clip: another of the `paths` that share something with its path, if possible examined.

        Each pair is to be reported once. So if several of the clips are examined, the first of them has no twin, and
        the others have the first as theirs.
        """
        paths = sorted(paths)
        examined = [other for other in paths if other in self.examined]
        if path == examined[0] and len(examined) > 1:
            return None
        return next(other for other in (*examined, *paths) if other != path)


def file_key(path: str) -> str:
    """Return a key that is equal for two paths that another system may treat as one file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _stated(clip: Clip) -> int:
    """Return a number that is equal for clips with the same title, date, outlet and address; 0 if they say little."""
    return hash((clip.title, clip.date, clip.source, clip.url)) if clip.title and (clip.date or clip.url) else 0


def _shared(paths_by_key: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {key: paths for key, paths in paths_by_key.items() if len(paths) > 1}
