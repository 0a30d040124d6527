"""HTML that was copied from a page; the bookmarklet wraps it in an element with the page's title and address."""

import html
import re
from collections.abc import Callable

from clipper.intake import headline
from clipper.intake.decoding import NOT_TEXT
from clipper.model import dates, urls
from clipper.model.clip import Clip
from clipper.text import one_line

_FIELDS = ("title", "url", "source", "date", "author")
_MAX_WRAPPER = 100_000
"""Characters at the beginning and the end of the HTML in which the wrapper's tags are looked for."""
# Browsers and systems put their own marks before what is copied. A wrapper further inside is a part of the page.
_WRAPPER = re.compile(
    r"(?:\s|<!--(?:Start|End)Fragment-->|</?(?:html|head|body|meta)\b[^<>]*>)*<article\b((?=[^<>]*\sdata-clipper\b)[^<>]*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""\bdata-([a-z]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
_END = re.compile(r"</article>(?:\s|<!--(?:Start|End)Fragment-->|</?(?:html|body)\b[^<>]*>)*\Z", re.IGNORECASE)


def read_copied_html(page: str, to_markdown: Callable[[str, str], str]) -> Clip:
    """Return the clip in copied HTML; without a wrapper it has only a body, and its title is taken from there.

    `to_markdown` converts HTML; its second argument is the address to which links are relative.
    """
    clip, inner_html = unwrap(page)
    body = NOT_TEXT.sub("\ufffd", to_markdown(inner_html, clip.url))
    return clip.replace(title=clip.title or headline.find_title(body), body=body)


def unwrap(page: str) -> tuple[Clip, str]:
    """Return a clip with the fields that the wrapper states, and the HTML inside; without a wrapper all the HTML."""
    page = NOT_TEXT.sub("\ufffd", page)
    wrapper = _WRAPPER.match(page, 0, _MAX_WRAPPER)
    if not wrapper:
        return Clip(), page
    attributes = {
        name.lower(): html.unescape(double_quoted or single_quoted)
        for name, double_quoted, single_quoted in _ATTRIBUTE.findall(wrapper[1])
    }
    fields = {name: one_line(attributes.get(name, "")) for name in _FIELDS}
    end = _END.search(page, max(wrapper.end(), len(page) - _MAX_WRAPPER))
    clip = Clip(
        title=fields["title"],
        date=dates.iso(fields["date"]),  # empty if it is not a date: a wrong guess must not refuse the clip
        source=fields["source"],
        author=(fields["author"],) if fields["author"] else (),
        url=fields["url"] if urls.is_address(fields["url"]) else "",
    )
    return clip, page[wrapper.end() : end.start() if end else len(page)]
