"""Change what clips say: set fields in many, add a note to one, or replace the file of one by an edited copy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from clipper import clipfile
from clipper.analysis.changes import compare
from clipper.errors import BusyError
from clipper.library.plan import Plan
from clipper.model.deeds import Deed, list_details
from clipper.text import safe, shorten

if TYPE_CHECKING:
    from clipper.model.clip import StoredClip

_MAX_VALUE = 40
_IN_NAMES = ("date", "title")
"""The fields whose values are in the names of files, and move these."""


def set_fields(clips: "Iterable[StoredClip]", changes: Mapping[str, Sequence[str]]) -> Plan:
    """Plan to write new values of fields into clips; a field with the value [] is removed."""

    def edit(raw: bytes) -> bytes:
        for key, values in changes.items():
            raw = clipfile.with_field(raw, key, values)
        return raw

    settings = [f"{key}={shorten(value, _MAX_VALUE)}" for key, values in changes.items() for value in values]
    removals = [f"no {key}" for key, values in changes.items() if not values]
    plan = Plan.of_one_edit(clips, edit, deed=Deed("edited", list_details([*settings, *removals])))
    return replace(plan, changes_names=not changes.keys().isdisjoint(_IN_NAMES))


def add_note(stored: "StoredClip", note: str) -> Plan:
    """Plan to write a note at the end of a clip's text."""
    from clipper.clipfile.notes import with_note

    return Plan.of_one_edit([stored], partial(with_note, note=note), deed=Deed("added a note to"))


def replace_file(stored: "StoredClip", before: bytes, after: bytes) -> Plan:
    """Plan to replace the content of a clip's file; the edit raises BusyError if it is no longer `before`."""

    def edit(raw: bytes) -> bytes:
        if raw != before:
            raise BusyError(f"{safe(stored.path)} was changed by another program meanwhile")
        return after

    changes = compare(before, after)
    changed = [change.field for change in changes.fields]
    changed += ["tags"] if changes.tags_added or changes.tags_removed else []
    changed += [] if changes.is_text_same else ["text"]
    plan = Plan.of_one_edit([stored], edit, deed=Deed("edited", list_details(changed)))
    return replace(plan, changes_names=True)
