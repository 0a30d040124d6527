"""HTML as it stands in a text: where a tag ends, and which attributes it has. Every text takes linear time."""

import html
import re
from typing import NamedTuple

_NAME = r"</?[A-Za-z][\w:.-]*(?=[\s/>])"
_STOP = r"[<>\"']"
_ATTRIBUTE = r"([^\s=/>\"'<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?"
_MOST_ATTRIBUTES = 100
_LONGEST = 100_000


def names(words: str) -> frozenset[str]:
    """Return the names in a text, which are separated by blanks."""
    return frozenset(words.split())


class Tag(NamedTuple):
    """A start tag or an end tag; its name is in lower case."""

    name: str
    is_end: bool
    attributes: dict[str, str]


def markup_end(source: str, start: int) -> int:
    """Return where the tag, the comment or the declaration at a `<` ends; -1 if there is none, or a very long one."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>")):
        if source.startswith(opening, start):
            if opening == "<!" and not source[start + 2 : start + 3].isalpha():
                return -1
            end = source.find(closing, start + len(opening), start + _LONGEST)
            return end + len(closing) if end >= 0 else -1
    return _tag_end(source, start)


def _tag_end(source: str, start: int) -> int:
    match = re.compile(_NAME).match(source, start)
    if not match:
        return -1
    stop = re.compile(_STOP)
    position = match.end()
    while found := stop.search(source, position):
        if found[0] == ">":
            return found.end()
        if found[0] == "<":
            return -1
        position = found.end()
        before = found.start() - 1
        while source[before].isspace():
            before -= 1
        if source[before] == "=":
            position = source.find(found[0], position) + 1
            if not position:
                return -1
    return -1


def parse_tag(markup: str) -> Tag | None:
    """Return the tag that this markup is; None for a comment or a declaration."""
    match = re.match(_NAME, markup)
    if not match:
        return None
    attributes: dict[str, str] = {}
    for number, found in enumerate(re.finditer(_ATTRIBUTE, markup[match.end() : -1])):
        if number == _MOST_ATTRIBUTES:
            break
        attributes.setdefault(found[1].lower(), html.unescape(found[2] or found[3] or found[4] or ""))
    return Tag(match[0].strip("</").lower(), match[0].startswith("</"), attributes)
