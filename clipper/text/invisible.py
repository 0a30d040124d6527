"""Characters that a reader cannot see, and where a script needs one: between two letters of Persian, or in an emoji.

Only a text with such a character loads this module.
"""

import re
from functools import cache

# Never a part of a text: controls, directions, fillers, invisible operators, byte-order marks, annotations, musical
# format characters, tags, what Unicode keeps for further ones, surrogates and noncharacters.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_NEVER = (
    "\x00-\x1f\x7f-\x9f\u061c\u115f\u1160\u17b4\u17b5\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\ud800-\udfff\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    f"{_NONCHARACTERS}"
)
_JOINERS = "\u200c\u200d"
# The soft hyphen is never needed, but what shows a text may leave it out in a word.
_SOMETIMES = (
    f"\xad\u034f\u180b-\u180f\u200b{_JOINERS}\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "\U00013430-\U00013455\U0001bca0-\U0001bca3"
)

# Scripts whose letters change their form beside a joiner, or are joined by a virama.
_JOINED = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06fc\u06ff"  # Arabic
    "\u0710-\u077f\u07ca-\u07f5\u0840-\u08e1\u08e3-\u08ff\ufb50-\ufbb1\ufbd3-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc"
    "\u0900-\u0963\u0971-\u0df3\u0f40-\u0fbc\u1000-\u109f\u1780-\u17b3\u17b6-\u17d3"  # India, Tibet, Burma, Khmer
    "\u1807\u180a\u1820-\u18aa\u1a20-\u1a7f\u1b00-\u1b4b\u1b80-\u1bf3\u1c00-\u1c37\u1cd0-\u1cfa"
    "\ua800-\ua82c\ua840-\ua8c5\ua8e0-\ua8ff\ua980-\ua9c0\ua9e0-\uaa4d\uaa60-\uaa7f\uaae0-\uaaf6\uabc0-\uabed"
    "\U00010a00-\U00010a3f\U00010ac0-\U00010aef\U00010b80-\U00010baf\U00010d00-\U00010d27\U00010f30-\U00010fcb"
    "\U00011000-\U00011def\U0001e900-\U0001e94b"
)
_VIRAMAS = (
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1a60\u1b44"
    "\u1baa\u1bab\ua806\ua8c4\ua9c0\uaaf6\uabed"
)
_JOINED_ON_BOTH_SIDES = (
    "\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce"
    "\u06d0\u06d1\u06fa-\u06fc\u06ff"
)
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_MONGOLIAN = "\u1807\u180a\u1820-\u18aa"
_HEBREW_POINTS = "\u0591-\u05c7"
_PICTOGRAPHS = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\U0001fc00-\U0001fffd"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fffd\U00030000-\U0003fffd"
_HAN_PUNCTUATION = "\u2018\u2019\u201c\u201d\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f"
_WITH_VARIANTS = "\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\ua840-\ua873\uaa60-\uaa7f\U00010ac0-\U00010aef"
_WITHOUT_BLANKS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1950-\u19ff\u1a20-\u1aad\uaa00-\uaa7f"
_VISIBLE = rf"[^\s{_NEVER}{_SOMETIMES}]"

IN_NO_TEXT = f"[{_NEVER}]"
"""A pattern of the characters that no script needs."""

SUSPECT = f"[{_NEVER}{_SOMETIMES}]"
"""A pattern of all characters that cannot be seen, or act on a terminal."""

# A character after what it needs before it, and before what it needs behind it.
_NEEDED = "|".join(
    (
        # Letters of one word: rules A.1 and A.2 of RFC 5892, widened to what is written in Persian. A joiner shows that
        # a final heh is an abbreviation; a non-joiner parts a suffix from a numeral or from a letter that never joins.
        f"(?<=[{_VIRAMAS}])[{_JOINERS}]",
        f"(?<=[{_JOINED}{_DIGITS}])[{_JOINERS}](?=[{_JOINED}])",
        f"(?<=[{_JOINED_ON_BOTH_SIDES}])\u200d",
        f"(?:(?<=[{_PICTOGRAPHS}])|(?<=[{_PICTOGRAPHS}]\ufe0f))\u200d(?=[{_PICTOGRAPHS}])",
        f"(?<=[{_PICTOGRAPHS}])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)",
        f"(?<=[{_HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]|(?<=[{_HAN_PUNCTUATION}])[\ufe00\ufe01]",
        f"(?<=[{_WITH_VARIANTS}])\ufe00",
        f"(?<=[{_WITHOUT_BLANKS}])\u200b(?={_VISIBLE})|(?<={_VISIBLE})\u200b(?=[{_WITHOUT_BLANKS}])",
        f"(?<=[{_MONGOLIAN}])(?:[\u180b-\u180d\u180f]|\u180e(?=[{_MONGOLIAN}]))",
        f"(?<=[{_HEBREW_POINTS}])\u034f(?=[{_HEBREW_POINTS}])",
        "(?<=[\u2801-\u28ff])\u2800(?=[\u2801-\u28ff])",
        "(?<=[\U00013000-\U0001342f])[\U00013430-\U00013455]|(?<=[\U0001bc00-\U0001bc99])[\U0001bca0-\U0001bca3]",
    )
)


@cache
def _needed() -> re.Pattern[str]:
    return re.compile(_NEEDED)


@cache
def _is_needed_somewhere(character: str) -> bool:
    return re.match(f"[{_SOMETIMES}]", character) is not None


def is_needed(value: str, position: int) -> bool:
    """Tell whether a script needs the suspect character at this position, because of the letters beside it."""
    return _is_needed_somewhere(value[position]) and _needed().match(value, position) is not None
