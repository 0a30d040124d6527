"""OPML, in which feed readers exchange their lists of feeds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from clipper.errors import UnreadableError
from clipper.model import tags, urls
from clipper.text import one_line, strip_unsafe

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SIZE = 10_000_000
_MOST_DEEP = 30
_QUERY, _TAGS, _FULL = "clipperQuery", "clipperTags", "clipperFull"
_INVALID = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list: its address and title; the folders in which it is are tags, such as `world/asia`.

    The query, `full` and all tags but the first are in attributes of clipper's own, which other programs ignore.
    """

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    query: str = ""
    full: bool = False


def read(raw: bytes) -> list[Outline]:
    """Return the feeds in OPML, each address once; raise UnreadableError if it is none, or has none."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("it is not OPML, the list of feeds of a feed reader") from error
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise UnreadableError("it is not OPML, the list of feeds of a feed reader")
    found = {outline.url: outline for body in root.findall("body") for outline in _outlines(body, ())}
    if not found:
        raise UnreadableError("it lists no feeds")
    return [*found.values()]


def _outlines(element: "_Element", folders: tuple[str, ...]) -> Iterator[Outline]:
    """Yield the feeds below an element; one that lists no feed itself is a folder."""
    for child in element.findall("outline"):
        title = one_line(strip_unsafe(child.get("title") or child.get("text") or ""))
        url = (child.get("xmlUrl") or child.get("xmlurl") or child.get("xmlURL") or "").strip()
        if urls.is_address(url):
            names = ["/".join(folders), *child.get(_TAGS, "").split(",")]
            sanitized = dict.fromkeys(filter(None, map(tags.sanitize, names)))
            is_full = child.get(_FULL, "").strip().lower() == "true"
            yield Outline(url, title, (*sanitized,), child.get(_QUERY, "").strip(), is_full)
        elif len(folders) < _MOST_DEEP:
            yield from _outlines(child, (*folders, title) if title else folders)


def write(feeds: Iterable[Outline], title: str) -> str:
    """Return feeds as OPML 2.0; those with a tag are in a folder of that name."""
    by_folder: dict[str, list[Outline]] = {}
    for feed in feeds:
        by_folder.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["<head>", f"<title>{_escape(title)}</title>", "</head>", "<body>"]
    for folder, inside in by_folder.items():
        lines += [f"<outline text={_quote(folder)}>"] if folder else []
        lines += map(_outline, inside)
        lines += ["</outline>"] if folder else []
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _outline(feed: Outline) -> str:
    own = {_QUERY: feed.query, _TAGS: ",".join(feed.tags[1:]), _FULL: "true" if feed.full else ""}
    values = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url}
    values |= {name: value for name, value in own.items() if value}
    return f"<outline {' '.join(f'{name}={_quote(value)}' for name, value in values.items())}/>"


def _quote(value: str) -> str:
    return quoteattr(_INVALID.sub("", value))


def _escape(value: str) -> str:
    from xml.sax.saxutils import escape

    return escape(_INVALID.sub("", value))
