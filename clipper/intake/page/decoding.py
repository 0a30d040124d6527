"""The text of a page: its bytes decoded by what the page itself and its server say, where that can be true."""

import codecs
import re
from typing import NamedTuple

from clipper.errors import UnreadableError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 4096
_META = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})""")
# What pages call by these names is more than the names mean: every browser reads the larger set.
_LARGER = {
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
_ONE_BYTE = re.compile(r"cp(?:125\d|866|874)|iso8859-\d+|koi8-[ru]|mac-.*|latin.*")
_ODD = 1000
"""Of so many characters one may be none, in a page that says its encoding: it was cut, or pasted together."""


class Decoded(NamedTuple):
    """The text of a page, the name of its encoding, and a sentence where that is not what was said of it."""

    text: str
    encoding: str
    notice: str = ""


def decode(raw: bytes, stated: str | None = None) -> Decoded:
    """Return the text of a page: by its mark, else as it is `stated`, else by its own word, else UTF-8 or cp1252.

    Who says a one-byte encoding of bytes that are UTF-8 throughout, or one which they do not fit, is not believed.
    """
    mark = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), None)
    if mark:
        return Decoded(_clean(raw[len(mark[0]) :].decode(mark[1], "replace")), mark[1])
    said = [name for name in (stated, _own_word(raw)) if name]
    names = list(dict.fromkeys(filter(None, map(_known, said))))
    is_utf_8 = not raw.isascii() and _fits(raw, "utf-8")
    for name in names:
        if not (is_utf_8 and _ONE_BYTE.fullmatch(name)) and _fits(raw, name):
            return Decoded(_clean(raw.decode(name)), name, _notice(said[0], name, names[0]))
    if is_utf_8 or raw.isascii():
        return Decoded(_clean(raw.decode()), "utf-8", _notice(said[0], "utf-8", "") if said and is_utf_8 else "")
    for name in names:
        written = raw.decode(name, "replace")
        if written.count("\ufffd") * _ODD <= len(written):
            return Decoded(_clean(written), name, f"some bytes are not {name}, and were replaced")
    notice = _notice(said[0], "cp1252", "") if said else "it does not say its encoding, and was read as Windows-1252"
    return Decoded(_clean(raw.decode("cp1252", "replace")), "cp1252", notice)


def _own_word(raw: bytes) -> str:
    found = _META.search(raw, 0, _LOOKED_AT) or _XML.match(raw, 0, _LOOKED_AT)
    return found[1].decode("ascii", "replace") if found else ""


def _known(said: str) -> str:
    """Return Python's name for an encoding as pages say it; empty where there is none, or it is none of texts."""
    try:
        name = codecs.lookup(said.strip().strip("\"'")).name
        "".encode(name)
    except (LookupError, ValueError):
        return ""
    # Bytes in which `<meta charset>` can be read as ASCII are no UTF-16.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _LARGER.get(name, name)


def _fits(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except ValueError:
        return False
    return True


def _notice(said: str, name: str, expected: str) -> str:
    return "" if name == expected == _known(said) else f"it says that it is {said}, and was read as {name}"


def _clean(written: str) -> str:
    """Return the text without the characters that no page may hold; one that is full of them is no page."""
    nothing = written.count("\0")
    if nothing * 10 > len(written):
        raise UnreadableError("it is not text")
    return written.replace("\0", "") if nothing else written
