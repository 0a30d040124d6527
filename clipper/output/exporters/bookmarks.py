"""Bookmarks: the list of links in HTML that every browser and every service of bookmarks imports."""

import html
from collections.abc import Iterable
from typing import BinaryIO

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model import urls
from clipper.output.markup.html import escape
from clipper.output.plain import moments

SUFFIX = ".html"
KEEPS = "addresses with titles, tags, times of clipping and notes; for browsers and services"
LOSES: tuple[str, ...] = (
    *("no url", "date", "source", "author", "description", "section", "page", "edition", "place", "agency"),
    *("language", "rights", "text", "highlights", "extra"),
)

_HEAD = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
    '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n'
    "<TITLE>Bookmarks</TITLE>\n<H1>{title}</H1>\n<DL><p>\n"
)


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips that have an address of the web."""
    out.write(_HEAD.format(title=escape(about.title)).encode())
    for clip in clips:
        if urls.is_address(clip.clip.url):
            out.write(_bookmark(clip).encode())
    out.write(b"</DL><p>\n")


def _bookmark(exported: ExportedClip) -> str:
    clip = exported.clip
    saved = moments.unix(clip.clipped)
    added = f' ADD_DATE="{saved}"' if saved is not None and saved > 0 else ""
    tags = f' TAGS="{escape(",".join(clip.tags))}"' if clip.tags else ""
    note = f"<DD>{html.escape(text.safe_lines(exported.note.strip()))}\n" if exported.note.strip() else ""
    return f'<DT><A HREF="{escape(clip.url)}"{added}{tags}>{escape(clip.title or clip.url)}</A>\n{note}'
