"""The excerpt of a clip: its description, or the beginning of its text without the signs of Markdown."""

import re

from clipper import text
from clipper.clipfile.body_parts import split_body
from clipper.model.clip import Clip
from clipper.text.markup import without_markup

LENGTH = 200
"""The most characters of an excerpt."""

_SEARCHED = 4000
_NO_PROSE = r"\s*(?:#|!\[|<|```|~~~|\||[-*_=]{3,}|\{[{%]|\[[^\]]{1,80}\]:|import\s|export\s)"


def excerpt(clip: Clip, length: int = LENGTH) -> str:
    """Return the description of a clip, or of one without it the first paragraphs of its body, cut between words.

    Headings, pictures, tables and lines of code are left out; so are a first line that is the title, and a note.
    """
    if clip.description:
        return text.shorten(clip.description, length)
    title = text.words(clip.title)
    found: list[str] = []
    for paragraph in re.split(r"(?:\r?\n[ \t]*){2,}", split_body(clip.body).text[:_SEARCHED].strip()):
        lines = [line for line in paragraph.splitlines() if not re.match(_NO_PROSE, line)]
        prose = text.one_line(without_markup("\n".join(lines)))
        if prose and (found or text.words(prose) != title):
            found.append(prose)
        if sum(map(len, found)) > length:
            break
    return text.shorten(" ".join(found), length)
