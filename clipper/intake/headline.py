"""The title of a text: its first line where that is a headline, else its first sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from clipper import text

_LONGEST = 120
_LONGEST_SENTENCE = 80
_LOOKED_AT = 4000
"""The characters in which a text's first line with words is looked for; a headline behind them is none."""

_SOLID = re.compile(r"\S")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_NO_HEADLINE = tuple(".,;:\u3002\u3001\uff0c\uff1b\uff1a")
_CLOSING = "\"'\u2019\u201d\u00bb\u203a)\\]\u300d\u300f\uff09"
_QUOTES = _CLOSING.replace("\\", "") + "*_\u201c\u2018"

_MARKED = re.compile(r"[*_~`\[\\>]")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\((?:[^()]|\([^()]*\))*+\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*+\)")
_QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]*")
# The longer marks first, for bold may stand inside italics and they inside it. Within a word they are none: f*ck.
_EMPHASES = tuple(
    re.compile(rf"(?<![\w\\]){mark}(?=\S)(.+?)(?<=[^\s\\]){mark}(?![\w{mark[-1]}])")
    for mark in (r"\*\*\*", r"\*\*", "__", "~~", "`", r"\*", "_")
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_STOP = re.compile(rf"[.!?\u2026]+[{_CLOSING}]*(?=\s|$)|[\u3002\uff01\uff1f]+[{_CLOSING}]*")
_NO_STOP = re.compile(
    r"""
    (?<![^\W_]) (?:
        (?:[^\W\d_]\.)* [^\W\d_]  # an initial, and U.S, p.m, e.g
      | mr|mrs|ms|mx|dr|prof|st|sen|rep|gov|pres|gen|col|maj|capt|lt|sgt|cpl|adm|rev|hon|jr|sr|messrs
      | inc|co|corp|ltd|bros|vs|no|nos|fig|approx|ca|cf|mt|ft|dept
      | jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri
    ) $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_A_STOP = 20


def title(body: str) -> str:
    """Return the headline that a text begins with, else its first sentence cut at a word; empty without a text."""
    solid = _SOLID.search(body)
    if not solid:
        return ""
    begun = _LINE_END.split(body[solid.start() : solid.start() + _LOOKED_AT])
    lines = list(_from_words(begun))
    if not lines:
        return text.shorten(begun[0], _LONGEST_SENTENCE)
    heading = _ATX.fullmatch(lines[0][: 4 * _LONGEST])
    if heading:
        return text.shorten(plain(heading[1]), 2 * _LONGEST)
    if len(lines) > 1 and not lines[1].strip() and any(line.strip() for line in lines[2:]):
        headline = line_of(lines[0])
        if headline:
            return headline
    paragraph = " ".join(takewhile(str.strip, lines))
    return text.shorten(_first_sentence(plain(paragraph[: 10 * _LONGEST_SENTENCE])), _LONGEST_SENTENCE)


def line_of(line: str) -> str:
    """Return the headline that a line by itself is, its marks taken off; empty when it is the sentence of a text."""
    line = line.rstrip()
    if len(line) > 2 * _LONGEST:
        return ""
    heading = _ATX.fullmatch(line)
    if heading:
        return plain(heading[1])
    value = plain(line)
    if len(value) > _LONGEST or not text.words(value) or value.rstrip(_QUOTES).endswith(_NO_HEADLINE):
        return ""
    return value


def plain(value: str) -> str:
    """Return a piece of Markdown as one line of plain text: links as their words, emphasis and images gone."""
    if not _MARKED.search(value):
        return text.one_line(value)
    value = _LINK.sub(r"\1", _IMAGE.sub("", _QUOTED.sub("", value, count=1) if value.lstrip()[:1] == ">" else value))
    for emphasis in _EMPHASES:
        value = emphasis.sub(r"\1", value)
    return text.one_line(_ESCAPED.sub(r"\1", value))


def _from_words(lines: list[str]) -> Iterator[str]:
    """Yield the lines from the first that has words on: rules and images are no title."""
    found = False
    for line in lines:
        found = found or bool(text.words(plain(line[: 2 * _LONGEST])))
        if found:
            yield line


def _first_sentence(line: str) -> str:
    for stop in _STOP.finditer(line):
        rest = line[stop.end() :].lstrip()
        if rest[:1].islower():
            continue  # Yahoo! said
        before = line[max(0, stop.start() - _BEFORE_A_STOP) : stop.start()]
        word = _NO_STOP.search(before) if stop[0].startswith(".") and not stop[0].startswith("..") else None
        if word and (word[0].lower() not in {"no", "nos"} or rest[:1].isdigit()):
            continue
        return line[: stop.end()]
    return line
