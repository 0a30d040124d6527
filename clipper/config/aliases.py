"""Aliases: the names and domains under which one outlet appears, written down in the archive's settings."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from clipper import config
from clipper.config import edit
from clipper.errors import RefusedError, UsageError
from clipper.model.outlet_names import OutletNames
from clipper.text import safe, words


def merged(raw: bytes, file: Path, names: Sequence[str], into: str, known: Mapping[str, Sequence[str]]) -> bytes:
    """Return the bytes of a file of settings in which names are those of one outlet.

    An outlet that is merged brings its own aliases with it. `known` are all outlets in force: a name that is an alias
    of another one is a RefusedError.
    """
    here: Mapping[str, Sequence[str]] = config.read(raw, file).get("sources", {})
    key = _spelled(into, here)
    owners = OutletNames(known)
    added: list[str] = []
    for name in (*names, into):
        owner = owners.by_source(name)
        if owner and words(owner) not in (words(name), words(key)):
            hint = f"Merge {safe(owner)} itself, or change the settings."
            raise RefusedError(f"“{safe(name)}” is another name of {safe(owner)}", hint=hint)
        if not words(name):
            raise UsageError(f"“{safe(name)}” has no letter or digit to know an outlet by")
        spelled = _spelled(name, here)
        if words(name) in [words(one) for one in known if one not in here]:
            raise RefusedError(f"{safe(name)} stands in your own settings", hint="`clipper config --edit` opens them.")
        added += [name, *here.get(spelled, ())]
        if spelled in here and spelled != key:
            raw = edit.with_key(raw, file, "sources", spelled, None)
    return edit.with_key(raw, file, "sources", key, _each_once([*here.get(key, ()), *added], but=key))


def _spelled(name: str, here: Iterable[str]) -> str:
    """Return an outlet's name as the settings spell it, else as it is."""
    return next((key for key in here if words(key) == words(name)), name)


def _each_once(names: Iterable[str], *, but: str) -> list[str]:
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        found.setdefault(tuple(words(name)), name)
    found.pop(tuple(words(but)), None)
    return [*found.values()]
