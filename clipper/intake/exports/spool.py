"""A spool: candidates that wait to be kept, in memory while they are few, else in an unnamed temporary file."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self, overload

from clipper import clipfile
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.system import files

IN_MEMORY = 32_000_000


class _Entry(NamedTuple):
    """A clip without its body, and where its bytes are in the file; `body` is the offset of the body in them."""

    clip: Clip
    start: int
    size: int
    body: int


class Spool(Sequence[Candidate]):
    """Candidates in the order in which they came; the temporary file, if one is needed, is made in `folder`.

    Of a candidate only the clip and the bytes are kept.
    """

    def __init__(self, folder: Path) -> None:
        with files.disk_errors("the temporary file of the import cannot be written"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115 - it is closed with the spool
        self._end = 0
        self._entries: list[_Entry] = []

    def append(self, candidate: Candidate) -> None:
        """Put a candidate at the end."""
        self._entries.append(self._write(candidate))

    def replace(self, index: int, candidate: Candidate) -> None:
        """Put a candidate in the place of another one."""
        self._entries[index] = self._write(candidate)

    def tags(self, index: int) -> Sequence[str]:
        """Return the tags of one of the clips, without reading the file."""
        return self._entries[index].clip.tags

    def _write(self, candidate: Candidate) -> _Entry:
        clip, raw = candidate.clip, candidate.raw
        encoded = clip.body.encode("utf-8", "surrogatepass")
        body_size = len(encoded if raw.endswith(encoded) else clipfile.read_body(raw))
        start = self._end
        with files.disk_errors("the temporary file of the import cannot be written"):
            self._file.seek(start)
            self._file.write(raw)
        self._end += len(raw)
        return _Entry(clip.replace(body=""), start, len(raw), len(raw) - body_size)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | Sequence[Candidate]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        entry = self._entries[index]
        with files.disk_errors("the temporary file of the import cannot be read"):
            self._file.seek(entry.start)
            raw = self._file.read(entry.size)
        return Candidate(entry.clip.replace(body=raw[entry.body :].decode("utf-8", "replace")), raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
