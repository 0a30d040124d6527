"""The headline in a body: where it is the title of the clip, it need not be read twice."""

import re

from clipper import text

_FIRST_BLOCK = r"\s*([^\r\n]+(?:\r?\n[ \t]*(?:=+|-+)[ \t]*(?=[\r\n]|\Z))?)(?:[ \t]*(?:\r?\n|\Z))"
_UNDERLINE = r"\r?\n[ \t]*(?:=+|-+)[ \t]*\Z"
_IS_HEADING = r"[ ]{0,3}#{1,6}[ \t]"


def without_headline(body: str, title: str) -> str:
    """Return a body without its first line if that is the title: a heading, or a paragraph above others.

    The signs of Markdown, case and accents are no difference.
    """
    first = re.match(_FIRST_BLOCK, body)
    if not first or not title:
        return body
    is_heading = bool(re.match(_IS_HEADING, first[1]) or re.search(_UNDERLINE, first[1]))
    rest = body[first.end() :]
    stands_alone = bool(rest.strip()) and rest.lstrip(" \t")[:1] in {"\r", "\n"}
    words = text.words(title)
    if not words or text.words(first[1]) != words or not (is_heading or stands_alone):
        return body
    return rest
