"""What is examined, a clip at a time, and what is found."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from clipper import clipfile
from clipper.analysis.checks.archive_facts import ArchiveFacts
from clipper.model.clip import Clip, StoredClip, Value, field_keys
from clipper.query.haystack import FILE_LIMIT

Edit: TypeAlias = Callable[[bytes], bytes]

_LINE_END = re.compile(rb"\r\n|\n|\r")
_HEADER = 200_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where it stands, what it is, why it matters, and how it is mended.

    `handle` is empty where it concerns no clip; `line` counts from 1 in the file. Where mending it is certain, `edit`
    makes of the clip's bytes the mended ones, and `fix` says how. A check leaves kind, why and the usual mend open.
    """

    path: str
    handle: str
    what: str
    line: int = 1
    mend: str = ""
    fix: str = ""
    edit: Edit | None = None
    kind: str = ""
    why: str = ""


class Subject:
    """One clip while it is examined: as it is kept, and as its file stands now."""

    def __init__(self, stored: StoredClip, raw: bytes, facts: ArchiveFacts, today: date) -> None:
        self.stored = stored
        self.raw = raw
        self.facts = facts
        self.today = today
        self.clip: Clip = clipfile.read(raw)

    @property
    def is_whole(self) -> bool:
        """Whether the whole file is examined, and not only its beginning."""
        return len(self.raw) < FILE_LIMIT

    @cached_property
    def header(self) -> Mapping[str, Value]:
        """The header by the keys that stand in it."""
        return clipfile.read_header(self.raw)

    def key_of(self, name: str) -> str:
        """Return the key that stands for a field in this clip's header."""
        return field_keys(self.header).get(name, name)

    def finding(self, what: str, *, line: int = 1, mend: str = "", fix: str = "", edit: Edit | None = None) -> Finding:
        """Return what was found in this clip."""
        return Finding(self.stored.path, self.stored.handle, what, line, mend, fix, edit)

    def line_of(self, key: str, value: str = "") -> int:
        """Return the line of a key in the header, or of a value below it; 1 if there is none."""
        lines = _LINE_END.split(self.raw[:_HEADER])
        name, wanted = key.encode(), value.encode("utf-8", "replace")
        first = next((n for n, line in enumerate(lines) if line.lstrip(b"\xef\xbb\xbf '\"?{").startswith(name)), 0)
        return next((n for n in range(first, len(lines)) if wanted in lines[n]), first) + 1

    def line_in_body(self, place: int) -> int:
        """Return the line of the file on which a character of the body stands."""
        before = self.raw.removesuffix(clipfile.read_body(self.raw)) + self.clip.body[:place].encode("utf-8", "replace")
        return len(_LINE_END.findall(before)) + 1
