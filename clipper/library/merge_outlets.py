"""Make several names of an outlet one: in the clips, or as aliases in the archive's settings."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from clipper import clipfile, query
from clipper.config import outlet_aliases
from clipper.errors import NotFoundError, UsageError
from clipper.library.plan import Plan
from clipper.model.clip import StoredClip
from clipper.model.deeds import Deed, list_details, renaming
from clipper.store.archive import SETTINGS_NAME
from clipper.text import safe, words

if TYPE_CHECKING:
    from clipper.clipfile import Edit
    from clipper.library import Library


def check_names(old: Sequence[str], into: str) -> None:
    """Raise UsageError if there is nothing to merge, or a name has a character that cannot be seen."""
    if not old or not words(into):
        raise UsageError("name the outlets as clips call them, then the one name that they get")
    if unseen := next((name for name in (*old, into) if safe(name) != name), ""):
        raise UsageError(f"the name “{safe(unseen)}” has a character that cannot be seen")


def merge(library: "Library", old: Sequence[str], into: str) -> Plan:
    """Plan to write one name into every clip whose whole source is one of the old names, case and accents aside."""
    clips: dict[str, StoredClip] = {}
    for name in old:
        matching = _clips_of(library, name)
        if not matching:
            hint = "`clipper sources` shows those there are."
            raise NotFoundError(f"no clip has the source “{safe(name)}”", hint=hint)
        clips |= {stored.path: stored for stored in matching if stored.clip.source != into}
    edit = partial(clipfile.with_field, key="source", values=(into,))
    return Plan.of_one_edit(clips.values(), edit, deed=renaming(old, into))


def alias_edit(library: "Library", old: Sequence[str], into: str) -> "Edit":
    """Return the edit that adds the old names to the archive's settings as aliases of an outlet."""
    file = library.archive.root / SETTINGS_NAME
    return lambda raw: outlet_aliases.merge(raw, file, old, into, library.config.sources)


def declare_aliases(library: "Library", old: Sequence[str], into: str) -> bool:
    """Add the old names to the archive's settings as aliases of an outlet; return whether the settings changed."""
    deed = Deed(f"made {list_details(old)} {'an alias' if len(old) == 1 else 'aliases'} of outlet {into}")
    return library.writer.configure(alias_edit(library, old, into), deed)


def _clips_of(library: "Library", name: str) -> list[StoredClip]:
    wanted = words(name)
    node = query.FieldText("source", tuple(wanted), exact=True) if wanted else query.Is("unreadable")
    return [stored for stored in library.search_for_change(node) if words(stored.clip.source) == wanted]
