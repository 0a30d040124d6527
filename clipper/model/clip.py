"""A clip: the fields of a piece of news, named as news people name them, and its text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from clipper import text
from clipper.model import authors, urls
from clipper.model.frozen import Frozen

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value in a header: every scalar is text; an empty one is None."""


class Field(Frozen):
    """A field of a clip: its own key, other keys with the same meaning, and whether it holds a list of values."""

    name: str
    aliases: tuple[str, ...] = ()
    many: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The field's own key, then its aliases, in the order of preference."""
        return (self.name, *self.aliases)


FIELDS = {
    field.name: field
    for field in (
        Field("title", ("headline", "name")),
        Field(
            "date",
            ("published", "datePublished", "issued", "date-published", "publish_date", "pubDate", "publishDate"),
        ),
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
        Field("language", ("lang",)),
        Field("rights"),
    )
}
"""The fields by their names, in the order in which a new clip has them."""

_MORE_TAGS = frozenset({"tags", *FIELDS["tags"].aliases, "categories", "category", "topics"})
"""The keys whose values are tags, wherever the clip's own tags stand. All but the aliases are ordinary keys too."""


class Clip(Frozen):
    """One clipping. A field without a value is empty; `date` and `clipped` are as in the file, not parsed.

    `problem` says why the file cannot be parsed, such as `line 3: …`; then all other fields are empty.
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
    extra: Mapping[str, Value] = MappingProxyType({})
    body: str = ""
    problem: str = ""

    def values(self, key: str) -> tuple[str, ...]:
        """Return all texts of a field, or of any other key, whose case is ignored; () if there are none."""
        name = field_name(key)
        if name is None:
            return tuple(
                value
                for extra_key, extra_value in self.extra.items()
                if extra_key.casefold() == key.casefold()
                for value in scalars(extra_value)
            )
        value: str | tuple[str, ...] = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return (value,) if value else ()


class StoredClip(Frozen):
    """A clip in an archive; `path` is relative to the archive, with `/` between folders; `words` counts its body.

    `inferred` names the fields that its header lacks: the path or the body says them (see `inferred.py`). `passage` is
    the part of its text with the words of a query; None unless it was asked for.
    """

    path: str
    handle: str
    clip: Clip
    words: int = 0
    inferred: tuple[str, ...] = ()
    passage: str | None = None

    @property
    def name(self) -> str:
        """The path without `.md`."""
        return self.path.removesuffix(".md")


class Pickup(NamedTuple):
    """A later clip of a story: the date and the source of a reprint."""

    handle: str
    date: str
    source: str


class StoryClip(StoredClip):
    """The clip that represents its story in a list; `outlets` are the other outlets that printed the story."""

    pickups: tuple[Pickup, ...] = ()
    outlets: tuple[str, ...] = ()


def from_header(header: Mapping[str, Value], body: str = "") -> Clip:
    """Make a clip from a header and a body; aliases are resolved, and unknown keys go into `extra`."""
    keys = field_keys(header)
    fields: dict[str, str | tuple[str, ...]] = {}
    for name, key in keys.items():
        value = header[key]
        if name == "tags":
            continue
        if name == "author":
            fields[name] = _parse_authors(value)
        elif value is not None:
            texts = [value] if isinstance(value, str) else scalars(value)
            parts = [_without_link(part) if name == "source" else part for part in texts]
            fields[name] = text.one_line(", ".join(parts))
    if tags := [tag for key in tag_keys(header, keys) for tag in parse_tags(header[key])]:
        fields["tags"] = tuple(dict.fromkeys(tags))
    used = set(keys.values())
    extra = {key: value for key, value in header.items() if key not in used}
    return Clip(**fields, extra=extra, body=body)  # type: ignore[arg-type]


def field_keys(header: Mapping[str, Value]) -> dict[str, str]:
    """Return, for each field in the header, the key from which it is read.

    A key with a value is preferred to an empty one, and the field's own key to its aliases. A `source` that is an
    address is read as `url`: the Obsidian Web Clipper writes it so.
    """
    best: dict[str, tuple[bool, int, str]] = {}
    address_key = None
    for key, value in header.items():
        name_and_rank = _RANKS.get(key.casefold())
        if name_and_rank is None:
            continue
        name, rank = name_and_rank
        if name == "source" and _is_address(value):
            address_key = key
            continue
        if name == "date" and is_flag(value):
            continue
        candidate = (value in _EMPTY, rank, key)
        if name not in best or candidate < best[name]:
            best[name] = candidate
    if address_key is not None and best.get("url", (True,))[0]:
        best["url"] = (False, 0, address_key)
    return {name: key for name, (_, _, key) in best.items()}


def tag_keys(header: Mapping[str, Value], keys: Mapping[str, str] | None = None) -> list[str]:
    """Return the keys of a header from which tags are read, the one with the clip's own tags first.

    `keys` is what `field_keys` returns for the header.
    """
    own = (field_keys(header) if keys is None else keys).get("tags")
    others = [key for key in header if key != own and key.casefold() in _MORE_TAGS]
    return others if own is None else [own, *others]


def own_tags(clip: Clip) -> tuple[str, ...]:
    """Return the tags of a clip that no other key of its header gives it."""
    others = {tag for key in tag_keys(clip.extra, {}) for tag in parse_tags(clip.extra[key])}
    return tuple(tag for tag in clip.tags if tag not in others) if others else clip.tags


def is_flag(value: Value) -> bool:
    """Tell whether a value is yes or no: `published: false` is no date."""
    return isinstance(value, str) and value.strip().casefold() in {"true", "false", "yes", "no"}


def key_for(header: Mapping[str, Value], key: str) -> str:
    """Return the key of a header under which a new value of a field is to be written."""
    name = field_name(key)
    if name is None:
        return next((present for present in header if present.casefold() == key.casefold()), key)
    present_key = field_keys(header).get(name)
    if present_key is not None:
        return present_key
    present_keys = {present.casefold() for present in header}
    return next((alias for alias in FIELDS[name].keys if alias.casefold() not in present_keys), name)


def field_name(key: str) -> str | None:
    """Return the name of the field that a key means, by its name or an alias in any case; None for any other key."""
    name_and_rank = _RANKS.get(key.casefold())
    return name_and_rank[0] if name_and_rank else None


def is_known_key(key: str) -> bool:
    """Tell whether a key has a meaning to clipper: as a field, or as one more place for tags."""
    return key.casefold() in _RANKS or key.casefold() in _MORE_TAGS


def scalars(value: Value) -> Iterator[str]:
    """Yield all texts in a value of a header, at any depth; of a mapping only the values."""
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
    """Return the tags in a value of a header, which is a list or a text with commas; each once, in order."""
    items = value.split(",") if isinstance(value, str) else scalars(value)
    return tuple(dict.fromkeys(filter(None, map(parse_tag, items))))


def parse_tag(item: str) -> str:
    """Return a tag on one line, without the `#` that other tools put before it, and without blanks around `/`."""
    tag = text.one_line(item).lstrip("#").strip()
    return re.sub(r"(?<=[^/ ]) */ *(?=[^/ ])", "/", tag) if " /" in tag or "/ " in tag else tag


def _parse_authors(value: Value) -> tuple[str, ...]:
    """Return the names in a value of a header; an item of a list is one name, and a text may be several."""
    items: Iterable[str] = map(_without_link, scalars(value))
    if isinstance(value, str) and not value.strip().startswith("[["):
        items = authors.split(text.one_line(value))
    return tuple(filter(None, items))


def _without_link(value: str) -> str:
    """Return a name without the brackets of a link to a note."""
    value = text.one_line(value)
    if value.startswith("[[") and value.endswith("]]"):
        value = value[2:-2].partition("|")[0].strip()
    return value


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and urls.is_address(value.strip())


_EMPTY: tuple[Value, ...] = (None, "", [])
_RANKS = {key.casefold(): (spec.name, rank) for spec in FIELDS.values() for rank, key in enumerate(spec.keys)}
