"""What changed in a clip between two versions of its file: its fields, its tags, and the lines of its text."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.model.clip import Clip
from clipper.model.keys import FIELDS

_OWN_TAGS = "tags"


class FieldChange(NamedTuple):
    """A field with its values before and after; empty where the clip does not have it."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Changes(NamedTuple):
    """What is different in the later version; the lines are those with anything in them.

    `is_text_same` tells whether the text is the same to the byte: it may differ in blanks and in the order of its
    lines, too.
    """

    fields: tuple[FieldChange, ...] = ()
    tags_added: tuple[str, ...] = ()
    tags_removed: tuple[str, ...] = ()
    lines_added: int = 0
    lines_removed: int = 0
    is_text_same: bool = True


def compare(before: bytes, after: bytes) -> Changes:
    """Return what changed from one version of a file to another; all of an unreadable file counts as text."""
    old, new = _read(before), _read(after)
    lines = Counter(_lines(new.body))
    lines.subtract(_lines(old.body))
    return Changes(
        fields=tuple(_field_changes(old, new)),
        tags_added=tuple(tag for tag in new.tags if tag not in old.tags),
        tags_removed=tuple(tag for tag in old.tags if tag not in new.tags),
        lines_added=sum(count for count in lines.values() if count > 0),
        lines_removed=-sum(count for count in lines.values() if count < 0),
        is_text_same=old.body == new.body,
    )


def _read(raw: bytes) -> Clip:
    try:
        return clipfile.read(raw)
    except UnreadableError:
        return Clip(body=raw.decode("utf-8", "replace"))


def _field_changes(old: Clip, new: Clip) -> Iterable[FieldChange]:
    for name in dict.fromkeys((*FIELDS, *old.extra, *new.extra)):
        before, after = old.values(name), new.values(name)
        if name != _OWN_TAGS and before != after:
            yield FieldChange(name, before, after)


def _lines(text: str) -> Iterable[str]:
    return (line.rstrip() for line in text.splitlines() if line.strip())
