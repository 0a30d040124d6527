"""A clip as a query reads it: the words of its values, so written that words side by side are found as plain text."""

from collections.abc import Iterable
from functools import cached_property

from clipper import text
from clipper.model.clip import Clip

BODY_LIMIT = 2_000_000
"""So many characters of a body are searched."""
FILE_LIMIT = 64 * 1024 + 4 * BODY_LIMIT
"""So many bytes of a file hold its header and all of its body that is searched."""


class Haystack:
    """A clip while it is asked; its words are split when they are first needed."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self._under: dict[str, str] = {}

    @cached_property
    def anywhere(self) -> str:
        """The words of everything that free text is searched in."""
        clip = self.clip
        return haystack((clip.title, clip.description, *clip.author, clip.source, *clip.tags, clip.body[:BODY_LIMIT]))

    @cached_property
    def tags(self) -> list[str]:
        """The tags as they are compared."""
        return [tag_key(tag) for tag in self.clip.tags]

    def under(self, key: str) -> str:
        """Return the words of the values of a field or of a key."""
        if key not in self._under:
            self._under[key] = haystack(self.clip.values(key))
        return self._under[key]


def tag_key(tag: str) -> str:
    """Return a tag as it is compared: folded, without `#` and `/` around it."""
    return text.one_line(text.fold(tag)).lstrip("#/ ").rstrip("/ ")


def haystack(values: Iterable[str]) -> str:
    """Return the words of values as one text, `| jane doe | john smith |`, in which a `needle` is looked for."""
    return "".join(["|", *[f" {' '.join(text.words(value))} |" for value in values]])


def needle(words: Iterable[str], *, prefix: bool = False, exact: bool = False) -> str:
    """Return what stands in a `haystack` where the words stand side by side: no word holds a blank or a `|`.

    With `prefix` the last word is only a beginning; with `exact` a value begins with the words, and without `prefix`
    ends with them too.
    """
    return f"{'| ' if exact else ' '}{' '.join(words)}{'' if prefix else ' |' if exact else ' '}"
