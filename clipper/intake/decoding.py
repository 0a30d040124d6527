"""The decoding of texts: by their byte order mark, else as UTF-8, else as Windows-1252."""

import codecs
import re
from typing import BinaryIO, NamedTuple

from clipper.errors import UnreadableError, UsageError
from clipper.text import BYTE_ORDER_MARKS, safe, shorten

NOT_TEXT = re.compile("[\0\ud800-\udfff]")
"""NUL and surrogates, which no text file can hold."""

# Five bytes have no meaning in Windows-1252: they stay the control characters that they are in Latin-1.
_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CP1252 = "".join(chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252") for byte in range(256))
_READ_AS_CP1252 = "is not UTF-8; it was read as Windows-1252 (cp1252)"
_HINT = "If it is a text, `clipper add --encoding NAME` takes it."

_BLOCK = 1 << 20
_INVALID_BYTES = {chr(0xDC00 + byte) for byte in range(0x80, 0x100)}
"""What the error handler `surrogateescape` makes of bytes that are not UTF-8."""


class Decoded(NamedTuple):
    """A text, the name of its encoding, and a notice for the user if the encoding was not the expected one.

    The notice of a text lacks its subject, the input's name; that of a page has one.
    """

    text: str
    encoding: str
    notice: str = ""


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode a text by the encoding that the user names, else by its byte order mark, else as UTF-8 or cp1252.

    Raise UnreadableError for bytes that do not fit an encoding that was named or marked, and for what is not text.
    """
    marked = codec_of_mark(raw)
    codec = find_codec(encoding) if encoding else marked or "utf-8"
    notice = ""
    try:
        text = raw.decode(codec)
    except UnicodeError as error:
        if encoding or marked:
            where = f"byte {error.start + 1} does not fit" if isinstance(error, UnicodeDecodeError) else str(error)
            raise UnreadableError(f"the input is not {safe(encoding or marked)}: {where}", hint=_HINT) from error
        codec, text, notice = "cp1252", codecs.charmap_decode(raw, "strict", _CP1252)[0], _READ_AS_CP1252
    except (LookupError, ValueError) as error:  # such as base64, which is not for text
        raise _not_an_encoding(encoding or codec) from error
    if unfit := NOT_TEXT.search(text):
        where = f"its character {unfit.start() + 1} is U+{ord(unfit[0]):04X}"
        raise UnreadableError(f"the input is not text: {where}", hint=_HINT if _may_be_encoded(raw) else "")
    return Decoded(text.removeprefix("\ufeff"), codec, notice)


def _may_be_encoded(raw: bytes) -> bool:
    """Tell whether bytes may be a text in an encoding with NUL in it, rather than a picture or a program.

    Letters of Latin script have NUL at every second byte in UTF-16, and at three of four in UTF-32.
    """
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    return not even or not odd or 3 * (even + odd) > 2 * len(raw)


def encode_cp1252(text: str) -> bytes:
    """Return the bytes from which a browser read a text as Windows-1252; raise UnicodeEncodeError if there are none."""
    return codecs.charmap_encode(text, "strict", codecs.charmap_build(_CP1252))[0]


def find_codec(encoding: str) -> str:
    """Return the name of Python's codec for an encoding that the user names; raise UsageError if there is none."""
    try:
        return codecs.lookup(encoding.encode("ascii", "replace").decode()).name
    except (LookupError, ValueError) as error:
        raise _not_an_encoding(encoding) from error


def codec_of_mark(raw: bytes) -> str:
    """Return the codec for the byte order mark of a text: `utf-8`, `utf-16`, `utf-32`, or empty without a mark.

    The last two read the byte order from the mark and drop it; `utf-8` keeps it.
    """
    encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), "")
    return encoding.removesuffix("-le").removesuffix("-be")


def detect_encoding(stream: BinaryIO, declared: str = "") -> tuple[str, str]:
    """Return the codec for a large text, and a notice if the text is not all UTF-8; read the stream to its end.

    Without a byte order mark it is UTF-8, or, if its invalid bytes outnumber its valid letters, in the codec that it
    declares, else Windows-1252.
    """
    block = stream.read(_BLOCK)
    if codec := codec_of_mark(block):
        return _dropping_mark(codec), ""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    invalid = valid = 0
    while block:
        following, raw = stream.read(_BLOCK), block
        block = following
        if raw.isascii() and not decoder.getstate()[0]:
            continue
        letters = [letter for letter in decoder.decode(raw, final=not following) if not letter.isascii()]
        invalid_in_block = sum(letter in _INVALID_BYTES for letter in letters)
        invalid += invalid_in_block
        valid += len(letters) - invalid_in_block
    if not invalid:
        return "utf-8", ""
    if invalid > valid and declared not in {"", "utf-8"}:
        return declared, ""
    if invalid > valid:
        return "cp1252", f"it {_READ_AS_CP1252}"
    return "utf-8", f"{invalid} of its bytes are not UTF-8; they became U+FFFD"


def decode_beginning(raw: bytes, encoding: str = "") -> str:
    """Decode the beginning of a text, by the encoding that the user names, if any; its last character may be cut."""
    codec = find_codec(encoding) if encoding else _dropping_mark(codec_of_mark(raw) or "utf-8")
    return raw.decode(codec, "replace")


def _dropping_mark(codec: str) -> str:
    return "utf-8-sig" if codec == "utf-8" else codec


def _not_an_encoding(encoding: str) -> UsageError:
    return UsageError(f"“{shorten(safe(encoding), 40)}” is not an encoding of texts")
