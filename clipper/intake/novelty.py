"""Novelty: which candidates are new to the archive, and the paths that they would get."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from clipper import text
from clipper.errors import RefusedError
from clipper.index import Index
from clipper.index.related import RelatedClip
from clipper.intake import identity
from clipper.intake.identity import BodyKey, Identity
from clipper.intake.renamed_outlets import RenamedOutlets
from clipper.model import naming, urls
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip, StoredClip
from clipper.text import safe

_MAX_TITLE = 60
_MIN_REPRINT_WORDS = 20
"""A shorter text, such as a note, says nothing about where it comes from if another clip has it too."""


class KnownError(RefusedError):
    """A candidate is not new: the clip with this handle says all that it says; empty for an earlier candidate."""

    def __init__(self, message: str, *, handle: str = "") -> None:
        super().__init__(message, hint="--force keeps it again.")
        self.handle = handle


class Known(NamedTuple):
    """A candidate that is not new: the name of its input, and the clip that has all that it says.

    That is a stored clip, or a candidate that came earlier, of which the name of the input is known.
    """

    name: str
    title: str
    stored: StoredClip | None
    earlier: str = ""

    @property
    def handle(self) -> str:
        """The handle of the stored clip; empty for an earlier candidate."""
        return self.stored.handle if self.stored else ""

    def error(self) -> KnownError:
        """Return the error that refuses it."""
        if self.stored:
            refusal = f"this is kept already as {self.stored.handle}, {safe(self.stored.name)}"
        else:
            refusal = f"this is the same as “{self.title}”, which comes before it"
        return KnownError(refusal, handle=self.handle)


class Kept(NamedTuple):
    """A candidate that is kept although another clip has its address or its text.

    `name` is the name of its input; `other` is the handle of the other clip; `differences` are words for the fields
    that differ.
    """

    name: str
    other: str
    same_address: bool
    differences: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What is the same and what is not, as a sentence."""
        if self.same_address:
            return f"its address is that of {self.other}, and the rest differs: kept as another capture"
        if not self.differences:
            return f"its text is that of {self.other}: kept too"
        *most, last = self.differences
        differences = f"{', '.join(most)} and {last}" if most else last
        return f"its text is that of {self.other}, with another {differences}: kept as a reprint"


class SameStory(NamedTuple):
    """A candidate that tells the story of a stored clip in other words: the name of its input, and that clip."""

    name: str
    stored: StoredClip

    @property
    def message(self) -> str:
        """Whose story it is, as a sentence."""
        outlet = f" ({safe(self.stored.clip.source)})" if self.stored.clip.source else ""
        return f"same story as {self.stored.handle}{outlet}"


class NoveltyFilter:
    """Separates the candidates that are new from those that are known; with `force` all are new.

    A candidate is known if a clip of the archive, or an earlier candidate, says all that it says. With `stories` it is
    also looked up whether a new one tells the story of a stored clip.
    """

    def __init__(
        self,
        index: Index,
        apply_rules: Callable[[Candidate], Candidate] | None = None,
        *,
        outlets: RenamedOutlets | None = None,
        force: bool = False,
        stories: bool = False,
    ) -> None:
        self._index = index
        self._outlets = outlets
        self._apply_rules = apply_rules
        self._force = force
        self._stories = stories
        self._earlier: dict[Identity, tuple[Clip, BodyKey, str]] = {}
        self.passed: list[tuple[Clip, int]] = []
        """The new clips, without their bodies, each with the number of words in its body."""
        self.known: list[Known] = []
        self.kept: list[Kept] = []
        """The new clips that have something in common with a stored one."""
        self.same_story: list[SameStory] = []
        """The new clips that tell the story of a stored one."""

    @property
    def refused(self) -> list[KnownError]:
        """An error for each candidate that is not new."""
        return [known.error() for known in self.known]

    def new(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates that are new, each as `apply_rules` returns it."""
        for candidate in candidates:
            clip, body = candidate.clip, identity.body_key(candidate.clip)
            known = None if self._force else self._find(candidate, body)
            if known:
                self.known.append(known)
                continue
            words = text.count_words(clip.body)
            without_body = clip.replace(body="")
            self._earlier.setdefault(identity.identity(clip, body), (without_body, body, candidate.input_name))
            tagged = self._apply_rules(candidate) if self._apply_rules else candidate
            self.passed.append((tagged.clip.replace(body=""), words))
            yield tagged

    def _find(self, candidate: Candidate, body: BodyKey) -> Known | None:
        clip = candidate.clip
        title = text.shorten(safe(clip.title or clip.url), _MAX_TITLE)
        if found := self._earlier.get(identity.identity(clip, body)):
            earlier, earlier_body, name = found
            if body in {None, earlier_body} and identity.says_all(earlier, clip):
                return Known(candidate.input_name, title, None, name)
        related = self._index.related(clip, urls.key(clip.url), body)
        if stored := self._stored(clip, related) or self._under_new_name(clip, body, related):
            return Known(candidate.input_name, title, stored)
        if related and not self._force:
            stored = related[0].stored
            same_address = bool(clip.url) and urls.key(clip.url) == urls.key(stored.clip.url)
            if same_address or text.count_words(clip.body) >= _MIN_REPRINT_WORDS:
                differences = identity.differences(clip, stored.clip)
                self.kept.append(Kept(candidate.input_name, stored.handle, same_address, differences))
        elif self._stories and (other := self._index.story_of_new(clip)):
            self.same_story.append(SameStory(candidate.input_name, other))
        return None

    def _stored(self, clip: Clip, related: Sequence[RelatedClip]) -> StoredClip | None:
        """Return the first of the related clips that says all that a clip says."""
        known = (one.stored for one in related if self._is_known(clip, one.stored, same_text=one.same_body))
        return next(known, None)

    def _under_new_name(self, clip: Clip, body: BodyKey, related: Sequence[RelatedClip]) -> StoredClip | None:
        """Return the stored clip that says all that a clip says, if only its outlet was renamed since."""
        is_perhaps_there = bool(related) or (not clip.url and body is None)
        if self._outlets is None or not clip.source or not is_perhaps_there:
            return None
        name = self._outlets.name(clip.source)
        if name == clip.source:
            return None
        clip = clip.replace(source=name)
        return self._stored(clip, related or self._index.related(clip, "", body))

    def _is_known(self, clip: Clip, stored: StoredClip, *, same_text: bool) -> bool:
        if identity.is_same_row(clip, stored.clip):
            return True
        if not (identity.is_like(clip, stored.clip) or identity.is_page_of(clip, stored)):
            return False
        return same_text or not clip.body.strip() or identity.holds(self._index.read_body(stored.path), clip.body)


def free_paths(candidates: Iterable[Candidate], index: Index) -> Iterator[str]:
    """Yield the paths that candidates would get, each different from those before it."""
    last_numbers: dict[str, int] = {}
    for candidate in candidates:
        yield next(
            path for path in naming.numbered_paths(naming.new_name(candidate.clip), last_numbers) if not index.get(path)
        )
