"""What a clip says elsewhere than in its header: its day in the name of the file, its title in the text.

Both serve where the header has none. They are shown as what they are, and never written by themselves.
"""

import re

from clipper import text
from clipper.model import dates, naming
from clipper.model.clip import Clip

ORIGINS = {"date": "file name", "title": "text"}
"""Where the value of each inferred field stands."""

_DAY_IN_NAME = r"((?:19|20)[0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?![^\W_])"
_DAY_IN_FOLDERS = r"(?:^|/)((?:19|20)[0-9]{2})/([0-9]{2})/([0-9]{2})(?=[-_/.]|$)"
_HEADING = r" {0,3}#{1,6}[ \t]+(?P<text>[^\n]*?)(?:(?<![ \t])[ \t]++#++)?(?:(?<![ \t])[ \t]++)?$"
_OWN_HEADINGS = ("## Note", "## Highlights")
"""The headings of what the user wrote and marked; they are no part of the piece."""
_FENCE = r" {0,3}(?P<fence>```|~~~)"
_UNDERLINE = r" {0,3}(?:=+|--+)[ \t]*$"
_NOT_A_PARAGRAPH = r" {4}|\t| {0,3}(?:[-*+>|<#]|[0-9]{1,9}[.)][ \t]|(?:[*_-][ \t]*){3,}$)"
_MARKUP = (
    (r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)", r"\1"),  # a link or an image
    (r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)", r"\1"),  # a link around an image
    (r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1"),
    (r"(\*\*|__|~~|`+)(?=\S)(.+?)(?<=\S)\1", r"\2"),
    (r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])", r"\2"),
    (r"[ \t]*\{#[^{}]*\}$", ""),  # the anchor that Hugo and Pandoc know
    (r"\\([!-/:-@\[-`{-~])", r"\1"),
)
_MAX_CHARACTERS = 20_000
_MAX_LINES = 200
_MAX_TITLE = 300


def infer(path: str, clip: Clip) -> tuple[Clip, tuple[str, ...]]:
    """Return a clip with what its header lacks, if the path and the body say it, and the names of these fields."""
    if clip.problem or (clip.title and clip.date and not is_placeholder(clip.date)):
        return clip, ()
    found = {}
    if (not clip.date or is_placeholder(clip.date)) and (day := day_in_path(path)):
        found["date"] = day
    if not clip.title and (title := _title_in_text(path, clip.body)):
        found["title"] = title
    return (clip.replace(**found), tuple(found)) if found else (clip, ())


def is_placeholder(date: str) -> bool:
    """Tell whether a date is what a program writes that had none: it says nothing."""
    return date.casefold() == "invalid date"


def day_in_path(path: str) -> str:
    """Return the day with which the name of a file begins, or that its folders spell; empty if there is none."""
    match = re.match(_DAY_IN_NAME, naming.name(path))
    parts = match.group(1, 3, 4) if match else None
    if not parts and (match := re.search(_DAY_IN_FOLDERS, path.removesuffix(".md"))):
        parts = match.group(1, 2, 3)
    return dates.iso("-".join(parts)) if parts else ""


def _title_in_text(path: str, body: str) -> str:
    """Return the first heading, else the first words if the file is named after them; any other name is a title."""
    if heading := first_heading(body):
        return heading
    return naming.first_words(body) if naming.is_named_after_words(path, body) else ""


def first_heading(body: str) -> str:
    """Return the text of the first heading of a Markdown text, without its markup; empty if there is none."""
    if "#" not in body and "\n==" not in body and "\n--" not in body:
        return ""
    fence, previous, is_after_blank = "", "", True
    for line in body[:_MAX_CHARACTERS].splitlines()[:_MAX_LINES]:
        if match := re.match(_FENCE, line):
            fence = "" if fence == match["fence"] else fence or match["fence"]
        elif not fence and line.rstrip() in _OWN_HEADINGS:
            previous = ""
        elif not fence and (match := re.match(_HEADING, line)) and (heading := _without_markup(match["text"])):
            return heading
        elif previous and re.match(_UNDERLINE, line):
            return _without_markup(previous)
        # Below a paragraph of several lines, a line of dashes is rather a rule than the underline of a heading.
        may_be_heading = is_after_blank and not fence and line.strip() and not re.match(_NOT_A_PARAGRAPH, line)
        previous = line.strip() if may_be_heading else ""
        is_after_blank = not line.strip()
    return ""


def _without_markup(heading: str) -> str:
    for pattern, replacement in _MARKUP:
        heading = re.sub(pattern, replacement, heading)
    return text.shorten(heading, _MAX_TITLE)
