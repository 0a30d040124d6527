"""A clip: the fields of a piece of news, named as news people name them, and its text."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from clipper import text
from clipper.model import authors
from clipper.model.frozen import Frozen
from clipper.model.keys import field_keys, field_name, tag_keys
from clipper.model.values import Value, parse_tags, scalars


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


def own_tags(clip: Clip) -> tuple[str, ...]:
    """Return the tags of a clip that no other key of its header gives it."""
    others = {tag for key in tag_keys(clip.extra, {}) for tag in parse_tags(clip.extra[key])}
    return tuple(tag for tag in clip.tags if tag not in others) if others else clip.tags


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
