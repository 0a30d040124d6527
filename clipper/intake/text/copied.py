"""What the bookmarklet copies: a part of a page in HTML, in a wrapper that says its title, its address and more."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

from clipper import text
from clipper.intake import headline
from clipper.intake.decoding import NOT_TEXT
from clipper.model import dates, urls
from clipper.model.clip import Clip

_NAMES = ("title", "url", "source", "date", "author")
_LONGEST = 100_000
# Browsers and systems put their own marks before what is copied; a wrapper further inside is a part of the page.
_WRAPPER = re.compile(
    r"(?:\s|<!--(?:Start|End)Fragment-->|</?(?:html|head|body|meta)\b[^<>]*>)*<article\b((?=[^<>]*\sdata-clipper\b)[^<>]*)>",
    re.IGNORECASE,
)
_SAID = re.compile(r"""\bdata-([a-z]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
_END = re.compile(r"</article>(?:\s|<!--(?:Start|End)Fragment-->|</?(?:html|body)\b[^<>]*>)*\Z", re.IGNORECASE)


def clip(page: str, markdown: Callable[[str, str], str]) -> Clip:
    """Return the clip that copied HTML makes; without the wrapper it says nothing of itself but its text.

    `markdown` turns HTML into Markdown; the address beside it is what the links are relative to.
    """
    said, inside = unwrapped(page)
    body = NOT_TEXT.sub("\ufffd", markdown(inside, said.url))
    return replace(said, title=said.title or headline.title(body), body=body)


def unwrapped(page: str) -> tuple[Clip, str]:
    """Return what the wrapper says, and the HTML inside; a clip that says nothing, and all of it, without one."""
    page = NOT_TEXT.sub("\ufffd", page)
    wrapper = _WRAPPER.match(page, 0, _LONGEST)
    if not wrapper:
        return Clip(), page
    found = {name.lower(): html.unescape(one or other) for name, one, other in _SAID.findall(wrapper[1])}
    fields = {name: text.one_line(found.get(name, "")) for name in _NAMES}
    end = _END.search(page, max(wrapper.end(), len(page) - _LONGEST))
    said = Clip(
        title=fields["title"],
        date=_day(fields["date"]),
        source=fields["source"],
        author=(fields["author"],) if fields["author"] else (),
        url=fields["url"] if urls.is_address(fields["url"]) else "",
    )
    return said, page[wrapper.end() : end.start() if end else len(page)]


def _day(written: str) -> str:
    """Return a date as it is stated, if it is one: what a page says in passing is no reason to refuse it."""
    return dates.iso(written)
