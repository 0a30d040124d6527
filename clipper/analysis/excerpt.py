"""The excerpt of a clip: its description, or the beginning of its text without the signs of Markdown."""

import re

from clipper import text
from clipper.model.clip import Clip

LENGTH = 200
"""The most characters of an excerpt."""

_SEARCHED = 4000
_NO_PROSE = r"\s*(?:#|!\[|<|```|~~~|\||[-*_=]{3,}|\{[{%]|\[[^\]]{1,80}\]:|import\s|export\s)"
_MARKUP = (
    (r"!\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)", ""),
    (r"!?\[([^\[\]]{0,300})\](?:\((?:[^()\n]|\([^()\n]{0,100}\)){0,500}\)|\[[^\[\]]{0,100}\])", r"\1"),
    (r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,200})\]\]", r"\1"),
    (r"<(https?://[^<>\s]{1,500})>", r"\1"),
    (r"</?[a-zA-Z][^<>]{0,300}>", ""),
    (r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)", ""),
    (r"(?m)^\s*(?:>|[-*+]\s|\d{1,3}[.)]\s)\s*", ""),
)


def excerpt(clip: Clip, length: int = LENGTH) -> str:
    """Return the description of a clip, or of one without it the first paragraphs of its body, cut between words.

    Headings, pictures, tables and lines of code are left out; so is a first line that is the title.
    """
    if clip.description:
        return text.shorten(clip.description, length)
    title = text.words(clip.title)
    found: list[str] = []
    for paragraph in re.split(r"(?:\r?\n[ \t]*){2,}", clip.body[:_SEARCHED].strip()):
        lines = [line for line in paragraph.splitlines() if not re.match(_NO_PROSE, line)]
        prose = _plain("\n".join(lines))
        if prose and (found or text.words(prose) != title):
            found.append(prose)
        if sum(map(len, found)) > length:
            break
    return text.shorten(" ".join(found), length)


def _plain(markdown: str) -> str:
    for pattern, replacement in _MARKUP:
        markdown = re.sub(pattern, replacement, markdown)
    return text.one_line(markdown)
