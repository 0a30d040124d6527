"""The authors in one text, as headers of other programs have them: `Ann Lee and Bo Chen`, `Lee, Ann; Chen, Bo`."""

import re

_ALWAYS = r"(?<!\s)\s*+(?:(?<!&amp);|[\uff1b\u3001])\s*"
_CONJUNCTION = r"(?:,|(?<!\s))\s++(?:and|und|et|y|e|en|&)\s+"
_COMMA = r",(?!\s*(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D)\b)\s*"
_SEPARATOR = r"[;\uff1b\u3001,&]|\s(?i:and|und|et|y|e|en)\s"
_MAX_WORDS = 5
_WORD = r"(?:[^\W\d_]|['\u2019.-])+"
_PARTICLE = r"(?i)v[oa]n|de[rnl]?|d[iua]|della|dos|zu|bin|ibn|al|el|la|le|ter?"
# A text with one of these words names a body, `Department of Health and Human Services`, or an office.
_BODY = (
    r"(?i)of|for|the|in|at|on|our|staff|team|desk|news|newspapers?|agency|agencies|press|media|times|post|university|college"
    r"|school|institute|ministry|department|office|group|board|committee|council|association|foundation|society|services?"
    r"|company|inc|ltd|llc|gmbh|editors?|reporters?|writers?|correspondents?|contributors?|members|others|friends"
    r"|executive|director|president|professor|manager|engineer|officer|chief|head|chair|secretary|minister|ceo|cto|author"
)


def split(value: str) -> tuple[str, ...]:
    """Return the names in a text; the text itself unless each part is surely the name of a person.

    A comma separates only whole names, so that `Lee, Ann` and `Jane Doe, Jr.` stay one name.
    """
    if not re.search(_SEPARATOR, value):
        return (value,) if value else ()
    parts = tuple(name for part in re.split(_ALWAYS, value) for name in _split_part(part.strip()))
    return tuple(dict.fromkeys(filter(None, parts)))


def _split_part(value: str) -> tuple[str, ...]:
    """Return the names in a text without semicolons."""
    groups = [group.strip(" ,") for group in re.split(_CONJUNCTION, value)]
    names: list[str] = []
    for group in groups:
        pieces = [piece.strip() for piece in re.split(_COMMA, group) if piece.strip()]
        if all(map(_is_whole_name, pieces)):
            names += pieces
        elif _is_inverted(pieces):
            names.append(group)
        else:
            return (value,)
    return tuple(names)


def _is_whole_name(name: str) -> bool:
    """Tell whether words are the given name and the family name of a person, or a name in a script without case."""
    words = re.sub(r"(?<!\s)\s*+<[^<>]*+>$", "", name).replace(",", "").split()
    if not words or len(words) > _MAX_WORDS or not all(re.fullmatch(_WORD, word) for word in words):
        return False
    if any(re.fullmatch(_BODY, word) for word in words):
        return False
    if name.lower() == name.upper():
        return True
    return len(words) > 1 and all(not word[0].islower() or re.fullmatch(_PARTICLE, word) for word in words)


def _is_inverted(pieces: list[str]) -> bool:
    """Tell whether the pieces between commas are a family name and a given name."""
    return len(pieces) == len(("family", "given")) and all(
        _is_whole_name(f"{piece} {piece}") and not re.fullmatch(_BODY, piece) for piece in pieces
    )
