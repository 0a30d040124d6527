"""Lists of links in HTML, as browsers and services export them; tags need not be closed.

Only the tags are parsed, in one pass from the beginning to the end, so that no file takes long.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise

from clipper.errors import UnreadableError
from clipper.intake.exports.export import Export
from clipper.intake.exports.rows import Notice, UnreadableRow

MAX_PAGE_LENGTH = 50_000_000
"""Characters of a page: browsers put the icons of all sites into it."""

_TAG = re.compile(r"<(!--|/?(?:a|dd|dl|dt|h[1-6]|hr|li|p|title|ul)(?=[\s/>]))", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![a-z_-])([a-z_-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_QUOTE_OR_END = re.compile(r"""["'>]""")
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MAX_VALUE = 1_000_000  # an icon is shorter; a longer quotation was never closed


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A tag, its name in lower case, `/dl` for a closing one, with the text between it and the next tag."""

    name: str
    line: int
    text: str
    markup: str = ""
    """The tag itself and what follows, up to the next tag."""
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_tags(export: Export, member: str) -> Iterator[HtmlTag | UnreadableRow | Notice]:
    """Yield the tags of a member, and what is wrong with it."""
    try:
        with export.open_text(member, of_page=True) as (stream, notice):
            if notice:
                yield Notice(export.place(member), notice)
            page = stream.read(MAX_PAGE_LENGTH + 1)
    except UnreadableError as error:
        yield UnreadableRow(export.place(member), str(error))
        return
    if len(page) > MAX_PAGE_LENGTH:
        yield UnreadableRow(
            export.place(member), f"it is longer than {MAX_PAGE_LENGTH // 1_000_000} million characters"
        )
    else:
        yield from parse_tags(page)


def parse_tags(page: str) -> Iterator[HtmlTag]:
    """Yield the tags of lists, links and headings, in order; other tags are removed from the text."""
    line, counted = 1, 0
    end_of_page = ("", len(page), 0, 0)
    for (name, start, name_end, end), (_, next_start, _, _) in pairwise(chain(_find_tags(page), (end_of_page,))):
        line, counted = line + page.count("\n", counted, start), start
        attributes = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(page, name_end, end)
        }
        words = html.unescape(_ANY_TAG.sub("", page[end:next_start])).strip()
        yield HtmlTag(name, line, words, page[start:next_start], attributes)


def _find_tags(page: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each tag: its name and the offsets of its beginning, of the end of its name, and of its end."""
    last_comment_end = page.rfind("-->")
    offset = 0
    while match := _TAG.search(page, offset):
        offset = match.end()
        if match[1] != "!--":
            offset = _tag_end(page, offset)
            yield match[1].lower(), match.start(), match.end(), offset
        elif offset <= last_comment_end:
            offset = page.find("-->", offset)


def _tag_end(page: str, start: int) -> int:
    """Return the offset after the next `>` outside of quotes, or after the first `>` if a quote is not closed."""
    offset = start
    while match := _QUOTE_OR_END.search(page, offset):
        if match[0] == ">":
            return match.end()
        offset = page.find(match[0], match.end(), match.end() + _MAX_VALUE) + 1
        if not offset:
            break
    return page.find(">", start) + 1 or len(page)
