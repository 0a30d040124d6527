"""A stream for bytes of text that are meant for a file, and are shown on a terminal instead."""

import codecs
import io
from collections.abc import Callable, Iterable
from typing import Any

from clipper.text import safe_lines


class TextOutput(io.RawIOBase):
    """Takes UTF-8 in pieces, and hands whole lines on that are safe for a terminal."""

    def __init__(self, write: Callable[[Iterable[str]], None]) -> None:
        self._write = write
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, raw: Any) -> int:
        """Show the lines that are complete."""
        lines, newline, self._rest = (self._rest + self._decoder.decode(bytes(raw))).rpartition("\n")
        if newline:
            self._write([safe_lines(lines + newline)])
        return len(raw)

    def close(self) -> None:
        """Show what is left."""
        if self._rest:
            self._write([safe_lines(self._rest) + "\n"])
            self._rest = ""
        super().close()
