"""The decoding of pages, by the encoding that a page or its server declares, unless the bytes contradict it."""

import codecs
import re

from clipper.errors import UnreadableError
from clipper.intake.decoding import Decoded, encode_cp1252
from clipper.text import BYTE_ORDER_MARKS

_PAGE_MARKS = [(mark, encoding) for mark, encoding in BYTE_ORDER_MARKS if not encoding.startswith("utf-32")]
"""Browsers do not know UTF-32 either: https://encoding.spec.whatwg.org/#bom-sniff"""
_MAX_HEAD = 4096
"""Bytes at the beginning of a page in which it may declare its encoding."""
_META = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})""")
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""Encodings that pages declare, each with the larger encoding that browsers use instead of it."""
_ONE_BYTE = re.compile(r"cp(?:125\d|866|874)|iso8859-\d+|koi8-[ru]|mac-.*|latin.*")
_CHARACTERS_PER_ERROR = 1000
"""A page may have one invalid character in 1000 and still have the encoding that it declares: it was cut, or joined
from other pages."""


def encode_shown(html: str, shown_as: str) -> tuple[bytes, str]:
    """Return a page that a browser has decoded as bytes again, and their encoding.

    A browser believes a page that says Windows-1252 and is UTF-8, and shows `Ã¶` for `ö`; its bytes tell the truth.
    """
    if shown_as.lower() == "windows-1252":
        try:
            return encode_cp1252(html), "cp1252"
        except UnicodeEncodeError:  # scripts have added other characters
            pass
    return html.encode("utf-8", "replace"), "utf-8"


def decode(raw: bytes, stated: str | None = None) -> Decoded:
    """Decode a page by its byte order mark, else as the server `stated`, else as it declares, else as UTF-8 or cp1252.

    A declared one-byte encoding is ignored if all bytes are valid UTF-8, any other encoding if the bytes do not fit it.
    """
    for mark, encoding in _PAGE_MARKS:
        if raw.startswith(mark):
            return Decoded(_without_nul(raw[len(mark) :].decode(encoding, "replace")), encoding)
    declared = [name for name in (stated, _declared_encoding(raw)) if name]
    codec_names = list(dict.fromkeys(filter(None, map(_text_codec, declared))))
    is_utf_8 = not raw.isascii() and _fits(raw, "utf-8")
    for codec in codec_names:
        if not (is_utf_8 and _ONE_BYTE.fullmatch(codec)) and _fits(raw, codec):
            return Decoded(_without_nul(raw.decode(codec)), codec, _notice(declared[0], codec, codec_names[0]))
    if is_utf_8 or raw.isascii():
        notice = _notice(declared[0], "utf-8", "") if declared and is_utf_8 else ""
        return Decoded(_without_nul(raw.decode()), "utf-8", notice)
    for codec in codec_names:
        text = raw.decode(codec, "replace")
        if text.count("\ufffd") * _CHARACTERS_PER_ERROR <= len(text):
            return Decoded(_without_nul(text), codec, f"some bytes are not {codec}, and were replaced")
    undeclared = "it does not say its encoding, and was read as Windows-1252"
    notice = _notice(declared[0], "cp1252", "") if declared else undeclared
    return Decoded(_without_nul(raw.decode("cp1252", "replace")), "cp1252", notice)


def declared_codec(head: bytes) -> str:
    """Return Python's codec for the encoding that a page declares at its beginning; empty if it declares none."""
    return _text_codec(_declared_encoding(head))


def _declared_encoding(raw: bytes) -> str:
    match = _META.search(raw, 0, _MAX_HEAD) or _XML.match(raw, 0, _MAX_HEAD)
    return match[1].decode("ascii", "replace") if match else ""


def _text_codec(name: str) -> str:
    """Return Python's codec for an encoding as pages name it; empty if there is none, or if it is not for text."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
        "".encode(codec)
    except (LookupError, ValueError):
        return ""
    # Bytes in which `<meta charset>` can be read as ASCII are not UTF-16.
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else _SUPERSETS.get(codec, codec)


def _fits(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except ValueError:
        return False
    return True


def _notice(declared: str, codec: str, expected: str) -> str:
    is_as_declared = codec == expected == _text_codec(declared)
    return "" if is_as_declared else f"it says that it is {declared}, and was read as {codec}"


def _without_nul(text: str) -> str:
    """Return the text without NUL, which no page may hold; raise UnreadableError if more than a tenth of it is NUL."""
    nul_count = text.count("\0")
    if nul_count * 10 > len(text):
        raise UnreadableError("it is not text")
    return text.replace("\0", "") if nul_count else text
