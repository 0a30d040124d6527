"""Bylines: the names in a byline, and whether words are the name of a person or of an outlet."""

import re

_MAX_WORDS = 8
_MAX_SMALL_WORDS = 2
_MAX_NAME = 80
_SENTENCE_ENDS = (".", "?", "!", ":", ";", ",")
_SEPARATOR = re.compile(r"(?:,|(?<!\s))\s++(?:and|&)\s+|(?<!\s)\s*+;\s*", re.IGNORECASE)
_COMMA = re.compile(r",(?!\s*(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D)\b)\s*")
_NAME = re.compile(r"(?:[^\W\d_]|['\u2019.-])+")
_SUFFIX = re.compile(r"(?:[^\W\d_]\.)+|[JS]r\.", re.IGNORECASE)

_ARTICLE = re.compile("the|an?|la|les?|el|il|die|der|das|de|het|os?|as", re.IGNORECASE)
_ELISION = re.compile("^[dl]['\u2019](?=.)", re.IGNORECASE)
_PARTICLE = re.compile(
    "of|and|for|on|in|du|del?|des|della|d[iao]|dos|den|van|von|zu|zum|am|et|y|e|und|en|του|της|των|και|и|на|&"
)
# Words of a clause, as in `Source: Trump to meet Putin`; the name of an outlet has none.
_CLAUSE = re.compile("to|is|are|was|were|be|will|would|has|have|had|says|said|not|that|who", re.IGNORECASE)
_NOT_IN_NAME = re.compile("an?|of|and|for|in|on|at|to|this|that|these|those|all|any|no|now|land|sea|air", re.IGNORECASE)
# April, May, June and August are names of people too.
_DAY = re.compile(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|july|(?:sept|nov|dec)ember|october",
    re.IGNORECASE,
)


def split_byline(byline: str) -> tuple[str, ...]:
    """Return the names in a byline.

    A comma separates only whole names, so that `Doe, Jane` and `Jane Doe, Jr.` stay one name.
    """
    split: list[str] = []
    for group in filter(None, _SEPARATOR.split(byline)):
        names = [name.strip() for name in _COMMA.split(group) if name.strip()]
        split += names if all(" " in name or _is_caseless(name) for name in names) else [group.strip()]
    return tuple(split)


def is_person(name: str) -> bool:
    """Tell whether a name is surely that of a person, or of an agency such as `The Associated Press`."""
    words = name.replace(",", "").split()
    if not words or _DAY.fullmatch(words[0]) or words[0][0].islower():
        return False
    if name.endswith(".") and not _SUFFIX.fullmatch(words[-1]):
        return False
    if any(map(_NOT_IN_NAME.fullmatch, words)) or not all(map(_NAME.fullmatch, words)):
        return False
    capitals = sum(not word[0].islower() for word in words)
    enough = 1 if _is_caseless(name) else 3 if words[0] == "The" else 2
    return enough <= capitals <= len(words) <= _MAX_WORDS and all(map(_may_be_in_name, words))


def may_be_author(name: str) -> bool:
    """Tell whether words behind `Author:` may be a name, in capital or small letters: a clause has more small words."""
    small = [word for word in name.split() if word[0].islower() and not _PARTICLE.fullmatch(word)]
    is_clause = len(small) > _MAX_SMALL_WORDS or (bool(small) and name.endswith(_SENTENCE_ENDS))
    return len(name) <= _MAX_NAME and not name[0].isdigit() and not is_clause


def is_outlet(words: list[str]) -> bool:
    """Tell whether words are the name of an outlet: capitalised except for particles, or only one or two words."""
    words = [_ELISION.sub("", word) for word in words]
    if _PARTICLE.fullmatch(words[0]) or any(map(_CLAUSE.fullmatch, words)):
        return False
    if all(len(word) > 1 and _ARTICLE.fullmatch(word) for word in words):
        return False
    return len(words) <= 2 or all(map(_may_be_in_name, words))  # noqa: PLR2004 - `heise online`, `le monde`


def _may_be_in_name(word: str) -> bool:
    return bool(not word[0].islower() or _ARTICLE.fullmatch(word) or _PARTICLE.fullmatch(word))


def _is_caseless(name: str) -> bool:
    return name.lower() == name.upper()
