"""The names of the members of a zip, whose encoding only newer programs state: it is decided for all names together."""

import unicodedata
from collections.abc import Sequence
from zipfile import ZipInfo

_STATES_UTF_8 = 0x800
_STATED = "cp437"
"""What a zip that states nothing has by its specification, and what `zipfile` reads."""
_GUESSES = ("utf-8", "cp932", "gbk")
"""macOS writes UTF-8 and does not state it; Windows writes the encoding of its language, here Japanese or Chinese."""


def decode(members: Sequence[ZipInfo]) -> list[str]:
    """Return the names of members, in their order."""
    unstated = [member.filename for member in members if not member.flag_bits & _STATES_UTF_8]
    names = [name for name in unstated if not name.isascii()]
    codec = _codec([name.encode(_STATED) for name in names]) if names else _STATED
    return [
        member.filename
        if member.flag_bits & _STATES_UTF_8
        else unicodedata.normalize("NFC", member.filename.encode(_STATED).decode(codec))
        for member in members
    ]


def _codec(names: Sequence[bytes]) -> str:
    """Return the first codec in which all names are texts of letters; the stated one if they are so in none."""
    for codec in _GUESSES:
        try:
            decoded = "".join(name.decode(codec) for name in names)
        except ValueError:
            continue
        if codec == "utf-8" or (not _are_letters(b"".join(names).decode(_STATED)) and _is_written(decoded, codec)):
            return codec
    return _STATED


def _are_letters(text: str) -> bool:
    """Tell whether a text has only letters of Europe beside ASCII, and no frames and signs."""
    return all(letter.isascii() or "\xc0" <= letter <= "\u024f" for letter in text)


def _is_written(text: str, codec: str) -> bool:
    """Tell whether a text is of the language of a codec: Japanese has kana, and hardly any of half width."""
    names = [unicodedata.name(letter, "") for letter in text if not letter.isascii()]
    if any(name.startswith("HALFWIDTH") for name in names):
        return False
    if codec == "cp932":
        return any(name.startswith(("HIRAGANA", "KATAKANA")) for name in names)
    return all(
        name.startswith(("CJK UNIFIED", "FULLWIDTH", "CJK SYMBOL", "IDEOGRAPHIC", "LEFT", "RIGHT")) for name in names
    )
