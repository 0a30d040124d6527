"""The leaves of a parsed query: each asks one thing of a clip."""

import re
from datetime import date
from typing import Literal, TypeAlias

from clipper import text
from clipper.model import dates, naming, urls
from clipper.model.dates import Span
from clipper.model.frozen import Frozen
from clipper.query.haystack import Haystack, make_needle

State: TypeAlias = Literal["untagged", "undated", "unreadable"]

_UNQUOTED_KEY = r"_*[^\W\d_][\w\u0300-\u036f-]*"
# A value that needs no quotes: no blank and no sign of the grammar is in it, and no `=` at its beginning.
_UNQUOTED = r"""[^\s"“”„()*=][^\s"“”„()*]*"""


class Text(Frozen):
    """Words side by side in the title, description, body, source, one author or one tag.

    With `prefix` the last word may be the beginning of a longer one. A single word may also be the clip's handle.
    """

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def handle(self) -> str:
        """The word, if it can be a whole handle, or empty."""
        (first, *more) = self.words
        is_handle = len(first) == naming.HANDLE_LENGTH and naming.is_handle(first)
        return first if is_handle and not more and not self.prefix else ""

    def __contains__(self, haystack: Haystack) -> bool:
        if self.handle and self.handle == haystack.handle:
            return True
        return make_needle(self.words, prefix=self.prefix) in haystack.all

    def __str__(self) -> str:
        return _spell(self.words, prefix=self.prefix)


class WithHandle(Frozen):
    """A clip whose handle begins with some letters."""

    beginning: str

    def __contains__(self, haystack: Haystack) -> bool:
        return haystack.handle.startswith(self.beginning)

    def __str__(self) -> str:
        return f"handle:{self.beginning}"


class OneOf(Frozen):
    """One of the clips that were named; their handles."""

    handles: frozenset[str]

    def __contains__(self, haystack: Haystack) -> bool:
        return haystack.handle in self.handles

    def __str__(self) -> str:
        return "-"  # as it is typed on the command line, where `-` stands for the names on stdin


class FieldText(Frozen):
    """Words side by side in one value of a text field, of a key that is not a field, or in the path.

    `key` is the name of a field, `path`, or another key in casefolded form. With `exact` the words are the beginning of
    the value, and without `prefix` all of it.
    """

    key: str
    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False

    def __contains__(self, haystack: Haystack) -> bool:
        return make_needle(self.words, prefix=self.prefix, exact=self.exact) in haystack.field(self.key)

    def __str__(self) -> str:
        key = self.key if re.fullmatch(_UNQUOTED_KEY, self.key) else quote(self.key)
        return f"{key}:{'=' * self.exact}{_spell(self.words, prefix=self.prefix)}"


class From(Frozen):
    """The words of one of an outlet's names in the source, with `prefix` and `exact` as in `FieldText`.

    The outlet's own name is the first.
    """

    names: tuple[tuple[str, ...], ...]
    prefix: bool = False
    exact: bool = False

    def __contains__(self, haystack: Haystack) -> bool:
        source = haystack.field("source")
        return any(make_needle(name, prefix=self.prefix, exact=self.exact) in source for name in self.names)

    def __str__(self) -> str:
        return f"source:{'=' * self.exact}{_spell(self.names[0], prefix=self.prefix)}"


class Tagged(Frozen):
    """A tag or one below it, given as its `tag_key`; only itself if `exact`, all that begin with it if `prefix`."""

    tag: str
    prefix: bool = False
    exact: bool = False

    def __contains__(self, haystack: Haystack) -> bool:
        below = self.tag if self.prefix else f"{self.tag}/"
        return any(tag == self.tag or (not self.exact and tag.startswith(below)) for tag in haystack.tags)

    def __str__(self) -> str:
        return f"tag:{'=' * self.exact}{_quote_if_needed(self.tag)}{'*' * self.prefix}"


class AtUrl(Frozen):
    """An address at or below a domain or another address, both compared by `urls.key`."""

    value: str

    def __contains__(self, haystack: Haystack) -> bool:
        key = urls.key(self.value)
        if key == urls.host(self.value):
            return f".{urls.host(haystack.clip.url)}".endswith(f".{key}")
        return f"{urls.key(haystack.clip.url)}/".startswith((f"{key}/", f"{key}?"))

    def __str__(self) -> str:
        return f"url:{_quote_if_needed(self.value)}"


class Dated(Frozen):
    """A date that has a day in common with a span, which is open at one end at most."""

    field: Literal["date", "clipped"]
    span: Span

    def __contains__(self, haystack: Haystack) -> bool:
        extent = dates.span(haystack.clip.date if self.field == "date" else haystack.clip.clipped)
        return extent is not None and extent.overlaps(self.span)

    def __str__(self) -> str:
        first = date.fromordinal(self.span.start).isoformat() if self.span.start else ""
        last = date.fromordinal(self.span.end - 1).isoformat() if self.span.end else ""
        # The quotes keep an open end from the words that follow.
        return f"{self.field}:{first}" if first == last else f'{self.field}:"{first}..{last}"'


class Is(Frozen):
    """A readable clip without tags, a readable clip without a date that gives a day, or an unreadable clip."""

    state: State

    def __contains__(self, haystack: Haystack) -> bool:
        clip = haystack.clip
        if self.state == "unreadable" or clip.problem:
            return self.state == "unreadable" and bool(clip.problem)
        return not clip.tags if self.state == "untagged" else dates.span(clip.date) is None

    def __str__(self) -> str:
        return f"is:{self.state}"


class Has(Frozen):
    """A clip with a value for a field, or for another key in casefolded form."""

    key: str

    def __contains__(self, haystack: Haystack) -> bool:
        return any(haystack.clip.values(self.key))

    def __str__(self) -> str:
        return f"has:{_quote_if_needed(self.key)}"


def quote(value: str) -> str:
    """Return a value in quotes, with the escapes of the query language."""
    return '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'


def _quote_if_needed(value: str) -> str:
    """Return a value with quotes if it needs them."""
    return value if re.fullmatch(_UNQUOTED, value) else quote(value)


def _spell(words: tuple[str, ...], *, prefix: bool) -> str:
    joined = "".join(words)
    # The words of a script without blanks are joined without blanks.
    return _quote_if_needed(joined if tuple(text.words(joined)) == words else " ".join(words)) + "*" * prefix
