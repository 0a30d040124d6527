"""The title of a text: its first line if that is a headline, else its first sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from clipper import text

_MAX_HEADLINE = 120
"""Characters of a title. A longer sentence is none: a title is never cut off."""
_MAX_EMPHASIS = 1000
"""Characters of a text from which emphasis is removed: a mark that is not closed is searched for up to the end."""
_MAX_SEARCHED = 4000
"""Characters in which the first line with words is looked for."""

_NOT_BLANK = re.compile(r"\S")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_PROSE_ENDS = tuple(".,;:\u3002\u3001\uff0c\uff1b\uff1a")
_CLOSING = "\"'\u2019\u201d\u00bb\u203a)\\]\u300d\u300f\uff09"
_QUOTES = _CLOSING.replace("\\", "") + "*_\u201c\u2018"

_MARKUP = re.compile(r"[*_~`\[\\>]")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\((?:[^()]|\([^()]*\))*+\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*+\)")
_QUOTE_MARK = re.compile(r"(?:[ \t]*+>)++[ \t]*")
# The longer marks come first, since bold and italics can be nested. Within a word they are not markup: f*ck.
_EMPHASIS_PATTERNS = tuple(
    re.compile(rf"(?<![\w\\]){mark}(?=\S)(.+?)(?<=[^\s\\]){mark}(?![\w{mark[-1]}])")
    for mark in (r"\*\*\*", r"\*\*", "__", "~~", "`", r"\*", "_")
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_SENTENCE_END = re.compile(rf"(?<![.!?\u2026])[.!?\u2026]++[{_CLOSING}]*+(?=\s|$)|[\u3002\uff01\uff1f]+[{_CLOSING}]*")
_ABBREVIATION = re.compile(
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
_MAX_ABBREVIATION = 20


def find_title(body: str) -> str:
    """Return the headline at the beginning of a text, else its first sentence; empty if that is too long."""
    first_character = _NOT_BLANK.search(body)
    if not first_character:
        return ""
    start = first_character.start()
    beginning = _LINE_END.split(body[start : start + _MAX_SEARCHED])
    lines = list(_from_first_words(beginning))
    if not lines:
        return _if_short(text.one_line(beginning[0]))
    heading = _ATX.fullmatch(lines[0][: 4 * _MAX_HEADLINE])
    if heading:
        return _if_short(plain_text(heading[1]), 2 * _MAX_HEADLINE)
    if len(lines) > 1 and not lines[1].strip() and any(line.strip() for line in lines[2:]):
        headline = parse_headline(lines[0])
        if headline:
            return headline
    paragraph = " ".join(takewhile(str.strip, lines))
    return _if_short(_first_sentence(plain_text(paragraph[: 10 * _MAX_HEADLINE])))


def _if_short(title: str, most: int = _MAX_HEADLINE) -> str:
    return title if len(title) <= most else ""


def parse_headline(line: str) -> str:
    """Return the headline that a line is, without its markup; empty if the line is a sentence of prose."""
    line = line.rstrip()
    if len(line) > 2 * _MAX_HEADLINE:
        return ""
    heading = _ATX.fullmatch(line)
    if heading:
        return plain_text(heading[1])
    value = plain_text(line)
    if len(value) > _MAX_HEADLINE or not text.words(value) or value.rstrip(_QUOTES).endswith(_PROSE_ENDS):
        return ""
    return value


def plain_text(value: str) -> str:
    """Convert Markdown to one line of plain text: of links only the words stay, emphasis and images are removed."""
    if not _MARKUP.search(value):
        return text.one_line(value)
    if mark := _QUOTE_MARK.match(value := value.lstrip()):
        value = value[mark.end() :]
    value = _LINK.sub(r"\1", _IMAGE.sub("", value))
    for emphasis in _EMPHASIS_PATTERNS if len(value) <= _MAX_EMPHASIS else ():
        value = emphasis.sub(r"\1", value)
    return text.one_line(_ESCAPED.sub(r"\1", value))


def _from_first_words(lines: list[str]) -> Iterator[str]:
    """Yield the lines from the first with words on: rulers and images are not titles."""
    has_words = False
    for line in lines:
        has_words = has_words or bool(text.words(plain_text(line[: 2 * _MAX_HEADLINE])))
        if has_words:
            yield line


def _first_sentence(line: str) -> str:
    for end in _SENTENCE_END.finditer(line):
        rest = line[end.end() :].lstrip()
        if rest[:1].islower():
            continue  # Yahoo! said
        before = line[max(0, end.start() - _MAX_ABBREVIATION) : end.start()]
        word = _ABBREVIATION.search(before) if end[0].startswith(".") and not end[0].startswith("..") else None
        if word and (word[0].lower() not in {"no", "nos"} or rest[:1].isdigit()):
            continue
        return line[: end.end()]
    return line
