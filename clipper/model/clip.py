"""A clip: the fields of a kept piece of news, by the names that the trade uses, and the text itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from clipper import text
from clipper.model import urls

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What a header can hold: every scalar is text, an empty one is None."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a clip: its own key, the keys that are read as it, and whether it holds many values."""

    name: str
    aliases: tuple[str, ...] = ()
    many: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The field's own key, then its aliases, as they are preferred."""
        return (self.name, *self.aliases)


FIELDS = {
    field.name: field
    for field in (
        Field("title", ("headline", "name")),
        Field("date", ("published", "datePublished", "issued", "date-published")),
        Field("source", ("site", "publisher", "container-title")),
        Field("author", ("authors", "byline", "by"), many=True),
        Field("url", ("link", "source_url")),
        Field("tags", ("tag", "keywords"), many=True),
        Field("clipped", ("created", "added", "saved", "date-saved")),
        Field("description", ("summary", "excerpt", "deck")),
        Field("section"),
        Field("page"),
        Field("edition"),
        Field("place"),
        Field("agency"),
        Field("language"),
        Field("rights"),
    )
}
"""The fields that have a meaning, in the order in which a new clip is written."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clipping. A field without a value is empty; `date` and `clipped` stand as they are written.

    `problem` says why the file cannot be read, as `line 3: …`; then every other field is empty.
    """

    title: str = ""
    date: str = ""
    source: str = ""
    author: tuple[str, ...] = ()
    url: str = ""
    tags: tuple[str, ...] = ()
    clipped: str = ""
    description: str = ""
    section: str = ""
    page: str = ""
    edition: str = ""
    place: str = ""
    agency: str = ""
    language: str = ""
    rights: str = ""
    extra: Mapping[str, Value] = field(default_factory=dict)
    body: str = ""
    problem: str = ""

    def values(self, key: str) -> tuple[str, ...]:
        """Return every text that stands under a field or under any other key, in any case; () when there is none."""
        name = field_name(key)
        if name is None:
            return tuple(
                value
                for other, held in self.extra.items()
                if other.casefold() == key.casefold()
                for value in scalars(held)
            )
        value: str | tuple[str, ...] = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class StoredClip:
    """A clip that stands in an archive: `path` is relative to the archive, `/` between folders."""

    path: str
    handle: str
    clip: Clip
    words: int = 0

    @property
    def name(self) -> str:
        """The path without its ending."""
        return self.path.removesuffix(".md")


class Pickup(NamedTuple):
    """Another clip of a story: where else, and when, it was printed."""

    handle: str
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class StoryClip(StoredClip):
    """A clip that stands in a list for its whole story; `outlets` are the names of those that printed it too."""

    pickups: tuple[Pickup, ...] = ()
    outlets: tuple[str, ...] = ()


def from_header(header: Mapping[str, Value], body: str = "") -> Clip:
    """Return the clip that a header and a body say, aliases understood and unknown keys kept in `extra`."""
    keys = field_keys(header)
    found: dict[str, str | tuple[str, ...]] = {}
    for name, key in keys.items():
        held = header[key]
        if name == "tags":
            found[name] = parse_tags(held)
        elif name == "author":
            found[name] = tuple(filter(None, map(_author, scalars(held))))
        elif held is not None:
            found[name] = text.one_line(held if isinstance(held, str) else ", ".join(scalars(held)))
    used = set(keys.values())
    extra = {key: value for key, value in header.items() if key not in used}
    return Clip(**found, extra=extra, body=body)  # type: ignore[arg-type]


def field_keys(header: Mapping[str, Value]) -> dict[str, str]:
    """Return, for each field that the header holds, the key that stands for it there.

    The field's own key comes before its aliases, one with a value before one without; a `source` that is an address
    stands for `url`, as the Obsidian Web Clipper writes it.
    """
    found: dict[str, tuple[bool, int, str]] = {}
    address = None
    for key, value in header.items():
        known = _RANK.get(key.casefold())
        if known is None:
            continue
        name, rank = known
        if name == "source" and _is_address(value):
            address = key
            continue
        claim = (value in _NOTHING, rank, key)
        if name not in found or claim < found[name]:
            found[name] = claim
    if address is not None and found.get("url", (True,))[0]:
        found["url"] = (False, 0, address)
    return {name: key for name, (_, _, key) in found.items()}


def key_for(header: Mapping[str, Value], key: str) -> str:
    """Return the key under which a change of this field belongs in this header."""
    name = field_name(key)
    if name is None:
        same = [other for other in header if other.casefold() == key.casefold()]
        return same[0] if same else key
    standing = field_keys(header).get(name)
    if standing is not None:
        return standing
    taken = {other.casefold() for other in header}
    return next((other for other in FIELDS[name].keys if other.casefold() not in taken), name)


def field_name(key: str) -> str | None:
    """Return the name of the field that a key means, by its own name or an alias, or None."""
    known = _RANK.get(key.casefold())
    return known[0] if known else None


def scalars(value: Value) -> Iterator[str]:
    """Yield every text inside a value of a header, however deep, those of a mapping without their keys."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from scalars(item)


def parse_tags(value: Value) -> tuple[str, ...]:
    """Return the tags that a header's value says: a list, a plain text, or a text with commas; each once, in order."""
    items = value.split(",") if isinstance(value, str) else scalars(value)
    return tuple(dict.fromkeys(filter(None, map(parse_tag, items))))


def parse_tag(item: str) -> str:
    """Return one tag as it is compared and shown: one line, without the `#` that other tools put before it."""
    return text.one_line(item).lstrip("#").strip()


def _author(value: str) -> str:
    value = text.one_line(value)
    if value.startswith("[[") and value.endswith("]]"):
        value = value[2:-2].partition("|")[0].strip()
    return value


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and urls.is_address(value.strip())


_NOTHING: tuple[Value, ...] = (None, "", [])
_RANK = {key.casefold(): (spec.name, rank) for spec in FIELDS.values() for rank, key in enumerate(spec.keys)}
