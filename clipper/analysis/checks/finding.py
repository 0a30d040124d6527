"""The clip that is examined, and what a check finds in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from clipper import clipfile
from clipper.analysis.checks.archive_facts import ArchiveFacts
from clipper.clipfile import Edit
from clipper.model.clip import Clip, StoredClip
from clipper.model.keys import field_keys
from clipper.model.values import Value
from clipper.query.haystack import FILE_LIMIT

_LINE_END = re.compile(rb"\r\n|\n|\r")
_MAX_HEADER_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where it is, what it is, why it matters, and what the user can do.

    `handle` is empty if it concerns no clip; `line` counts from 1 in the file. `advice` says what a person can do.
    Where `check --fix` can put it right with certainty, `fix` says how: `edit` changes the clip's bytes, or with
    `refile` the file gets the name of a new clip. A check leaves `kind` and `why` empty, and mostly `advice` too: the
    report adds them.
    """

    path: str
    handle: str
    what: str
    line: int = 1
    advice: str = ""
    fix: str = ""
    edit: Edit | None = None
    refile: bool = False
    kind: str = ""
    why: str = ""

    @property
    def is_fixable(self) -> bool:
        """Whether `check --fix` puts it right."""
        return self.refile or self.edit is not None


class Subject:
    """A clip under examination: as the index has it, and as its file is now."""

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
        """The header with the keys as the file has them."""
        return clipfile.read_header(self.raw)

    def key_of(self, name: str) -> str:
        """Return the key from which a field is read in this header; the field's own name if there is none."""
        return field_keys(self.header).get(name, name)

    def finding(
        self,
        what: str,
        *,
        line: int = 1,
        advice: str = "",
        fix: str = "",
        edit: Edit | None = None,
        refile: bool = False,
    ) -> Finding:
        """Return a finding about this clip."""
        return Finding(self.stored.path, self.stored.handle, what, line, advice, fix, edit, refile)

    def line_of(self, key: str, value: str = "") -> int:
        """Return the line of a key in the header, or of a value on or below that line; 1 if there is none."""
        lines = _LINE_END.split(self.raw[:_MAX_HEADER_BYTES])
        key_bytes, value_bytes = key.encode(), value.encode("utf-8", "replace")
        first = next((n for n, line in enumerate(lines) if line.lstrip(b"\xef\xbb\xbf '\"?{").startswith(key_bytes)), 0)
        return next((n for n in range(first, len(lines)) if value_bytes in lines[n]), first) + 1

    def text_of_line(self, line: int) -> str:
        """Return a line of the header, by its number in the file, without its end."""
        return _LINE_END.split(self.raw[:_MAX_HEADER_BYTES], line)[line - 1].decode("utf-8", "replace")

    def line_in_body(self, offset: int) -> int:
        """Return the line in the file of the character at an offset in the body."""
        header = self.raw.removesuffix(clipfile.read_body(self.raw))
        before = header + self.clip.body[:offset].encode("utf-8", "replace")
        return len(_LINE_END.findall(before)) + 1
