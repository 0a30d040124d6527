"""In which encoding a text came: UTF-8 with a few bytes that are none is still UTF-8, and not all of it a guess."""

import codecs
from typing import BinaryIO

_BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = {chr(0xDC00 + byte) for byte in range(0x80, 0x100)}


def of(stream: BinaryIO) -> tuple[str, str]:
    """Return the encoding of a text, and what is to be said of it; the stream is read to its end.

    Without a mark it is UTF-8; Windows-1252 only where the bytes that are not UTF-8 outnumber the letters that are.
    """
    first = stream.read(_BLOCK)
    if mark := next((name for mark, name in _MARKS if first.startswith(mark)), ""):
        return mark, ""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    stray = letters = 0
    block = first
    while block:
        block, raw = stream.read(_BLOCK), block
        if raw.isascii() and not decoder.getstate()[0]:
            continue
        written = [letter for letter in decoder.decode(raw, final=not block) if not letter.isascii()]
        bad = sum(letter in _STRAY for letter in written)
        stray, letters = stray + bad, letters + len(written) - bad
    if not stray:
        return "utf-8", ""
    if stray > letters:
        return "cp1252", "it is not UTF-8; it was read as Windows-1252 (cp1252)"
    return "utf-8", f"{stray} of its bytes are not UTF-8; they became U+FFFD"


def beginning(raw: bytes) -> str:
    """Return the beginning of a text as far as it goes, for a look at it."""
    mark = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    return raw.decode(mark, "replace")
