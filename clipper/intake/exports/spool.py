"""A spool: clips that wait to be kept, their bytes in memory as long as they are few, else in a file without a name."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self, overload

from clipper import clipfile
from clipper.model.candidate import Incoming
from clipper.model.clip import Clip
from clipper.system import files

IN_MEMORY = 32_000_000


class Spool(Sequence[Incoming]):
    """Clips with the bytes of their files, in the order in which they came; the file, if any, lies in a `folder`."""

    def __init__(self, folder: Path) -> None:
        with files.disk_errors("what is imported cannot be put aside"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115 - it is closed with the spool
        self._end = 0
        self._places: list[tuple[Clip, int, int, int]] = []

    def put(self, clip: Clip, raw: bytes, *, instead: int | None = None) -> None:
        """Put a clip at the end, or in the place of another one."""
        written = clip.body.encode("utf-8", "surrogatepass")
        body = len(raw) - len(written if raw.endswith(written) else clipfile.body_of(raw))
        with files.disk_errors("what is imported cannot be put aside"):
            self._file.seek(self._end)
            self._file.write(raw)
        place = (replace(clip, body=""), self._end, len(raw), body)
        self._end += len(raw)
        if instead is None:
            self._places.append(place)
        else:
            self._places[instead] = place

    def tags(self, number: int) -> Sequence[str]:
        """Return the tags of one of the clips."""
        return self._places[number][0].tags

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Incoming: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Incoming]: ...
    def __getitem__(self, index: int | slice) -> Incoming | Sequence[Incoming]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        clip, start, size, body = self._places[index]
        with files.disk_errors("what was put aside cannot be read"):
            self._file.seek(start)
            raw = self._file.read(size)
        return Incoming(replace(clip, body=raw[body:].decode("utf-8", "replace")), raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
