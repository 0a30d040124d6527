"""Lists of links in HTML as browsers and services export them: no tag need be closed, and case is free.

Read by the tags alone, from the first sign to the last without ever going back, so that no file takes long.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise

from clipper.errors import UnreadableError
from clipper.intake.exports.export import Export
from clipper.intake.exports.rows import Notice, Unreadable

LARGEST_PAGE = 50_000_000
"""Characters that a page may have: browsers put the icons of all sites into it."""

_TAG = re.compile(r"<(!--|/?(?:a|dd|dl|dt|h[1-6]|hr|li|p|title|ul)(?=[\s/>]))", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![a-z_-])([a-z_-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_QUOTE_OR_END = re.compile(r"""["'>]""")
_INNER = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LONGEST_VALUE = 1_000_000  # an icon is shorter; a quote that goes on was never closed


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in lower case, `/dl` for one that closes, with the text between it and the next one."""

    name: str
    line: int
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def page(export: Export, member: str) -> Iterator[Tag | Unreadable | Notice]:
    """Yield the tags of a member, and what is to be said of it."""
    try:
        with export.text(member) as (stream, said):
            if said:
                yield Notice(export.place(member), said)
            written = stream.read(LARGEST_PAGE + 1)
    except UnreadableError as error:
        yield Unreadable(export.place(member), str(error))
        return
    if len(written) > LARGEST_PAGE:
        yield Unreadable(export.place(member), f"it is longer than {LARGEST_PAGE // 1_000_000} million characters")
    else:
        yield from tags(written)


def tags(written: str) -> Iterator[Tag]:
    """Yield the tags of lists, links and headings, in order; others are no more than text."""
    line, counted = 1, 0
    end_of_all = ("", len(written), 0, 0)
    for (name, start, inside, end), (_, next_start, _, _) in pairwise(chain(_found(written), (end_of_all,))):
        line, counted = line + written.count("\n", counted, start), start
        attributes = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(written, inside, end)
        }
        yield Tag(name, line, html.unescape(_INNER.sub("", written[end:next_start])).strip(), attributes)


def _found(written: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each tag: its name, where it begins, where its attributes do, and where it ends."""
    last_comment = written.rfind("-->")
    at = 0
    while match := _TAG.search(written, at):
        at = match.end()
        if match[1] != "!--":
            at = _end(written, at)
            yield match[1].lower(), match.start(), match.end(), at
        elif at <= last_comment:
            at = written.find("-->", at)


def _end(written: str, at: int) -> int:
    """Return where a tag ends: behind the next `>` outside of quotes, or behind the very next where quotes fail."""
    place = at
    while sign := _QUOTE_OR_END.search(written, place):
        if sign[0] == ">":
            return sign.end()
        place = written.find(sign[0], sign.end(), sign.end() + _LONGEST_VALUE) + 1
        if not place:
            break
    return written.find(">", at) + 1 or len(written)
