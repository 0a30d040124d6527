"""Why a header is not YAML, in plain English, with the line that would put it right where that is certain.

The messages of YAML parsers name tokens and productions. A person who has typed `title: Foo: bar` needs to read that
the value must be in quotes, and how.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from clipper import text

_MAX_HEADER = 8 * 1024
"""For a longer header, in characters, no line is tried in another form: each trial parses it again."""
_MOST_QUOTED = 100

_WITH_VALUE = r"(?P<lead>[ ]*(?:-[ ]+)?(?:[^\s:#'\"\[\]{}-][^:\n]{0,99}:[ \t]+)?)(?P<value>\S.*)"
_WITHOUT_BLANK = r"([ ]*[\w-]{1,100}):([^\s:/].*)"
_WITH_TABS = r"[ ]*\t[ \t]*(?=\S)"

_NO_KEY = "the line has no `key:` before its value"
_SENTENCES = (
    ("mapping values are not allowed", "there is a colon too many in the value, or the line is indented by mistake"),
    ("could not find expected ':'", _NO_KEY),
    ("unexpected end of stream", "the quotation mark that opens here is never closed"),
    ("expected ',' or ']'", "the bracket [ that opens here is never closed"),
    ("expected ',' or '}'", "the brace { that opens here is never closed"),
    ("unknown escape character", "after a backslash in double quotes stands a character that means nothing there"),
    ("expected comment or line break", "after > or | the text begins on the next line"),
    ("cannot start any token", "a value begins with a character that it can begin with only in quotes"),
    ("expected alphabetic or numeric character", "a value that begins with * or & must be in quotes"),
    ("expected '-' indicator", "a list ends in the middle, at a line that does not begin with a dash"),
    ("did not find expected", "the line does not go with those above it: its indentation, quotes or brackets differ"),
    ("block sequence entries are not allowed", "a list begins on the line below its key"),
)


class Fault(NamedTuple):
    """What is wrong with a header, and the offset of the character where it is."""

    message: str
    offset: int


def explain(error: yaml.MarkedYAMLError, header: str, is_valid: Callable[[str], bool]) -> Fault:
    """Return what is wrong with a header that a YAML parser refused; `is_valid` parses a header again."""
    offsets = [mark.index for mark in (error.problem_mark, error.context_mark) if mark]
    parsers_words = " ".join(filter(None, (error.context, error.problem)))
    if mended := mend(header, offsets, is_valid):
        return mended
    sentence = next((sentence for sign, sentence in _SENTENCES if sign in parsers_words), parsers_words)
    # The parser sees on a later line that something is not closed, or is no key.
    began_before = error.context_mark and (sentence == _NO_KEY or "never closed" in sentence)
    mark: Any = error.context_mark if began_before else error.problem_mark or error.context_mark
    return Fault(sentence, mark.index if mark else 0)


def mend(header: str, offsets: list[int], is_valid: Callable[[str], bool]) -> Fault | None:
    """Return the line near an offset that in another form makes the header valid, and that form; None if none does."""
    if len(header) > _MAX_HEADER:
        return None
    for start, end in dict.fromkeys(_lines_near(header, offsets)):
        for wish, line in _other_forms(header[start:end]):
            if is_valid(header[:start] + line + header[end:]):
                return Fault(f"{wish}: `{text.shorten(text.one_line(line), _MOST_QUOTED)}`", start)
    return None


def _lines_near(header: str, offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where the lines of some offsets, and the lines before these, begin and end."""
    for offset in offsets:
        start = header.rfind("\n", 0, offset) + 1
        yield start, _line_end(header, start)
        if start:
            start = header.rfind("\n", 0, start - 1) + 1
            yield start, _line_end(header, start)


def _line_end(header: str, start: int) -> int:
    end = header.find("\n", start)
    return len(header) if end < 0 else end


def _other_forms(line: str) -> Iterator[tuple[str, str]]:
    """Yield what a line may need, and the line with it."""
    if re.match(_WITH_TABS, line):
        yield "a tab cannot indent a line, blanks can", line.replace("\t", "  ")
        yield "a tab cannot begin a line", line.lstrip()
    if match := re.fullmatch(_WITHOUT_BLANK, line):
        yield "after the colon of a key stands a blank", f"{match[1]}: {match[2]}"
    match = re.fullmatch(_WITH_VALUE, line.rstrip())
    if match and match["lead"].strip():
        lead, value = match["lead"], match["value"]
        if value[0] == "[" and ("]" not in value or value[-1] == "]"):
            yield "a list in brackets has one [ and one ]", f"{lead}[{value.strip('[] ')}]"
        yield "the value must be in quotes", lead + _in_quotes(value)
    if line[:1] == " ":
        yield "the line must not be indented", line.lstrip(" ")


def _in_quotes(value: str) -> str:
    """Return a value in quotes; quotes around it that were not closed, or that it has inside too, are replaced."""
    mark = value[0]
    if mark in "\"'" and (value.count(mark) == 1 or (len(value) > 1 and value.endswith(mark))):
        value = value[1:].removesuffix(mark)
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
