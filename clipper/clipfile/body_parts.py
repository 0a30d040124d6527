"""A body, parted into the text of the article and what is private in it: the reader's note and highlights.

Imports and `clipper note` write both below the article, under `## Note` and `## Highlights`. What is published, quoted
or given to another person must not contain them.
"""

import re
from typing import NamedTuple

_SECTION = r"(?:\A|(?<=[\r\n]))##[ \t]+(Note[ \t]*(?=[\r\n]|\Z)|Highlights(?=\s*>))[^\r\n]*"


class BodyParts(NamedTuple):
    """The parts of a body; a part that is not there is empty. `text` keeps every character of the article."""

    text: str
    note: str = ""
    highlights: str = ""


def split_body(body: str) -> BodyParts:
    """Split a body at its first line `## Note`, or at `## Highlights` above a block quote: all below is private.

    This holds even if other headings follow, or if the line is in a block of code, as a fingerprint sees it too: to
    leave a heading of the article out is a smaller harm than to publish a remark. Several notes become one.
    """
    if "## " not in body and "##\t" not in body:
        return BodyParts(body)
    _, *sections = re.split(_SECTION, body)
    if not sections:
        return BodyParts(body)
    first = re.search(_SECTION, body)
    text = body[: first.start()] if first else body
    found: dict[str, list[str]] = {"Note": [], "Highlights": []}
    for heading, content in zip(sections[::2], sections[1::2], strict=True):
        found[heading.strip()].append(content.strip("\r\n"))
    note, highlights = ("\n\n".join(filter(str.strip, parts)) for parts in found.values())
    line_end = re.search(r"\r\n|\r|\n", text)
    trimmed = text.rstrip("\r\n")
    return BodyParts(f"{trimmed}{line_end[0]}" if trimmed and line_end else trimmed, note, highlights)
