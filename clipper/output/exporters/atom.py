"""Atom: a feed that any reader of feeds opens, with excerpts unless `--full` asks for whole texts."""

import uuid
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.model import urls
from clipper.output.markup.html import escape, to_html
from clipper.output.plain import moments

SUFFIX = ".atom"
KEEPS = "a feed: excerpts, or whole texts with --full"
LOSES: tuple[str, ...] = ("section", "page", "edition", "place", "agency", "note", "highlights", "extra")

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
    "<title>{title}</title>\n<id>urn:uuid:{id}</id>\n<author><name>clipper</name></author>\n"
)
_NEVER = "1970-01-01T00:00:00Z"


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips; the feed was updated when the last of them was."""
    feed = uuid.uuid5(uuid.NAMESPACE_URL, f"clipper:feed:{about.title.encode('utf-8', 'replace')!r}")
    out.write(_HEAD.format(title=escape(about.title), id=feed).encode())
    last = _NEVER
    for clip in clips:
        updated = moments.rfc3339(clip.clip.clipped) or moments.rfc3339(clip.clip.date) or _NEVER
        last = max(last, updated)
        out.write("".join((*_entry(clip, updated, about), "</entry>\n")).encode())
    out.write(f"<updated>{last}</updated>\n</feed>\n".encode())


def _entry(exported: ExportedClip, updated: str, about: ExportOptions) -> Iterator[str]:
    clip = exported.clip
    name = clip.url if urls.is_address(clip.url) else f"clipper:{exported.stored.path.encode('utf-8', 'replace')!r}"
    yield f"<entry>\n<title>{escape(exported.headline)}</title>\n"
    yield f"<id>urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}</id>\n<updated>{updated}</updated>\n"
    if published := moments.rfc3339(clip.date):
        yield f"<published>{published}</published>\n"
    for author in clip.author:
        yield f"<author><name>{escape(author)}</name></author>\n"
    if urls.is_address(clip.url):
        yield f'<link rel="alternate" href="{escape(clip.url)}"/>\n'
    for tag in clip.tags:
        yield f'<category term="{escape(tag)}"/>\n'
    for element, value in (("dc:publisher", clip.source), ("dc:language", clip.language), ("rights", clip.rights)):
        if value:
            yield f"<{element}>{escape(value)}</{element}>\n"
    if summary := clip.description if about.texts == "full" else exported.text:
        yield f"<summary>{escape(summary)}</summary>\n"
    if about.texts == "full" and exported.text.strip():
        yield f'<content type="html">{escape_html(to_html(exported.text))}</content>\n'


def escape_html(html: str) -> str:
    """Return HTML as the text of an element, in which its line ends stay."""
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
