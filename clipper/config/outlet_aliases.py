"""Add aliases of an outlet, that is its other names and its domains, to a settings file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from clipper.config import edit, settings
from clipper.errors import RefusedError, UsageError
from clipper.model.outlet_names import OutletNames
from clipper.text import safe, words


def merge(raw: bytes, file: Path, names: Sequence[str], into: str, aliases: Mapping[str, Sequence[str]]) -> bytes:
    """Return the bytes of a settings file in which `names` are aliases of the outlet `into`.

    An outlet that is merged brings its own aliases with it. `aliases` are those of all outlets in force, from
    both files. Raise RefusedError if a name is an alias of a third outlet, or an outlet of the user's own file.
    """
    own: Mapping[str, Sequence[str]] = settings.parse(raw, file).get("sources", {})
    key = _existing_key(into, own)
    outlets = OutletNames(aliases)
    added: list[str] = []
    for name in (*names, into):
        owner = outlets.by_source(name)
        if owner and words(owner) not in (words(name), words(key)):
            hint = f"Merge {safe(owner)} itself, or change the settings."
            raise RefusedError(f"“{safe(name)}” is another name of {safe(owner)}", hint=hint)
        if not words(name):
            raise UsageError(f"“{safe(name)}” has no letter or digit to know an outlet by")
        if words(name) in [words(outlet) for outlet in aliases if outlet not in own]:
            raise RefusedError(f"{safe(name)} is in your own settings", hint="`clipper config --edit` opens them.")
        name_key = _existing_key(name, own)
        added += [name, *own.get(name_key, ())]
        if name_key in own and name_key != key:
            raw = edit.with_key(raw, file, "sources", name_key, None)
    return edit.with_key(raw, file, "sources", key, _unique([*own.get(key, ()), *added], without=key))


def _existing_key(name: str, keys: Iterable[str]) -> str:
    """Return the key that has the same words as a name; the name itself if there is none."""
    return next((key for key in keys if words(key) == words(name)), name)


def _unique(names: Iterable[str], *, without: str) -> list[str]:
    """Return the names, of several with the same words only the first; none with the words of `without`."""
    by_words: dict[tuple[str, ...], str] = {}
    for name in names:
        by_words.setdefault(tuple(words(name)), name)
    by_words.pop(tuple(words(without)), None)
    return [*by_words.values()]
