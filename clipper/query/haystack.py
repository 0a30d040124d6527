"""The words of a clip as a query searches them: as plain text, so that words side by side are found.

A haystack is the words of some values, `| jane doe | john smith |`, and a needle the words of a query, ` john smith `
or, if they are a whole value, `| john smith |`. No word contains a blank or a `|`.
"""

from collections.abc import Iterable
from functools import cached_property

from clipper import text
from clipper.model.clip import Clip
from clipper.model.hyphenation import broken_words

BODY_LIMIT = 2_000_000
"""How many characters of a body are searched."""
FILE_LIMIT = 1024 * 1024 + 4 * BODY_LIMIT
"""How many bytes of a file contain its header and all of its body that is searched."""


class Haystack:
    """A clip that queries are matched with; its words are split when a query first needs them, and cached.

    A clip that is not in an archive has no handle and no path.
    """

    def __init__(self, clip: Clip, handle: str = "", path: str = "") -> None:
        self.clip = clip
        self.handle = handle
        self._fields = {"path": path_haystack(path)}

    @cached_property
    def all(self) -> str:
        """The words of everything that free words are searched in; words broken at line ends are there whole too."""
        clip, body = self.clip, self.clip.body[:BODY_LIMIT]
        whole = [word.joined for word in broken_words(body)]
        return make_haystack((clip.title, clip.description, *clip.author, clip.source, *clip.tags, body, *whole))

    @cached_property
    def tags(self) -> list[str]:
        """The tags as they are compared."""
        return [tag_key(tag) for tag in self.clip.tags]

    def field(self, key: str) -> str:
        """Return the words of the values of a field or of another key, or under `path` those of the path."""
        if key not in self._fields:
            self._fields[key] = make_haystack(self.clip.values(key))
        return self._fields[key]


def tag_key(tag: str) -> str:
    """Return a tag as it is compared: folded, without `#` and `/` around it."""
    return text.one_line(text.fold(tag)).lstrip("#/ ").rstrip("/ ")


def path_haystack(path: str) -> str:
    """Return the words of a path as a haystack; no key of a header is searched under `path`."""
    return make_haystack([path.removesuffix(".md")])


def make_haystack(values: Iterable[str]) -> str:
    """Return the words of some values as a haystack."""
    return "".join(["|", *[f" {' '.join(text.words(value))} |" for value in values]])


def make_needle(words: Iterable[str], *, prefix: bool = False, exact: bool = False) -> str:
    """Return a needle that is in a haystack if the words are there side by side.

    With `prefix` the last word may be the beginning of a longer one. With `exact` the words must be the beginning of a
    value, and without `prefix` all of it.
    """
    return f"{'| ' if exact else ' '}{' '.join(words)}{'' if prefix else ' |' if exact else ' '}"
