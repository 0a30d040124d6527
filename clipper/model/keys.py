"""The keys of a header: the fields, and the key of a header that stands for each."""

from collections.abc import Mapping

from clipper.model import urls
from clipper.model.frozen import Frozen
from clipper.model.values import Value, is_flag


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

_RANKS = {key.casefold(): (spec.name, rank) for spec in FIELDS.values() for rank, key in enumerate(spec.keys)}
_EMPTY: tuple[Value, ...] = (None, "", [])


def field_name(key: str) -> str | None:
    """Return the name of the field that a key means, by its name or an alias in any case; None for any other key."""
    name_and_rank = _RANKS.get(key.casefold())
    return name_and_rank[0] if name_and_rank else None


def is_known_key(key: str) -> bool:
    """Tell whether a key has a meaning to clipper: as a field, as one more place for tags, or for passing a clip on."""
    folded = key.casefold()
    if folded in _RANKS or folded in _MORE_TAGS:
        return True
    from clipper.model import sharing  # hardly any clip has these keys

    return folded in sharing.KEYS


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


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and urls.is_address(value.strip())
